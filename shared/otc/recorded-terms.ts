import { dayOf, Decimal, decimalText, done, isRefused, type Outcome, refuse } from '../figures/index.ts';
import { findAsset } from '../market/index.ts';
import { type CutOff, cutOffInstant } from './cut-off.ts';
import { amountWords, type Instruction, isSamePlace, placedWords, railOf, type TradeDraft, type TradeTerms } from './trade.ts';

/**
 * A draft made whole: totals filled in, decimals canonical, cut-offs as instants. Refused, with a sentence that says what to correct, where
 * totals do not follow from quantity, price and fee, a cut-off has no single instant, or something is missing that settlement needs.
 */
export function recordedTerms(draft: TradeDraft): Outcome<TradeTerms> {
  const fault = placesFault(draft) ?? datesFault(draft) ?? orderFault(draft) ?? instructionFault(draft);
  if (fault) return fault;
  const totals = totalsOf(draft);
  if (isRefused(totals)) return totals;
  const pay = dueAt(draft, draft.instructions.pay);
  if (isRefused(pay)) return pay;
  const receive = dueAt(draft, draft.instructions.receive);
  if (isRefused(receive)) return receive;
  return done({
    ...draft,
    quantity: canonical(draft.quantity),
    price: canonical(draft.price),
    fee: canonical(draft.fee),
    ...totals.ok,
    due: { pay: pay.ok, receive: receive.ok },
  });
}

/**
 * Gross is quantity × price; net is what changes hands: with the fee when we buy, without it when we sell. A total that was told may differ
 * by rounding to the quote asset's smallest unit, no further.
 */
function totalsOf({ side, quote, quantity, price, fee, gross, net }: TradeDraft): Outcome<{ gross: string; net: string }> {
  const product = new Decimal(quantity).times(price);
  const toldGross = gross === undefined ? roundedTo(product, quote.asset) : new Decimal(gross);
  if (toldGross.minus(product).abs().greaterThan(smallestUnit(quote.asset))) {
    return apart(
      'gross-differs',
      `${amountWords(quantity, '').trim()} × ${amountWords(price, quote.asset)} is ${amountWords(product.toFixed(), quote.asset)}, and the gross amount says ${amountWords(toldGross.toFixed(), quote.asset)}`,
      toldGross.minus(product),
      quote.asset,
      'gross',
    );
  }
  if (toldGross.isZero()) {
    return refuse('too-small', `Quantity times price comes to less than the smallest unit of ${quote.asset}. Look at both again.`, {
      field: 'quantity',
    });
  }
  const expected = side === 'buy' ? toldGross.plus(fee) : toldGross.minus(fee);
  if (!expected.greaterThan(0)) {
    return refuse('fee-takes-all', `The fee of ${amountWords(fee, quote.asset)} leaves nothing of the gross amount. Look at both again.`, {
      field: 'fee',
    });
  }
  const toldNet = net === undefined ? expected : new Decimal(net);
  if (toldNet.minus(expected).abs().greaterThan(smallestUnit(quote.asset))) {
    const sign = side === 'buy' ? 'plus' : 'less';
    return apart(
      'net-differs',
      `${amountWords(toldGross.toFixed(), quote.asset)} ${sign} a fee of ${amountWords(fee, quote.asset)} is ${amountWords(expected.toFixed(), quote.asset)}, and the net amount says ${amountWords(toldNet.toFixed(), quote.asset)}`,
      toldNet.minus(expected),
      quote.asset,
      'net',
    );
  }
  return done({ gross: decimalText(toldGross), net: decimalText(toldNet) });
}

function apart(code: string, says: string, difference: Decimal, asset: string, field: string): Outcome<never> {
  const more = difference.isNegative() ? 'less' : 'more';
  return refuse(
    code,
    `${says}: ${amountWords(difference.abs().toFixed(), asset)} ${more}. Correct whichever was mistyped, or ask the desk before you record it.`,
    { field },
  );
}

function placesFault({ base, quote }: TradeDraft): Outcome<never> | null {
  if (!isSamePlace(base, quote)) return null;
  return refuse(
    'same-asset',
    `Both sides are ${placedWords(base)}: nothing is exchanged. Look at the two assets and their networks again.`,
    {
      field: 'quote',
    },
  );
}

function datesFault({ tradedAt, valueDate }: TradeDraft): Outcome<never> | null {
  // A desk east of us may name its own, earlier, local day; two days back is no time zone any more.
  const traded = dayOf(tradedAt);
  if (Date.parse(valueDate) >= Date.parse(traded) - 86_400_000) return null;
  return refuse('value-before-trade', `The value date ${valueDate} lies before the trade of ${traded}. Correct one of them.`, {
    field: 'valueDate',
  });
}

function orderFault({ deliveryOrder, deliveryTerms }: TradeDraft): Outcome<never> | null {
  if (deliveryTerms !== null) return null;
  if (deliveryOrder === 'credit') {
    return refuse('credit-without-approval', 'Delivery on credit wants the approval named: who approved which line, and when.', {
      field: 'deliveryTerms',
    });
  }
  if (deliveryOrder === 'simultaneous') {
    return refuse(
      'simultaneous-without-means',
      'Simultaneous delivery wants the means named: escrow agent, venue ledger or delivery against payment.',
      {
        field: 'deliveryTerms',
      },
    );
  }
  return null;
}

function instructionFault({ side, base, quote, instructions }: TradeDraft): Outcome<never> | null {
  const [out, into] = side === 'buy' ? [quote, base] : [base, quote];
  for (const [name, place, { beneficiary }] of [
    ['pay', out, instructions.pay],
    ['receive', into, instructions.receive],
  ] as const) {
    if (railOf(place) === 'fiat' && beneficiary === null) {
      return refuse('no-beneficiary', `The instruction for ${placedWords(place)} names no beneficiary, and a bank pays to a name.`, {
        field: `instructions.${name}.beneficiary`,
      });
    }
  }
  return null;
}

function dueAt({ valueDate, cutOff }: TradeDraft, instruction: Instruction): Outcome<string> {
  const own: CutOff = instruction.cutOff ?? cutOff;
  return cutOffInstant(valueDate, own);
}

function canonical(text: string): string {
  return decimalText(new Decimal(text));
}

function decimalsOf(asset: string): number {
  return findAsset(asset)?.decimals ?? 18;
}

function smallestUnit(asset: string): Decimal {
  return new Decimal(10).pow(-decimalsOf(asset));
}

function roundedTo(value: Decimal, asset: string): Decimal {
  return value.toDecimalPlaces(decimalsOf(asset));
}
