import { amountWords } from '../../shared/otc/index.ts';
import { EvidenceField } from '../evidence/index.ts';
import { useAmounts } from './amounts.ts';
import { fullClockText } from './cut-off-text.ts';
import type { TradeDetail } from './readings.ts';
import { ORDER_WORDS, sentence } from './words.ts';

/** What was dealt, as it was recorded. */
export function TermsSection({ detail: { terms } }: { readonly detail: TradeDetail }) {
  const amounts = useAmounts();
  const money = (amount: string) => amounts(amountWords(amount, terms.quote.asset));
  const facts: ReadonlyArray<readonly [string, string]> = [
    ['Dealt at', fullClockText(terms.tradedAt, 'UTC')],
    ['Price', `${amountWords(terms.price, terms.quote.asset)} for one ${terms.base.asset}`],
    ['Gross', money(terms.gross)],
    ['Fee', money(terms.fee)],
    ['Net', money(terms.net)],
    ['Cut-off', `${terms.cutOff.time} ${terms.cutOff.zone} on ${terms.valueDate}`],
    ['Order', `${sentence(ORDER_WORDS[terms.deliveryOrder])}${terms.deliveryTerms === null ? '' : `: ${terms.deliveryTerms}`}`],
    ['Agreement', terms.agreement ?? 'none recorded'],
  ];
  return (
    <section aria-label="Terms">
      <h2>Terms</h2>
      <dl className="facts">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {terms.note !== '' && <p className="trade-note">{terms.note}</p>}
      {terms.evidence.length > 0 && <EvidenceField label="the trade" evidence={terms.evidence} />}
    </section>
  );
}
