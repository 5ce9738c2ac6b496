import { amountWords } from '../../shared/otc/index.ts';
import { api } from '../engine/api.ts';
import { useCarrying } from '../engine/command.ts';
import { EvidenceField } from '../evidence/index.ts';
import { RefusalLine } from '../forms/refusal-line.tsx';
import { sayChanged } from '../forms/say-changed.ts';
import { openRun } from '../checklists/index.ts';
import { useAmounts } from './amounts.ts';
import { LegSign } from './leg-sign.tsx';
import { fullClockText } from './cut-off-text.ts';
import { DestinationText } from './destination-text.tsx';
import { LegMark } from './leg-mark.tsx';
import { type Leg, useOwnZone } from './readings.ts';
import { CHECKLIST_WORDS, sentence } from './words.ts';

interface LegsSectionProps {
  readonly legs: readonly Leg[];
  /** Of the cut-off that was agreed, where a leg has none of its own. */
  readonly zone: string;
  /** They are settled in a netting. */
  readonly netted: boolean;
}

/** Both deliveries to the letter: amount, destination, memo, when it is due, and what has moved. */
export function LegsSection({ legs, zone, netted }: LegsSectionProps) {
  return (
    <>
      {legs.map((leg) => (
        <LegFacts key={leg.leg} leg={leg} zone={leg.instruction.cutOff?.zone ?? zone} netted={netted} />
      ))}
    </>
  );
}

function LegFacts({ leg, zone, netted }: { readonly leg: Leg; readonly zone: string; readonly netted: boolean }) {
  const own = useOwnZone();
  const amounts = useAmounts();
  const { instruction, words, network, amount, payable, asset, release, receipts } = leg;
  const zones = [...new Set([zone, own])];
  return (
    <section aria-label={sentence(words)}>
      <h2>
        <LegSign direction={leg.direction} />
        {amounts(sentence(words))}
        <span>on {network}</span>
        <LegMark leg={leg} />
      </h2>
      <dl className="facts">
        <Fact name={leg.direction === 'out' ? 'To' : 'Into'}>
          <DestinationText text={instruction.destination} name="destination" />
        </Fact>
        <Fact name="In the name of">{instruction.beneficiary ?? <span className="muted">nobody named</span>}</Fact>
        <Fact name="Memo, tag, reference">{instruction.memo ?? <span className="muted">none needed</span>}</Fact>
        {payable !== amount && <Fact name="To pay, less the test">{amounts(amountWords(payable, asset))}</Fact>}
        <Fact name="Due">{zones.map((each) => fullClockText(leg.due, each)).join(' · ')}</Fact>
        {release !== null && (
          <>
            <Fact name="Released">
              {fullClockText(release.releasedAt, own)} · <code>{release.reference}</code>
            </Fact>
            <Fact name="On the strength of">
              {release.rests.map(({ template, run, overrides }) => (
                <span key={`${template} ${run}`} className="rest">
                  <button type="button" className="way" onClick={() => openRun(run, CHECKLIST_WORDS[template] ?? template, false)}>
                    {CHECKLIST_WORDS[template] ?? template}
                  </button>
                  {overrides.length > 0 && <b className="overridden"> overridden: {overrides.join(', ')}</b>}
                </span>
              ))}
            </Fact>
          </>
        )}
      </dl>
      {release !== null && release.evidence.length > 0 && <EvidenceField label="the release" evidence={release.evidence} />}
      {receipts.length > 0 && <Receipts leg={leg} withdrawable={!netted} />}
    </section>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: React.ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Receipts({ leg, withdrawable }: { readonly leg: Leg; readonly withdrawable: boolean }) {
  const own = useOwnZone();
  const amounts = useAmounts();
  const { carry, busy, refusal } = useCarrying(api.otc.withdrawReceipt.mutate);
  async function withdraw(receipt: string): Promise<void> {
    if ((await carry({ receipt })) !== null) sayChanged('The receipt is taken back.');
  }
  return (
    <>
      <table className="table receipts" aria-label={`What came in of: ${leg.words}`}>
        <thead>
          <tr>
            <th scope="col">Came in</th>
            <th scope="col" className="number">
              Amount, {leg.asset}
            </th>
            <th scope="col">Reference</th>
            <th scope="col" className="not-printed">
              <span className="unseen">Change</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {leg.receipts.map(({ receipt, amount, receivedAt, reference, note, evidence }) => (
            <tr key={receipt}>
              <td className="day">{fullClockText(receivedAt, own)}</td>
              <td className="number">{amounts(amountWords(amount, leg.asset)).replace(` ${leg.asset}`, '')}</td>
              <td>
                <code className="whole">{reference}</code>
                {note !== '' && <small>{note}</small>}
                {evidence.length > 0 && <EvidenceField label={`receipt ${reference}`} evidence={evidence} />}
              </td>
              <td className="row-ways not-printed">
                {withdrawable && (
                  <button
                    type="button"
                    className="quiet"
                    disabled={busy}
                    aria-label={`Take back the receipt ${reference}`}
                    onClick={() => void withdraw(receipt)}
                  >
                    Take back
                  </button>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className={leg.match.status === 'short' || leg.match.status === 'over' ? 'late' : 'muted'}>{amounts(leg.match.says)}</p>
      {refusal && <RefusalLine refusal={refusal} />}
    </>
  );
}
