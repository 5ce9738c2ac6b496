import { useMemo } from 'react';
import { isKnown } from '../../shared/figures/index.ts';
import { StandingPanel } from '../checklists/index.ts';
import { api } from '../engine/api.ts';
import { useCarrying } from '../engine/command.ts';
import { counted, moneyText, quantityText } from '../figures/number-text.ts';
import { dayText } from '../figures/time-text.ts';
import { RefusalLine } from '../forms/refusal-line.tsx';
import { sayChanged } from '../forms/say-changed.ts';
import { openPosition } from '../positions/index.ts';
import { usePreferences } from '../window/preferences.ts';
import type { Doing } from './doing.ts';
import { VerdictLight } from './gate-light.tsx';
import type { LimitUse, VenueDetail } from './readings.ts';
import { RecordTable } from './record-table.tsx';
import { usedText } from './score-text.ts';
import { openRules } from './ways.ts';
import { METRIC_WORDS } from './words.ts';

interface StandingTabProps {
  readonly detail: VenueDetail;
  readonly setDoing: (doing: Doing) => void;
}

/** Whether the venue may be used, and what stands there: gates with their reasons, red flags, exposure against limits, checklists. */
export function StandingTab({ detail, setDoing }: StandingTabProps) {
  const flags = detail.records.filter((entry) => entry.detail.kind === 'red-flag');
  return (
    <>
      <Gates detail={detail} setDoing={setDoing} />
      <section aria-label="Red flags">
        <h2>
          Red flags<span>{detail.flags.open} open</span>
          <button type="button" className="way not-printed" onClick={() => setDoing({ now: 'entering', kind: 'red-flag' })}>
            Raise one <kbd>r</kbd>
          </button>
        </h2>
        {flags.length === 0 ? (
          <p className="muted">None was raised. A critical one that is open makes the venue not eligible.</p>
        ) : (
          <RecordTable entries={flags} onChange={(entry) => setDoing({ now: 'changing', entry })} />
        )}
      </section>
      <Checklists detail={detail} />
      <Limits detail={detail} setDoing={setDoing} />
      <Exposures detail={detail} />
    </>
  );
}

const REVIEWS = {
  derivatives: ['TPL-VENUE-DERIV'],
  otc: ['TPL-VENUE-OTC'],
  both: ['TPL-VENUE-DERIV', 'TPL-VENUE-OTC'],
  custody: ['TPL-VENUE-OTC'],
};

/** The review of the venue by checklist: how it stands, with the step that follows, and what its answers say that gates look at. */
function Checklists({ detail: { venue, kind, answers } }: { readonly detail: VenueDetail }) {
  const about = useMemo(() => ({ kind: 'venue' as const, id: venue }), [venue]);
  const expired = answers.filter((answer) => answer.expired);
  return (
    <section aria-label="Checklists">
      <h2>Checklists</h2>
      {REVIEWS[kind].map((template) => (
        <StandingPanel key={template} template={template} about={about} />
      ))}
      {expired.length > 0 && (
        <p className="late">{`${counted(expired.length, 'answer has', 'answers have')} expired: ${expired.map(({ item }) => item).join(', ')}.`}</p>
      )}
    </section>
  );
}

/** What would help where a gate does not pass: the register or the rule that it looks at. */
const REMEDIES = {
  eligibility: { words: 'Enter a check', doing: { now: 'entering', kind: 'eligibility' } },
  legal: { words: 'Attest', doing: { now: 'entering', kind: 'attestation' } },
  kyc: { words: 'Attest', doing: { now: 'entering', kind: 'attestation' } },
  'red-flags': { words: 'Look', doing: { now: 'entering', kind: 'red-flag' } },
  custody: { words: 'Say who holds it', doing: { now: 'details' } },
  'exposure-limit': { words: 'Set a limit', doing: { now: 'limiting', limit: null } },
} as const satisfies Record<string, { words: string; doing: Doing }>;

function Gates({ detail, setDoing }: StandingTabProps) {
  const { gates, records, limits } = detail;
  return (
    <section aria-label="Gates">
      <h2>
        Gates<span>what fails is not eligible, what is unknown cannot be decided; neither is ranked</span>
      </h2>
      <table className="table gates">
        <tbody>
          {gates.map(({ gate, name, verdict, says, from }) => {
            const entry = from?.in === 'record' ? records.find(({ record }) => record === from.record) : undefined;
            const limit = from?.in === 'limit' ? limits.find((each) => each.limit === from.limit) : undefined;
            // What is said once for all venues is put right there.
            const isRule = from?.in === 'policy';
            const remedy = limit ? { words: 'Change the limit', doing: { now: 'limiting', limit } as const } : REMEDIES[gate];
            return (
              <tr key={gate}>
                <th scope="row">{name}</th>
                <td className="gate-verdict">
                  <VerdictLight verdict={verdict} />
                </td>
                <td>{says}</td>
                <td className="row-ways not-printed">
                  {entry && (
                    <button type="button" className="quiet" onClick={() => setDoing({ now: 'changing', entry })}>
                      Show the entry
                    </button>
                  )}
                  {verdict !== 'pass' && gate !== 'red-flags' && (
                    <button
                      type="button"
                      className="quiet"
                      aria-label={`${isRule ? 'Rules' : remedy.words}: ${name}`}
                      onClick={() => (isRule ? openRules() : setDoing(remedy.doing))}
                    >
                      {isRule ? 'Rules' : remedy.words}
                    </button>
                  )}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}

function Limits({ detail, setDoing }: StandingTabProps) {
  const { limits } = detail;
  const remove = useCarrying(api.venues.removeLimit.mutate);
  async function take({ limit, scope }: LimitUse): Promise<void> {
    if ((await remove.carry({ limit })) !== null) sayChanged(`The limit on ${scope} is removed.`);
  }
  return (
    <section aria-label="Limits">
      <h2>
        Limits
        <button type="button" className="way not-printed" onClick={() => setDoing({ now: 'limiting', limit: null })}>
          Set a limit <kbd>l</kbd>
        </button>
      </h2>
      {remove.refusal && <RefusalLine refusal={remove.refusal} />}
      {limits.length === 0 ? (
        <p className="muted">No limit holds it. How much may stand here at most, if it failed tomorrow?</p>
      ) : (
        <table className="table">
          <tbody>
            {limits.map((each) => (
              <LimitRow
                key={each.limit}
                each={each}
                change={() => setDoing({ now: 'limiting', limit: each })}
                remove={() => void take(each)}
              />
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

interface LimitRowProps {
  readonly each: LimitUse;
  readonly change: () => void;
  readonly remove: () => void;
}

function LimitRow({ each, change, remove }: LimitRowProps) {
  const discreet = usePreferences((state) => state.discreet);
  const { scope, detail, use, says, tone, expired } = each;
  const share = isKnown(use) ? Math.min(1, Number(use.ok)) : 0;
  return (
    <tr>
      <th scope="row">
        {scope} <small>{METRIC_WORDS[detail.metric]}</small>
      </th>
      <td className="number">
        {discreet && detail.currency !== null ? '•••' : `${quantityText(detail.amount)} ${detail.currency ?? '×'}`}
      </td>
      <td className="limit-use">
        <span className={`use-bar ${tone}`} aria-hidden="true">
          <span style={{ width: `${share * 100}%` }} />
        </span>
        <span data-tip={isKnown(use) ? undefined : use.unavailable.message}>{usedText(use)}</span>
      </td>
      <td>
        {expired && <span className="flag">expired</span>} <span className="muted">{says}</span>
        {detail.validUntil !== null && <span className="muted"> Until {dayText(detail.validUntil)}.</span>}
      </td>
      <td className="row-ways not-printed">
        <button type="button" className="quiet" aria-label={`Change the limit on ${scope}`} onClick={change}>
          Change
        </button>
        <button type="button" className="quiet" aria-label={`Remove the limit on ${scope}`} onClick={remove}>
          Remove
        </button>
      </td>
    </tr>
  );
}

function Exposures({ detail }: { readonly detail: VenueDetail }) {
  const discreet = usePreferences((state) => state.discreet);
  const { exposures, currency } = detail;
  if (exposures.length === 0) return null;
  return (
    <section aria-label="What stands there">
      <h2>
        What stands there<span>{currency}, lost if it failed now</span>
      </h2>
      <table className="table">
        <tbody>
          {exposures.map(({ from, kind, title, value, asset }) => (
            <tr key={`${from.kind} ${from.id} ${kind} ${asset ?? ''}`}>
              <td>
                {from.kind === 'position' ? (
                  <button type="button" className="way" onClick={() => openPosition(from.id, title)}>
                    {title}
                  </button>
                ) : (
                  title
                )}
              </td>
              <td className="muted">{kind}</td>
              <td className="number" data-tip={isKnown(value) ? undefined : value.unavailable.message}>
                {isKnown(value) ? (discreet ? '•••' : moneyText(value.ok)) : '—'}
                {!isKnown(value) && <span className="unseen"> {value.unavailable.message}</span>}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
