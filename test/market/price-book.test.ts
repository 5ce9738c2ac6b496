import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, daysBetween, Decimal, type Figure, isKnown } from '../../shared/figures/index.ts';
import { createPriceBook, DailySeries, type MarketSeries, type Observation, type Quote } from '../../shared/market/index.ts';

type Series = Readonly<Record<string, Readonly<Record<string, string>>>>;

function observation(day: string, value: string, over: Partial<Observation> = {}): Observation {
  return {
    day,
    value,
    at: `${addDays(day, 1)}T00:00:00.000Z`,
    origin: { kind: 'row', dataset: 'd', row: 1 },
    byHand: false,
    precedence: 0,
    ...over,
  };
}

/** A market from `{'BTC/USD': {'2024-01-01': '40000'}}`. */
function market(prices: Series, rates: Series = {}): MarketSeries {
  const made = (from: Series) =>
    new Map(
      Object.entries(from).map(([pair, days]) => [
        pair,
        new DailySeries(Object.entries(days).map(([day, value]) => observation(day, value))),
      ]),
    );
  const [priceSeries, rateSeries] = [made(prices), made(rates)];
  return {
    prices: (asset, currency) => priceSeries.get(`${asset}/${currency}`),
    currenciesOf: (asset) =>
      [...priceSeries.keys()].flatMap((pair) => (pair.startsWith(`${asset}/`) ? [pair.slice(asset.length + 1)] : [])),
    rates: (token, unit) => rateSeries.get(`${token}/${unit}`),
  };
}

function value(figure: Figure<Quote>): string {
  return isKnown(figure) ? figure.ok.value.toSignificantDigits(15).toString() : figure.unavailable.reason;
}

const ECB = { 'EUR/USD': { '2024-01-05': '1.25' }, 'EUR/CHF': { '2024-01-05': '0.95' } };

describe('a price', () => {
  it('is what was observed on the day, with the row it came from, and never from later', () => {
    const book = createPriceBook(market({ 'BTC/USD': { '2024-01-01': '40000', '2024-01-03': '41000' } }));
    expect(book.price('BTC', 'USD', '2024-01-01')).toMatchObject({
      ok: { observed: '2024-01-01', origin: { kind: 'row', dataset: 'd', row: 1 } },
      trail: [],
    });
    expect(value(book.price('BTC', 'USD', '2024-01-02'))).toBe('40000');
    expect(value(book.price('BTC', 'USD', '2023-12-31'))).toBe('no-price');
    expect(value(book.price('XYZ', 'USD', '2024-01-01'))).toBe('no-price');
    expect(value(book.price('BTC', 'BTC', '1999-01-01'))).toBe('1');
  });

  it('is unavailable beyond the tolerance of its asset, and says the age and the limit', () => {
    const series = market({ 'BTC/USD': { '2024-01-01': '40000' } });
    expect(value(createPriceBook(series).price('BTC', 'USD', '2024-01-04'))).toBe('40000');
    expect(createPriceBook(series).price('BTC', 'USD', '2024-01-05')).toEqual({
      unavailable: {
        reason: 'stale-price',
        message:
          'The last price of BTC in USD before 2024-01-05 is from 2024-01-01, 4 days earlier; at most 3 are tolerated. Import newer prices, or enter one.',
      },
    });
    expect(value(createPriceBook(series, { tolerances: new Map([['BTC', 30]]) }).price('BTC', 'USD', '2024-01-31'))).toBe('40000');
  });

  it('is inverted or crossed, with every input in the trail', () => {
    const book = createPriceBook(market({ ...ECB, 'BTC/USD': { '2024-01-06': '50000' } }));
    expect(value(book.price('USD', 'EUR', '2024-01-06'))).toBe('0.8');
    expect(value(book.price('USD', 'CHF', '2024-01-06'))).toBe('0.76');
    expect(value(book.price('EUR', 'BTC', '2024-01-06'))).toBe('0.000025');
    const crossed = book.price('BTC', 'CHF', '2024-01-06');
    expect(value(crossed)).toBe('38000');
    expect(crossed).toMatchObject({
      ok: { observed: '2024-01-05', origin: { kind: 'step', figure: 'price of BTC in CHF on 2024-01-06' } },
      trail: [
        {
          formula: 'BTC in USD × 1 / (EUR in USD) × EUR in CHF',
          inputs: [
            { name: 'BTC in USD', value: '50000', asOf: '2024-01-06' },
            { name: 'EUR in USD', value: '1.25', asOf: '2024-01-05' },
            { name: 'EUR in CHF', value: '0.95', asOf: '2024-01-05' },
          ],
        },
      ],
    });
  });

  it('takes the youngest way, and of equal age the shortest', () => {
    const stale = { ...ECB, 'BTC/USD': { '2024-01-06': '50000' }, 'BTC/EUR': { '2024-01-03': '39000' } };
    expect(value(createPriceBook(market(stale)).price('BTC', 'EUR', '2024-01-06'))).toBe('40000');
    const equal = { ...ECB, 'BTC/USD': { '2024-01-05': '50000' }, 'BTC/EUR': { '2024-01-05': '39000' } };
    expect(value(createPriceBook(market(equal)).price('BTC', 'EUR', '2024-01-06'))).toBe('39000');
  });

  it('says which leg of a cross is too old', () => {
    const figure = createPriceBook(market({ ...ECB, 'BTC/USD': { '2024-01-31': '50000' } })).price('BTC', 'EUR', '2024-01-31');
    expect(figure).toMatchObject({ unavailable: { reason: 'stale-price', message: expect.stringContaining('which BTC in EUR needs') } });
  });

  it('of a wrapped token without a market is that of what it wraps, and says so; of a staked token it is not', () => {
    const book = createPriceBook(market({ 'ETH/USD': { '2024-01-01': '2000' } }));
    expect(book.price('WETH', 'USD', '2024-01-01')).toMatchObject({ ok: { origin: { kind: 'assumed' } } });
    expect(value(book.price('WETH', 'USD', '2024-01-01'))).toBe('2000');
    expect(value(book.price('stETH', 'USD', '2024-01-01'))).toBe('no-price');
  });

  it('agrees with a naive search of all observations', () => {
    const days = fc.array(fc.tuple(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 1, max: 1e9 })), { maxLength: 40 });
    fc.assert(
      fc.property(days, fc.integer({ min: 0, max: 70 }), (list, asked) => {
        const day = (offset: number) => addDays('2024-01-01', offset);
        const observations = list.map(([offset, price], index) => observation(day(offset), String(price), { precedence: index }));
        const series = new DailySeries(observations);
        const book = createPriceBook({
          prices: (asset) => (asset === 'BTC' ? series : undefined),
          currenciesOf: () => ['USD'],
          rates: () => undefined,
        });
        const candidates = list.map(([offset, price], index) => ({ offset, price, index })).filter(({ offset }) => offset <= asked);
        const latest = Math.max(...candidates.map(({ offset }) => offset));
        const naive = candidates.findLast(({ offset }) => offset === latest);
        const expected = !naive
          ? 'no-price'
          : daysBetween(day(naive.offset), day(asked)) > 3
            ? 'stale-price'
            : new Decimal(naive.price).toString();
        expect(value(book.price('BTC', 'USD', day(asked)))).toBe(expected);
      }),
    );
  });

  it('inverts and crosses so that going there and back gives one', () => {
    const rate = fc.double({ min: 1e-6, max: 1e6, noNaN: true });
    fc.assert(
      fc.property(rate, rate, (usd, chf) => {
        const book = createPriceBook(market({ 'EUR/USD': { '2024-01-01': String(usd) }, 'EUR/CHF': { '2024-01-01': String(chf) } }));
        const [there, back] = [book.price('USD', 'CHF', '2024-01-01'), book.price('CHF', 'USD', '2024-01-01')];
        const product = isKnown(there) && isKnown(back) ? there.ok.value.times(back.ok.value) : new Decimal(0);
        expect(product.minus(1).abs().lessThan('1e-50')).toBe(true);
      }),
    );
  });
});

describe('the observation that counts for a day', () => {
  const one = (...list: readonly Observation[]) => new DailySeries(list).atOrBefore('2024-01-01')?.value;
  const at = (hour: string) => `2024-01-01T${hour}:00:00.000Z`;

  it('is the latest of the day, of equals the newest dataset, and above all the one entered by hand', () => {
    const noon = observation('2024-01-01', '1', { at: at('12'), precedence: 9 });
    const close = observation('2024-01-01', '2', { precedence: 1 });
    const revision = observation('2024-01-01', '3', { precedence: 2 });
    const hand = observation('2024-01-01', '4', { at: at('08'), byHand: true, precedence: 0 });
    expect(one(noon, close)).toBe('2');
    expect(one(close, revision)).toBe('3');
    expect(one(revision, close)).toBe('3');
    expect(one(hand, revision, noon)).toBe('4');
  });
});

describe('the rate of a reward-bearing token', () => {
  it('is read in any asset of which one unit is one of the base, and its days are told', () => {
    const book = createPriceBook(market({}, { 'wstETH/ETH': { '2024-01-01': '1.15', '2024-01-03': '1.16' } }));
    expect(value(book.rate('wstETH', 'ETH', '2024-01-02'))).toBe('1.15');
    expect(value(book.rate('wstETH', 'stETH', '2024-01-03'))).toBe('1.16');
    expect(value(book.rate('wstETH', 'ETH', '2024-01-09'))).toBe('stale-rate');
    expect(value(book.rate('rETH', 'ETH', '2024-01-03'))).toBe('no-rate');
    expect(book.rateDays('wstETH', 'stETH', '2024-01-01', '2024-01-03')).toEqual(['2024-01-03']);
    expect(book.rateDays('rETH', 'ETH', '2024-01-01', '2024-01-03')).toEqual([]);
  });
});
