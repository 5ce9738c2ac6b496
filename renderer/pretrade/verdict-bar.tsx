import type { TicketVerdict } from '../../shared/pretrade/index.ts';
import { counted } from '../figures/number-text.ts';
import { VERDICT_SIGNS, VERDICT_TONES, VERDICT_WORDS } from './words.ts';

interface VerdictBarProps {
  readonly verdict: TicketVerdict;
  /** What must still happen before it can be signed. */
  readonly beforeSigning: readonly string[];
  readonly frozen?: boolean;
  /** Shows the check or the field of a reason. */
  readonly show: (what: string) => void;
}

/** Whether the trade may go, with what blocks first; always in view. */
export function VerdictBar({ verdict: { verdict, reasons }, beforeSigning, frozen = false, show }: VerdictBarProps) {
  const open = reasons.filter(({ overridden }) => overridden === null);
  const overridden = reasons.filter((reason) => reason.overridden !== null);
  const [first] = open;
  return (
    <div className="verdict-bar" data-verdict={verdict} role="group" aria-label="Verdict">
      <b className={VERDICT_TONES[verdict]} role="status">
        <span aria-hidden="true">{VERDICT_SIGNS[verdict]} </span>
        {VERDICT_WORDS[verdict]}
      </b>
      <span className="verdict-why">
        {first ? (
          <>
            <button type="button" className="way" onClick={() => show(first.what)}>
              {first.what}
            </button>{' '}
            {first.says}
          </>
        ) : overridden.length > 0 ? (
          <b>{overridden.map(({ what, overridden: reason }) => `${what} overridden: ${reason}`).join(' ')}</b>
        ) : frozen ? (
          'Every check that could stand in the way passed.'
        ) : (
          (beforeSigning[0] ?? 'Nothing stands in the way; it can be signed.')
        )}
      </span>
      {open.length > 1 && <span className="verdict-more">and {counted(open.length - 1, 'more', 'more')}</span>}
    </div>
  );
}
