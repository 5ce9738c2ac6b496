import { type Day, Decimal, decimalText, sum } from '../figures/index.ts';
import { pureDigests } from '../journal/index.ts';
import { placeKey, type PlacedAsset } from './trade.ts';

/** One side of a trade as it enters a net: `amount` is signed, + what we receive. */
export interface Obligation extends PlacedAsset {
  readonly trade: string;
  readonly valueDate: Day;
  readonly amount: Decimal;
}

/** What several obligations of one value date come to in one asset on one network; + we receive, − we pay, nought is listed too. */
export interface Net extends PlacedAsset {
  readonly valueDate: Day;
  readonly amount: Decimal;
  /** What would have come, and gone, without netting. */
  readonly grossIn: Decimal;
  readonly grossOut: Decimal;
  readonly of: readonly Obligation[];
}

/** A trade's two obligations: a buyer receives the quantity and pays the net amount in the quote asset, a seller the other way round. */
export function obligationsOf(trade: {
  readonly id: string;
  readonly side: 'buy' | 'sell';
  readonly base: PlacedAsset;
  readonly quote: PlacedAsset;
  readonly quantity: Decimal;
  readonly net: Decimal;
  readonly valueDate: Day;
}): readonly [Obligation, Obligation] {
  const { id, side, base, quote, quantity, net, valueDate } = trade;
  const buys = side === 'buy';
  return [
    { trade: id, valueDate, ...base, amount: buys ? quantity : quantity.negated() },
    { trade: id, valueDate, ...quote, amount: buys ? net.negated() : net },
  ];
}

/**
 * Nets per value date and asset on the same network, sorted by these; the caller sees to it that all are with one counterparty. USD and USDC
 * are two assets and never net; neither do two networks or two value dates.
 */
export function netObligations(obligations: readonly Obligation[]): readonly Net[] {
  const groups = new Map<string, Obligation[]>();
  for (const obligation of obligations) {
    const key = `${obligation.valueDate}\n${placeKey(obligation)}`;
    const group = groups.get(key);
    if (group) group.push(obligation);
    else groups.set(key, [obligation]);
  }
  return [...groups].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, group]) => netOf(group));
}

function netOf(of: readonly Obligation[]): Net {
  const { valueDate, asset, network } = of[0]!;
  const amounts = of.map(({ amount }) => amount);
  return {
    valueDate,
    asset,
    network,
    amount: sum(amounts),
    grossIn: sum(amounts.filter((amount) => amount.greaterThan(0))),
    grossOut: sum(amounts.filter((amount) => amount.isNegative())).negated(),
    of,
  };
}

/**
 * The number of a net sheet, such as `4F2A-91C0-7D3E`: the beginning of the SHA-256 of its lines. Two people who name the same number hold
 * the same desk, date and lines, noughts included.
 */
export function sheetNumber(desk: string, nets: readonly Net[]): string {
  const lines = nets.map(({ valueDate, asset, network, amount }) =>
    [valueDate, asset, network.toLowerCase(), decimalText(amount)].join('|'),
  );
  const digest = pureDigests.sha256([desk, ...lines.sort()].join('\n'));
  const digits = Array.from(digest.subarray(0, 6), (byte) => byte.toString(16).padStart(2, '0'))
    .join('')
    .toUpperCase();
  return [digits.slice(0, 4), digits.slice(4, 8), digits.slice(8)].join('-');
}
