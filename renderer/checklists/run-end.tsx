import type { RefObject } from 'react';
import { HashText } from '../journal/index.ts';
import { counted } from '../figures/number-text.ts';
import type { RunDetail } from './readings.ts';
import { usePaneFocus } from './pane-focus.ts';
import { signRefusal } from './run-commands.ts';
import type { RunDesk } from './run-desk.ts';
import { wantsAnswer } from './run-pages.ts';
import { VoidRun } from './void-run.tsx';
import { recordedMoment } from './words.ts';

interface RunEndProps {
  readonly desk: RunDesk;
  readonly pane: RefObject<HTMLElement | null>;
  readonly hands: boolean;
  readonly onSign: () => void;
}

/** Behind the last item: what remains, what was not asked and why, and the signature. */
export function RunEnd({ desk, pane, hands, onSign }: RunEndProps) {
  usePaneFocus(pane, hands, true);
  const { detail } = desk;
  const open = detail.items.filter(wantsAnswer);
  const optional = open.filter(({ blocker }) => blocker === null);
  const refusal = signRefusal(desk);
  return (
    <section ref={pane} className="run-end" aria-label="What remains" tabIndex={-1} data-first-focus="">
      {detail.blockers.length > 0 && (
        <>
          <h2>In the way of the signature</h2>
          <ul className="run-remains">
            {detail.blockers.map((blocker) => (
              <li key={blocker.item}>
                <button type="button" className="way" onClick={() => desk.goTo(blocker.item)}>
                  {blocker.item}
                </button>
                <span>
                  {blocker.text}
                  <small>{blocker.words}</small>
                </span>
              </li>
            ))}
          </ul>
        </>
      )}
      {optional.length > 0 && (
        <>
          <h2>Not answered, and not needed for the signature</h2>
          <ul className="run-remains">
            {optional.map(({ id, item }) => (
              <li key={id}>
                <button type="button" className="way" onClick={() => desk.goTo(id)}>
                  {id}
                </button>
                <span>{item.text}</span>
              </li>
            ))}
          </ul>
        </>
      )}
      <HiddenItems detail={detail} />
      <h2>Signature</h2>
      <SignaturesGiven detail={detail} />
      {detail.signing.next && (
        <>
          <p>
            {detail.signing.next.place === 0 ? 'It is signed' : 'Next it is signed'} as <b>{detail.signing.next.role}</b>
            {detail.signing.next.differs && ', by somebody who has not signed it before'}.
            {detail.pace.tooFast && <em className="flag">answered faster than it can be read</em>}
          </p>
          <div className="actions">
            <button type="button" className="main" disabled={refusal !== null} onClick={onSign}>
              Sign <kbd>s</kbd>
            </button>
            {refusal !== null && <span className="muted">{refusal}</span>}
          </div>
        </>
      )}
      <VoidRun detail={detail} />
    </section>
  );
}

/** Items that were not asked, each with its reason: nothing is left out in silence. */
export function HiddenItems({ detail }: { readonly detail: RunDetail }) {
  if (detail.hidden.length === 0) return null;
  const texts = new Map(detail.items.map(({ id, item }) => [id, item.text]));
  return (
    <>
      <h2>
        Not shown <span>{counted(detail.hidden.length, 'item')}</span>
      </h2>
      <ul className="run-remains">
        {detail.hidden.map(({ item, because }) => (
          <li key={item}>
            <span className="question-id">{item}</span>
            <span className="muted">
              {texts.get(item)}
              <small>not shown, because: {because}</small>
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}

/** Who has signed, as what, when, and under which hash. */
export function SignaturesGiven({ detail }: { readonly detail: Pick<RunDetail, 'signatures'> }) {
  if (detail.signatures.length === 0) return null;
  return (
    <ul className="signatures">
      {detail.signatures.map((signature) => (
        <li key={signature.role}>
          <b>{signature.signer.name}</b> as {signature.role}, {recordedMoment(signature.at)}
          <small className="muted">
            {signature.proved === 'pin' ? 'proved by PIN' : 'by name only'}
            {signature.alone && ', alone after the cool-off'}
          </small>
          <p>{signature.statement}</p>
          <HashText hex={signature.runHash} name="hash of what was signed" />
        </li>
      ))}
    </ul>
  );
}
