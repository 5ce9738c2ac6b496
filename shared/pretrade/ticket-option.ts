import { Decimal, type Figure, unavailable } from '../figures/index.ts';
import { derive, given } from './ticket-derive.ts';
import type { TicketInputs } from './ticket-inputs.ts';
import type { TicketPlan } from './ticket-plan.ts';

/** Call or put, as the terms say or the instrument’s file; null where neither does. */
export function optionKind({ terms, instrument }: Pick<TicketInputs, 'terms' | 'instrument'>): 'call' | 'put' | null {
  return terms.option?.kind ?? instrument?.row.optionType ?? null;
}

export function strikeOf({ terms, instrument }: Pick<TicketInputs, 'terms' | 'instrument'>): Figure<Decimal> {
  return given(terms.option?.strike ?? instrument?.row.strike, 'Give the strike, or import the venue’s file of instruments.');
}

/** The instant at which an option ends; null where nobody says. */
export function expiryOf({ terms, instrument }: Pick<TicketInputs, 'terms' | 'instrument'>): string | null {
  return terms.option?.expires ?? instrument?.row.expiry ?? null;
}

/**
 * What an option can lose and where it breaks even at expiry. A bought one loses its premium and the fee at most; a sold put its strike less the premium;
 * a sold call has no bound. Profit at the target is that of selling it again at the target’s premium.
 */
export function optionOutcome({ inputs, entry, target, inQuote, size, rateOf }: TicketPlan, feeIn: Figure<Decimal>) {
  const { side, feeOut } = inputs.terms;
  const kind = optionKind(inputs);
  const strike = strikeOf(inputs);
  const { quantity } = size;
  const premium = derive(PREMIUM, { quantity, entry, inQuote }, (v) => v.quantity.times(v.entry).times(v.inQuote));
  const noKind = unavailable('missing', 'Say whether it is a call or a put, or import the venue’s file of instruments.');
  return {
    'break-even':
      kind === null
        ? noKind
        : derive(kind === 'call' ? CALL_EVEN : PUT_EVEN, { strike, premium, feeIn, quantity }, (v) => {
            // Whoever bought needs premium and fee back; whoever sold may give back the premium less the fee.
            const perUnit = (side === 'long' ? v.premium.plus(v.feeIn) : v.premium.minus(v.feeIn)).dividedBy(v.quantity);
            return kind === 'call' ? v.strike.plus(perUnit) : v.strike.minus(perUnit);
          }),
    'max-loss':
      side === 'long'
        ? derive(BOUGHT, { premium, feeIn }, (v) => v.premium.plus(v.feeIn))
        : kind === 'put'
          ? derive(SOLD_PUT, { strike, quantity, premium, feeIn }, (v) => v.strike.times(v.quantity).minus(v.premium).plus(v.feeIn))
          : kind === 'call'
            ? unavailable('unbounded', 'A sold call can lose without bound. Cover it, or buy a higher one against it.')
            : noKind,
    'profit-at-target': derive(SOLD_AGAIN, { quantity, entry, target, inQuote, feeIn, rate: rateOf(feeOut) }, (v) => {
      const out = v.target.times(v.inQuote).times(v.quantity);
      const gain = out.minus(v.entry.times(v.inQuote).times(v.quantity)).times(side === 'long' ? 1 : -1);
      return gain.minus(v.feeIn).minus(out.times(v.rate));
    }),
  };
}

/** What an option is worth at expiry for one unit, at a price of the underlying; in quote. */
export function payoffAt(kind: 'call' | 'put', strike: Decimal, price: Decimal): Decimal {
  const worth = kind === 'call' ? price.minus(strike) : strike.minus(price);
  return Decimal.max(worth, 0);
}

const PREMIUM = { figure: 'premium', formula: 'quantity · premium · quote for one unit of it', unit: 'quote' };
const CALL_EVEN = {
  figure: 'break-even at expiry',
  formula: 'strike + (premium ± fee) / quantity',
  unit: 'quote for one unit of the underlying',
};
const PUT_EVEN = {
  figure: 'break-even at expiry',
  formula: 'strike − (premium ± fee) / quantity',
  unit: 'quote for one unit of the underlying',
};
const BOUGHT = { figure: 'largest loss', formula: 'premium + fee', unit: 'quote' };
const SOLD_PUT = { figure: 'largest loss', formula: 'strike · quantity − premium + fee', unit: 'quote' };
const SOLD_AGAIN = { figure: 'profit at the target', formula: 's · (target − premium) · quantity − fees', unit: 'quote' };
