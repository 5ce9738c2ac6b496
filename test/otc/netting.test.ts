import { existsSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { calculators } from '../../electron/cli/calculators.ts';
import { Decimal, type Figure, isKnown, sum } from '../../shared/figures/index.ts';
import { netObligations, type Obligation, obligationsOf, sheetNumber } from '../../shared/otc/index.ts';
import { WORKED_SET } from './made-trade.ts';

interface NettingAnswer {
  readonly nets: readonly { readonly valueDate: string; readonly asset: string; readonly network?: string; readonly amount: string }[];
}

function calculate(input: unknown): NettingAnswer {
  const netting = calculators.find(({ name }) => name === 'netting')!;
  const figure = netting.run(netting.input.parse(input)) as Figure<NettingAnswer>;
  if (!isKnown(figure)) throw new Error(figure.unavailable.message);
  netting.ok.parse(figure.ok);
  return figure.ok;
}

const WORKED_INPUT = {
  counterparty: 'Cumberland DRW LLC',
  trades: WORKED_SET.map(({ reference, side, base, quote, quantity, price, fee, valueDate }) => ({
    id: reference,
    side,
    asset: base.asset,
    quantity,
    quote: quote.asset,
    price,
    valueDate,
    fee,
  })),
};

const byKey = ({ nets }: NettingAnswer) =>
  Object.fromEntries(nets.map(({ valueDate, asset, amount }) => [`${valueDate}|${asset}`, amount]));

describe('the netting calculator', () => {
  test('nets the worked set: one dollar payment instead of three, and ether that comes to nought is listed', () => {
    expect(byKey(calculate(WORKED_INPUT))).toEqual({
      '2025-09-16|BTC': '6',
      '2025-09-16|ETH': '0',
      '2025-09-16|USD': '-608125',
      '2025-09-16|USDC': '251000',
      '2025-09-17|BTC': '1',
      '2025-09-17|USD': '-61000',
    });
  });

  test('keeps networks apart', () => {
    const one = { side: 'buy', asset: 'USDC', quantity: '5', quote: 'USD', price: '1', valueDate: '2025-09-16' } as const;
    const { nets } = calculate({
      counterparty: 'x',
      trades: [
        { ...one, id: 'a', network: 'ethereum' },
        { ...one, id: 'b', side: 'sell', network: 'solana' },
      ],
    });
    expect(nets.filter(({ asset }) => asset === 'USDC')).toEqual([
      { valueDate: '2025-09-16', asset: 'USDC', network: 'ethereum', amount: '5' },
      { valueDate: '2025-09-16', asset: 'USDC', network: 'solana', amount: '-5' },
    ]);
  });

  test.each([
    ['nought', { quantity: '0' }],
    ['a quantity below nought', { quantity: '-1' }],
    ['a fee below nought', { fee: '-1' }],
    ['no day', { valueDate: '2025-02-30' }],
    ['a number that lost its digits', { price: 1.1 }],
    ['a member that nobody knows', { pirce: '1' }],
  ])('refuses %s', (_, wrong) => {
    const netting = calculators.find(({ name }) => name === 'netting')!;
    const [first] = WORKED_INPUT.trades;
    expect(netting.input.safeParse({ counterparty: 'x', trades: [{ ...first, ...wrong }] }).success).toBe(false);
  });

  test('refuses two trades of one id', () => {
    const netting = calculators.find(({ name }) => name === 'netting')!;
    const [first] = WORKED_INPUT.trades;
    expect(netting.input.safeParse({ counterparty: 'x', trades: [first, first] }).success).toBe(false);
  });
});

const VECTORS = '../shared/data/vectors/venues-otc.json';
describe.skipIf(!existsSync(VECTORS))('the published vector', () => {
  test('comes out to the digit, with its turnover and saving', () => {
    const { netting } = JSON.parse(readFileSync(VECTORS, 'utf8')) as {
      netting: {
        trades: [string, string, string, string, string, string, string, string][];
        net: Record<string, string>;
        gross_usd_turnover_0916: string;
        usd_reduction_pct: string;
      };
    };
    const trades = netting.trades.map(([id, side, asset, quantity, quote, price, valueDate, fee]) => ({
      id,
      side,
      asset,
      quantity,
      quote,
      price,
      valueDate,
      fee,
    }));
    expect(byKey(calculate({ counterparty: 'x', trades }))).toEqual(netting.net);
    const obligations = trades.flatMap(({ id, side, asset, quantity, quote, price, valueDate, fee }) => {
      const gross = new Decimal(quantity).times(price);
      return obligationsOf({
        id,
        side: side as 'buy' | 'sell',
        base: { asset, network: 'x' },
        quote: { asset: quote, network: 'x' },
        quantity: new Decimal(quantity),
        net: side === 'buy' ? gross.plus(fee) : gross.minus(fee),
        valueDate,
      });
    });
    const dollars = netObligations(obligations).find(({ valueDate, asset }) => valueDate === '2025-09-16' && asset === 'USD')!;
    const turnover = dollars.grossIn.plus(dollars.grossOut);
    expect(turnover.toFixed()).toBe(netting.gross_usd_turnover_0916);
    expect(turnover.minus(dollars.amount.abs()).dividedBy(turnover).times(100).toFixed(4)).toBe(netting.usd_reduction_pct);
  });
});

const obligation: fc.Arbitrary<Obligation> = fc.record({
  trade: fc.string({ minLength: 1, maxLength: 4 }),
  valueDate: fc.constantFrom('2025-09-16', '2025-09-17'),
  asset: fc.constantFrom('BTC', 'USD', 'USDC'),
  network: fc.constantFrom('bitcoin', 'ethereum', 'Ethereum', 'solana'),
  amount: fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n }).map((units) => new Decimal(units.toString()).dividedBy('1e18')),
});

describe('netting', () => {
  test('loses nothing: per asset the nets add up to the obligations, and every net is what came in less what went out', () => {
    fc.assert(
      fc.property(fc.array(obligation, { maxLength: 40 }), (obligations) => {
        const nets = netObligations(obligations);
        for (const asset of ['BTC', 'USD', 'USDC']) {
          const of = <T extends { asset: string; amount: Decimal }>(all: readonly T[]) =>
            sum(all.filter((each) => each.asset === asset).map(({ amount }) => amount));
          expect(of(nets).equals(of(obligations))).toBe(true);
        }
        for (const net of nets) expect(net.grossIn.minus(net.grossOut).equals(net.amount)).toBe(true);
        expect(nets.flatMap(({ of }) => of)).toHaveLength(obligations.length);
      }),
    );
  });

  test('never mixes days, assets or networks, and writes each of them once', () => {
    fc.assert(
      fc.property(fc.array(obligation, { maxLength: 40 }), (obligations) => {
        const nets = netObligations(obligations);
        const keys = nets.map(({ valueDate, asset, network }) => [valueDate, asset, network.toLowerCase()].join('|'));
        expect(new Set(keys).size).toBe(keys.length);
        for (const { valueDate, asset, network, of } of nets) {
          for (const each of of) {
            expect([each.valueDate, each.asset, each.network.toLowerCase()]).toEqual([valueDate, asset, network.toLowerCase()]);
          }
        }
      }),
    );
  });

  test('gives one sheet one number, whatever the order of the trades, and another to another amount', () => {
    fc.assert(
      fc.property(fc.array(obligation, { minLength: 1, maxLength: 12 }), (obligations) => {
        const number = sheetNumber('desk', netObligations(obligations));
        expect(number).toMatch(/^[0-9A-F]{4}-[0-9A-F]{4}-[0-9A-F]{4}$/);
        expect(sheetNumber('desk', netObligations([...obligations].reverse()))).toBe(number);
        const [first, ...others] = obligations;
        const changed = netObligations([{ ...first!, amount: first!.amount.plus('0.000000000000000001') }, ...others]);
        expect(sheetNumber('desk', changed)).not.toBe(number);
        expect(sheetNumber('other desk', netObligations(obligations))).not.toBe(number);
      }),
    );
  });
});
