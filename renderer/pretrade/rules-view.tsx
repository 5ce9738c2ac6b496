import { DEFAULT_TICKET_RULES, type TicketRules, ticketRulesSchema } from '../../shared/pretrade/index.ts';
import { api } from '../engine/api.ts';
import { useCarrying } from '../engine/command.ts';
import { useReading } from '../engine/reading.ts';
import { percentText } from '../figures/number-text.ts';
import { type Draft, readDraft, writeDraft } from '../forms/draft.ts';
import { EntryForm } from '../forms/entry-form.tsx';
import type { Field } from '../forms/field.ts';
import { sayChanged } from '../forms/say-changed.ts';
import { useEscape } from '../window/escape.ts';
import { forgetDraft } from '../window/kept-draft.ts';
import { rulesReading } from './readings.ts';
import { leave, openRules } from './ways.ts';

const FORM = 'pretrade.rules';

const FIELDS: readonly Field[] = [
  { path: 'leverage', label: 'Leverage at most, ×', type: 'decimal', needed: true },
  { path: 'lossShare', label: 'A trade may lose, % of capital', type: 'percent', needed: true },
  { path: 'distance', label: 'Liquidation away at least, %', type: 'percent', needed: true },
  { path: 'distanceInRanges', label: 'and so many mean daily moves', type: 'decimal', needed: true },
  { path: 'freeBuffer', label: 'Collateral that stays free, %', type: 'percent', needed: true },
  { path: 'slippageBp', label: 'Slippage at most, bp', type: 'decimal', needed: true },
  { path: 'fundingBudget', label: 'Funding at most, % of notional', type: 'percent', needed: true },
  { path: 'venueShare', label: 'One venue holds at most, %', type: 'percent', needed: true },
  { path: 'assetShare', label: 'One asset at most, %', type: 'percent', needed: true },
  { path: 'depthMinutes', label: 'A book may be, minutes old', type: 'whole', needed: true },
  { path: 'fundingHours', label: 'Funding rates, hours old', type: 'whole', needed: true },
  { path: 'instrumentDays', label: 'A specification, days old', type: 'whole', needed: true },
  { path: 'tierDays', label: 'A margin table, days old', type: 'whole', needed: true },
  { path: 'feeDays', label: 'A fee table, days old', type: 'whole', needed: true },
  {
    path: 'includeCloseFee',
    label: 'The fee for closing counts to the maintenance margin',
    type: 'flag',
    hint: 'as on some venues; on is the safer',
  },
];

/** One’s own caps and thresholds, decided once and frozen into every ticket that is signed. */
export function RulesView() {
  const { data: rules } = useReading(rulesReading);
  if (!rules) return null;
  const shown = writeDraft(rules, FIELDS);
  const first = writeDraft(DEFAULT_TICKET_RULES, FIELDS);
  return (
    <div className="panel-body detail">
      <p className="rules-sentence">{sentence(rules)}</p>
      <table className="table">
        <thead>
          <tr>
            <th scope="col">Rule</th>
            <th scope="col" className="number">
              Yours
            </th>
            <th scope="col" className="number">
              At first
            </th>
          </tr>
        </thead>
        <tbody>
          {FIELDS.map(({ path, label }) => (
            <tr key={path}>
              <td>{label}</td>
              <td className="number">{shown[path] === first[path] ? wordsOf(shown[path]) : <b>{wordsOf(shown[path])}</b>}</td>
              <td className="number muted">{wordsOf(first[path])}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <div className="actions file-actions">
        <button type="button" className="main" onClick={openRules}>
          Change the rules
        </button>
      </div>
    </div>
  );
}

function wordsOf(text: string | undefined): string {
  return text === undefined || text === '' ? 'no' : text;
}

/** The rules as a form, beside the list. */
export function RulesForm() {
  const { data: rules } = useReading(rulesReading);
  const { carry, busy, refusal } = useCarrying(api.pretrade.setRules.mutate);
  const close = () => {
    forgetDraft(FORM);
    leave();
  };
  useEscape(true, close);
  async function save(next: TicketRules): Promise<void> {
    if ((await carry(next)) === null) return;
    close();
    sayChanged('The rules are changed; every draft follows them, signed tickets keep theirs.');
  }
  return (
    <div className="panel-body">
      <header className="panel-head">
        <h1>Rules for tickets</h1>
      </header>
      {rules && (
        <EntryForm<TicketRules>
          form={FORM}
          label="Rules for tickets"
          does="Save the rules"
          first={writeDraft(rules, FIELDS)}
          fields={() => FIELDS}
          read={readRules}
          says={sentence}
          busy={busy}
          refusal={refusal}
          onSave={(next) => void save(next)}
          onCancel={close}
        />
      )}
    </div>
  );
}

function readRules(draft: Draft) {
  return readDraft<TicketRules>(draft, {
    fields: FIELDS,
    schema: ticketRulesSchema,
    given: { includeCloseFee: false },
    otherwise: 'leverage',
  });
}

function sentence({ leverage, lossShare, distance, distanceInRanges, venueShare }: TicketRules): string {
  return `At most ${leverage} × leverage and ${percentText(lossShare)} of the capital a trade; liquidation ${percentText(distance)} and ${distanceInRanges} daily moves away at least; no venue holds over ${percentText(venueShare)}.`;
}
