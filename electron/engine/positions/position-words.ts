import { type Day, daysBetween, groupedText } from '../../../shared/figures/index.ts';
import { type Conclusion, quantityDecimal, type Terms } from '../../../shared/positions/index.ts';

/** The short line under a position's title: where it lies, and what tells it from its like. */
export function detailOf(terms: Terms): string {
  const parts = [terms.platform];
  switch (terms.kind) {
    case 'liquidity':
      parts.push(poolWords(terms.pool));
      break;
    case 'liquid-staking':
      parts.push(terms.mode);
      break;
    case 'delegated-staking':
    case 'own-validator': {
      const validators = terms.validators?.length ?? 0;
      if (validators > 0) parts.push(`${validators} validator${validators === 1 ? '' : 's'}`);
      break;
    }
    case 'earn-fixed':
      parts.push(`fixed ${daysBetween(terms.opened, terms.matures)} d`);
      break;
    case 'earn-flexible':
      parts.push('flexible');
      break;
    default:
      break;
  }
  if (terms.network && terms.kind !== 'liquidity') parts.push(terms.network);
  return parts.join(' · ');
}

type PoolTerms = Extract<Terms, { kind: 'liquidity' }>['pool'];

function poolWords(pool: PoolTerms): string {
  switch (pool.model) {
    case 'concentrated':
      return `${groupedText(pool.lower)}–${groupedText(pool.upper)}`;
    case 'stable-swap':
      return `A = ${groupedText(pool.amplification)}`;
    case 'weighted':
      return pool.legs.map((leg) => leg.weight).join(' : ');
    case 'constant-product':
      return 'full range';
  }
}

/** A conclusion as a sentence. */
export function conclusionWords({ says, asset, quantity, day }: Conclusion): string {
  const amount = `${quantityDecimal(quantity).toSignificantDigits(12).toFixed()} ${asset}`;
  switch (says) {
    case 'earned-unrecorded':
      return `On ${day} ${amount} more left than had been recorded to enter. It counts as earned on that day; if it was put in, record that.`;
    case 'interest-unrecorded':
      return `On ${day} ${amount} more was repaid than was owed by the record. It counts as interest on that day.`;
    case 'put-in-unrecorded':
      return `On ${day} ${amount} left although far less had been recorded to enter. It counts as put in on that day; record when it really came, or import the time before.`;
    case 'borrowed-unrecorded':
      return `On ${day} ${amount} was repaid although far less was owed by the record. It counts as borrowed on that day; record when it really was.`;
    case 'lost-at-close':
      return `When it was closed on ${day}, ${amount} less came back than was held by the record. It counts as a fee on that day.`;
    case 'closed-with-balance':
      return `It was closed on ${day} although ${amount} is still held by the record. Record where that went.`;
  }
}

/** Days as text for sentences: "14 March 2026". */
export function dayWords(day: Day): string {
  const [year, month, date] = day.split('-');
  return `${Number(date)} ${MONTHS[Number(month) - 1] ?? ''} ${year}`;
}

const MONTHS = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];
