import { api } from '../engine/api.ts';
import { useCarrying } from '../engine/command.ts';
import { sayChanged } from '../forms/say-changed.ts';
import { Age } from '../figures/age.tsx';
import { fullClockText } from './cut-off-text.ts';
import type { Doing } from './doing.ts';
import { type Case, useOwnZone } from './readings.ts';
import { SentenceForm } from './sentence-form.tsx';
import { FAIL_WORDS } from './words.ts';

interface CasesSectionProps {
  readonly cases: readonly Case[];
  readonly doing: Doing;
  readonly begin: (doing: Doing) => void;
  readonly done: () => void;
}

/** What has failed on a trade, open and closed. */
export function CasesSection({ cases, doing, begin, done }: CasesSectionProps) {
  const zone = useOwnZone();
  if (cases.length === 0) return null;
  return (
    <section aria-label="Cases">
      <h2>Cases</h2>
      {cases.map(({ trade, failure, resolution }) => (
        <article key={failure.case} className={resolution === null ? 'case open' : 'case'}>
          <p>
            <b>{FAIL_WORDS[failure.code]}</b> <span className="muted">opened {fullClockText(failure.openedAt, zone)}</span>{' '}
            {resolution === null && <Age at={failure.openedAt} />}
          </p>
          <p>{failure.what}</p>
          {resolution === null ? (
            <p className="muted">
              {failure.owner === null ? 'Nobody is named for it.' : `${failure.owner} works on it.`}
              {failure.nextActionAt !== null && ` Next action ${fullClockText(failure.nextActionAt, zone)}.`}
            </p>
          ) : (
            <p>Closed: {resolution}</p>
          )}
          {resolution === null &&
            (doing.now === 'closing' ? (
              <CloseForm trade={trade} done={done} />
            ) : (
              <div className="actions not-printed">
                <button type="button" data-way={`closing ${trade}`} onClick={() => begin({ now: 'closing', trade })}>
                  Close the case
                </button>
              </div>
            ))}
        </article>
      ))}
    </section>
  );
}

function CloseForm({ trade, done }: { readonly trade: string; readonly done: () => void }) {
  const { carry, busy, refusal } = useCarrying(api.otc.closeFail.mutate);
  async function close(resolution: string): Promise<boolean> {
    if ((await carry({ trade, resolution })) === null) return false;
    sayChanged('The case is closed.');
    return true;
  }
  return (
    <SentenceForm
      form={`otc.${trade}.close-case`}
      label="Close the case"
      asks="How it was resolved: what came, what was agreed, what it cost"
      does="Close the case"
      busy={busy}
      refusal={refusal}
      onSave={close}
      done={done}
    />
  );
}
