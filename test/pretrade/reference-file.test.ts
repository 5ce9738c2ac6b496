import { describe, expect, it } from 'vitest';
import { Decimal, isKnown } from '../../shared/figures/index.ts';
import {
  bracketsOf,
  findingSchema,
  liquidationPrice,
  orderBook,
  readReferenceFile,
  referenceDataSchema,
  walkBook,
} from '../../shared/pretrade/index.ts';
import { fixture, instrumentsOf, NOW, read, refusal, rules, SAVED } from './reading.ts';

const saved = { takenAt: SAVED };

describe('every made file', () => {
  /** What each needs to be told, for there to be no question left. */
  const FILES: readonly [name: string, format: string, answers?: Record<string, string>][] = [
    ['binance-exchange-info', 'binance-exchange-info'],
    ['binance-coin-exchange-info', 'binance-exchange-info'],
    ['binance-brackets', 'binance-leverage-brackets', { 'taken-at': SAVED }],
    ['binance-coin-brackets', 'binance-leverage-brackets', { 'taken-at': SAVED }],
    ['binance-depth', 'binance-depth', { symbol: 'BTCUSDT' }],
    ['binance-coin-depth', 'binance-depth', { 'contract-size': '100' }],
    ['binance-premium-index', 'binance-premium-index'],
    ['binance-funding-history', 'binance-funding-history'],
    ['okx-instruments', 'okx-instruments', { 'taken-at': SAVED }],
    ['okx-position-tiers', 'okx-position-tiers', { 'taken-at': SAVED, 'contract-size': '0.01' }],
    ['okx-books', 'okx-books', { symbol: 'BTC-USDT-SWAP', 'contract-size': '0.01' }],
    ['okx-trade-fee', 'okx-trade-fee'],
    ['okx-funding-rate', 'okx-funding-rate'],
    ['bybit-instruments', 'bybit-instruments'],
    ['bybit-risk-limit', 'bybit-risk-limit'],
    ['bybit-risk-limit-percent', 'bybit-risk-limit'],
    ['bybit-orderbook', 'bybit-orderbook'],
    ['bybit-funding-history', 'bybit-funding-history'],
    ['deribit-instruments', 'deribit-instruments'],
    ['deribit-order-book', 'deribit-order-book'],
    ['deribit-margin', 'reference-data'],
    ['kraken-instruments', 'kraken-futures-instruments'],
    ['kraken-fees', 'kraken-futures-fee-schedules'],
    ['kraken-order-book', 'kraken-futures-order-book', { symbol: 'PF_XBTUSD' }],
    ['kraken-funding', 'kraken-futures-funding-history', { symbol: 'PF_XBTUSD' }],
    ['dydx-markets', 'dydx-perpetual-markets', { 'taken-at': SAVED }],
    ['dydx-fees', 'dydx-fee-params', { 'taken-at': SAVED }],
    ['dydx-order-book', 'dydx-order-book', { 'taken-at': SAVED, symbol: 'BTC-USD' }],
    ['dydx-funding', 'dydx-historical-funding'],
    ['ccxt-markets', 'ccxt-markets', { 'taken-at': SAVED, venue: 'okx' }],
    ['ccxt-order-book', 'ccxt-order-book', { venue: 'okx', unit: 'contracts', 'contract-size': '0.01' }],
    ['ccxt-funding', 'ccxt-funding-rates', { venue: 'okx' }],
    ['ccxt-tiers-okx', 'ccxt-leverage-tiers', { 'taken-at': SAVED, venue: 'okx', 'contract-size': '0.01' }],
    ['ccxt-tiers-bare', 'ccxt-leverage-tiers', { 'taken-at': SAVED, venue: 'okx', unit: 'contracts', 'contract-size': '0.01' }],
    ['ccxt-fees-kraken-error', 'ccxt-fee-tables', { 'taken-at': SAVED, venue: 'kraken-futures', 'volume-currency': 'USD' }],
    ['ccxt-fees-binance-error', 'ccxt-fee-tables', { 'taken-at': SAVED, venue: 'binance-futures', 'volume-currency': 'BTC' }],
    ['fee-table-okx', 'fee-table', { venue: 'okx' }],
    [
      'fee-table-bare',
      'fee-table',
      { venue: 'binance-futures', 'taken-at': SAVED, 'rate-unit': 'percent', conditions: 'all', product: 'linear' },
    ],
  ];

  it.each(FILES)(
    '%s is recognised as %s, asks for just what it does not tell, and reads into the form that is kept',
    (name, format, answers = {}) => {
      const asked = read(name).questions.map(({ id }) => id);
      // The size of a contract is asked for once it is known that contracts are counted.
      const later = asked.includes('unit') ? ['contract-size'] : [];
      expect([...asked, ...later].toSorted()).toEqual(Object.keys(answers).toSorted());
      const reading = read(name, { answers });
      expect([reading.format, reading.questions]).toEqual([format, []]);
      expect(referenceDataSchema.parse(reading.data)).toEqual(reading.data);
      expect(Object.values(reading.data).flat()).not.toHaveLength(0);
    },
  );
});

describe('Binance', () => {
  it('instruments with their filters, expiry and units; one that cannot be read is told of and left out', () => {
    const { data, findings } = read('binance-exchange-info');
    expect(data.instruments).toHaveLength(2);
    expect(data.instruments[0]).toMatchObject({
      symbol: 'BTCUSDT',
      kind: 'perpetual',
      settlement: 'linear',
      tick: '0.1',
      lot: '0.001',
      minNotional: '100',
      orderUnit: 'base',
    });
    expect(data.instruments[1]).toMatchObject({ kind: 'future', expiry: '2025-12-26T08:00:00.000Z' });
    expect(findings).toMatchObject([{ rule: 'unreadable-row', where: { what: 'symbols', row: 3, field: 'quoteAsset' } }]);
  });

  it('brackets give the published liquidation price', () => {
    const [table] = read('binance-brackets', saved).data.margins;
    const position = {
      kind: 'linear',
      side: 'long',
      entry: new Decimal(50_000),
      quantity: new Decimal(21),
      marginBalance: new Decimal(210_000),
    } as const;
    const brackets = bracketsOf(table!, position.quantity);
    const found = isKnown(brackets) && liquidationPrice(position, brackets.ok);
    expect(found).toMatchObject({ ok: { tier: 3 } });
    expect(found && isKnown(found) && found.ok.price.toFixed(2)).toBe('40341.51');
  });

  it('COIN-M brackets are coin, and its depth is contracts of the size that the instrument tells', () => {
    const [table] = read('binance-coin-brackets', saved).data.margins;
    expect(table).toMatchObject({ unit: 'base', settlement: 'inverse', amounts: 'given' });
    const instruments = instrumentsOf('binance-coin-exchange-info');
    const { data, questions } = read('binance-coin-depth', { instruments });
    expect(questions).toEqual([]);
    expect(data.depths[0]).toMatchObject({
      unit: 'quote',
      bids: [['49995', '31000']],
      asks: [
        ['50000', '25000'],
        ['50010', '120000'],
      ],
    });
  });

  it('brackets that come largest first are turned round', () => {
    const [family] = JSON.parse(fixture('binance-brackets')) as [{ brackets: unknown[] }];
    const turned = JSON.stringify([{ ...family, brackets: family.brackets.toReversed() }]);
    const { data, findings } = read('binance-brackets', { ...saved, text: turned });
    expect(data.margins).toEqual(read('binance-brackets', saved).data.margins);
    expect(findings).toEqual([]);
  });

  it('the interval of funding is read off its history', () => {
    const { data } = read('binance-funding-history');
    expect(data.fundings).toHaveLength(12);
    expect(data.fundings[0]).toMatchObject({ standing: 'settled', intervalHours: '8', rate: '0.0001' });
  });
});

describe('OKX', () => {
  it('contracts times their value', () => {
    const instruments = instrumentsOf('okx-instruments');
    expect(instruments.map(({ kind, settlement, contractSize, contractUnit }) => [kind, settlement, contractSize, contractUnit])).toEqual([
      ['perpetual', 'linear', '0.01', 'base'],
      ['perpetual', 'inverse', '100', 'quote'],
      ['option', 'linear', '0.01', 'base'],
    ]);
    const { data, questions } = read('okx-books', { instruments, answers: { symbol: 'BTC-USDT-SWAP' } });
    expect(questions).toEqual([]);
    const book = orderBook(data.depths[0]!);
    const fill = isKnown(book) && walkBook(book.ok, 'buy', { base: new Decimal(4) });
    expect(fill && isKnown(fill) && fill.ok.vwap.toFixed()).toBe('50011.5');
    expect(read('okx-position-tiers', { ...saved, instruments }).data.margins[0]).toMatchObject({
      unit: 'contracts',
      contractSize: '0.01',
      amounts: 'whole',
    });
  });

  it('an inverse swap’s book is dollars', () => {
    const { data } = read('okx-books', { instruments: instrumentsOf('okx-instruments'), answers: { symbol: 'BTC-USD-SWAP' } });
    expect(data.depths[0]).toMatchObject({ unit: 'quote', bids: [['49995', '15000']] });
  });

  it('rows that begin one contract above the row before join it', () => {
    const { data, findings } = read('okx-position-tiers', { ...saved, answers: { 'contract-size': '0.01' } });
    expect(data.margins[0]).toMatchObject({ tiers: [{ cap: '500' }, { floor: '500', cap: '1000' }, { floor: '1000' }] });
    expect(findings).toEqual([]);
    const lots = fixture('okx-position-tiers').replace('"501"', '"500.01"').replace('"1001"', '"1020"');
    const gap = read('okx-position-tiers', { ...saved, text: lots, answers: { 'contract-size': '0.01' } });
    expect(gap.data.margins[0]).toMatchObject({ tiers: [{}, { floor: '500' }, { floor: '1020' }] });
    expect(rules(gap)).toEqual(['bounds-not-contiguous']);
  });

  it('what it takes is negative there, and positive here', () => {
    expect(read('okx-trade-fee').data.fees.map(({ product, tiers }) => [product, tiers[0]?.maker, tiers[0]?.taker])).toEqual([
      ['SWAP', '0.0002', '0.0005'],
      ['SWAP margined in USDT', '0.0002', '0.0005'],
      ['SWAP margined in USDC', '-0.0001', '0.0004'],
    ]);
  });
});

describe('Bybit', () => {
  it('risk limits are dollars or coin, deductions as given', () => {
    const { data, findings } = read('bybit-risk-limit');
    expect(findings).toEqual([]);
    expect(data.margins[0]).toMatchObject({ unit: 'quote', amounts: 'given' });
    expect(data.margins[0]).toHaveProperty(
      'tiers.14',
      expect.objectContaining({ floor: '50000000', cap: '55000000', rate: '0.03', amount: '502000' }),
    );
  });

  it('0.5 means 0.5 %, which the leverage beside it gives away; inverse bounds are coin and amounts are derived', () => {
    const { data } = read('bybit-risk-limit-percent');
    expect(data.margins[0]).toMatchObject({
      unit: 'base',
      settlement: 'inverse',
      amounts: 'derived',
      tiers: [
        { rate: '0.005', initialRate: '0.01', amount: '0' },
        { rate: '0.01', floor: '150', amount: '0.75' },
      ],
    });
  });

  it('without leverage nobody can know, so it asks', () => {
    const text = fixture('bybit-risk-limit-percent').replaceAll('"maxLeverage"', '"untold"');
    expect(read('bybit-risk-limit-percent', { text }).questions.map(({ id }) => id)).toEqual(['margin-rate-unit']);
    const answered = read('bybit-risk-limit-percent', { text, answers: { 'margin-rate-unit': 'percent' } });
    expect(answered.data.margins[0]).toHaveProperty('tiers.0.rate', '0.005');
    const wrongly = read('bybit-risk-limit-percent', { text, answers: { 'margin-rate-unit': 'fraction' } });
    expect(rules(wrongly)).toContain('rate-outside-range');
  });

  it('an inverse book is dollars', () => {
    expect(read('bybit-orderbook').data.depths[0]).toMatchObject({ unit: 'quote', asOf: SAVED });
    const linear = fixture('bybit-orderbook').replace('"BTCUSD"', '"BTCUSDT"');
    expect(read('bybit-orderbook', { text: linear }).data.depths[0]?.unit).toBe('base');
  });
});

describe('Deribit, Kraken Futures, dYdX', () => {
  it('Deribit counts dollars for reversed futures and coin for all else', () => {
    expect(
      read('deribit-instruments').data.instruments.map(({ symbol, settlement, orderUnit, kind }) => [symbol, settlement, orderUnit, kind]),
    ).toEqual([
      ['BTC-PERPETUAL', 'inverse', 'quote', 'perpetual'],
      ['BTC_USDC-PERPETUAL', 'linear', 'base', 'perpetual'],
      ['BTC-26DEC25-60000-C', 'inverse', 'base', 'option'],
    ]);
    const { data } = read('deribit-order-book');
    expect(data.depths[0]?.unit).toBe('quote');
    expect(data.fundings[0]).toMatchObject({ rate: '0.00001', intervalHours: '8', standing: 'predicted' });
  });

  it('Kraken tells retail from professional, and contracts from value', () => {
    const { data } = read('kraken-instruments');
    expect(data.instruments).toHaveLength(2);
    expect(data.margins.map((table) => [table.instrument, table.clientClass, table.shape === 'tiers' && table.unit])).toEqual([
      ['PI_XBTUSD', 'professional', 'contracts'],
      ['PI_XBTUSD', 'retail', 'contracts'],
      ['PF_XBTUSD', 'professional', 'quote'],
      ['PF_XBTUSD', 'retail', 'quote'],
    ]);
    expect(data.margins[2]).toHaveProperty('tiers.2', { floor: '1000000', cap: null, rate: '0.03', amount: '0', initialRate: '0.06' });
  });

  it('Kraken’s fees are per cent', () => {
    expect(read('kraken-fees').data.fees[0]?.tiers[1]).toEqual({
      name: '2',
      minimums: { volume: '100000' },
      maker: '0.00015',
      taker: '0.0004',
    });
  });

  it('Kraken’s relative funding rate is taken, not the amount for one contract', () => {
    expect(read('kraken-funding', { answers: { symbol: 'PF_XBTUSD' } }).data.fundings[0]).toMatchObject({
      rate: '0.0000125',
      intervalHours: '1',
    });
  });

  it('dYdX’s rates are parts per million and its volumes quantums', () => {
    const tiers = read('dydx-fees', saved).data.fees[0]?.tiers;
    expect(tiers?.[1]).toEqual({ name: '2', minimums: { volume: '1000000' }, maker: '0.0001', taker: '0.00045' });
    expect(tiers?.[5]).toEqual({ name: '6', minimums: { volume: '125000000', share: '0.005' }, maker: '-0.00005', taker: '0.00025' });
  });

  it('dYdX’s margin keeps the open interest that scales it', () => {
    expect(read('dydx-markets', saved).data.margins[0]).toMatchObject({
      shape: 'open-interest',
      openInterest: '600',
      lowerCap: '20000000',
    });
  });
});

describe('ccxt', () => {
  const okx = { ...saved, venue: 'okx' };

  it('trusts the venue’s own words for the unit of tiers', () => {
    const { data } = read('ccxt-tiers-okx', { ...okx, answers: { 'contract-size': '0.01' } });
    expect(data.margins[0]).toMatchObject({ unit: 'contracts', amounts: 'whole' });
    expect(read('ccxt-tiers-okx', { ...okx, instruments: instrumentsOf('ccxt-markets', okx) }).questions).toEqual([]);
  });

  it('without them it asks, and contracts taken for notional are seen', () => {
    expect(read('ccxt-tiers-bare', okx).questions).toMatchObject([{ id: 'unit', answer: 'choice' }]);
    expect(rules(read('ccxt-tiers-bare', { ...okx, answers: { unit: 'quote' } }))).toEqual(['contracts-as-notional']);
  });

  it('amounts of a derivative’s book may be contracts, so it asks', () => {
    expect(read('ccxt-order-book', { venue: 'okx' }).questions.map(({ id }) => id)).toEqual(['unit']);
    expect(read('ccxt-order-book', { venue: 'okx', answers: { unit: 'contracts' } }).questions.map(({ id }) => id)).toEqual([
      'contract-size',
    ]);
    const answers = { unit: 'contracts', 'contract-size': '0.01' };
    expect(read('ccxt-order-book', { venue: 'okx', answers }).data.depths[0]?.asks[2]).toEqual(['50020', '3']);
    const spot = fixture('ccxt-order-book').replace('BTC/USDT:USDT', 'BTC/USDT');
    expect(read('ccxt-order-book', { venue: 'okx', text: spot }).data.depths[0]?.unit).toBe('base');
  });

  it('numbers keep the digits of the file', () => {
    const text = fixture('ccxt-funding').replace('1e-05', '0.00001234567890123456789');
    expect(read('ccxt-funding', { venue: 'okx', text }).data.fundings[0]?.rate).toBe('0.00001234567890123456789');
    expect(read('ccxt-funding', { venue: 'okx' }).data.fundings[0]?.rate).toBe('0.00001');
  });

  it('precisions that may be steps or places are asked for', () => {
    const text = fixture('ccxt-markets').replace('"price": 0.1', '"price": 2');
    expect(read('ccxt-markets', { ...okx, text }).questions.map(({ id }) => id)).toEqual(['precision']);
    const places = read('ccxt-markets', { ...okx, text, answers: { precision: 'places' } });
    expect(places.data.instruments[0]?.tick).toBe('0.01');
  });
});

describe('what is not data', () => {
  it.each([
    ['json-invalid', '{"bids": [}'],
    ['json-invalid', ''],
    ['error-answer', '{"code":-1121,"msg":"Invalid symbol."}'],
    ['error-answer', '{"retCode":10001,"retMsg":"params error","result":{},"time":1}'],
    ['not-recognised', '{"hello":"world"}'],
    ['not-recognised', '[]'],
    ['not-recognised', '42'],
    ['nothing-read', '{"serverTime":1758096000000,"symbols":[{"symbol":"X","filters":7,"baseAsset":"X"}]}'],
  ])('%s: %s', (code, text) => {
    const refused = refusal('some-file', { text, ...saved });
    expect(refused.code).toBe(code);
    expect(refused.message).toContain('some-file.json');
  });

  it('an answer that is no choice is asked for again', () => {
    expect(read('fee-table-bare', { answers: { 'rate-unit': 'furlongs' } }).questions.map(({ id }) => id)).toContain('rate-unit');
    expect(read('dydx-order-book', { answers: { symbol: 'BTC-USD', 'taken-at': 'yesterday' } }).questions.map(({ id }) => id)).toEqual([
      'taken-at',
    ]);
  });

  it('rows that cannot be kept are told of: names without end, numbers without measure, books without bottom', () => {
    const long = fixture('binance-exchange-info').replace('"symbol": "BTCUSDT"', `"symbol": "${'B'.repeat(5_000)}"`);
    const reading = read('binance-exchange-info', { text: long });
    expect(reading.data.instruments.map(({ symbol }) => symbol)).toEqual(['BTCUSDT_251226']);
    for (const finding of reading.findings) expect(findingSchema.parse(finding)).toEqual(finding);
    const told = { answers: { symbol: 'X' } };
    const huge = fixture('binance-depth').replace('"0.8"', '"1e9999"');
    expect(refusal('binance-depth', { ...told, text: huge }).message).toContain('asks[1]');
    const deep = JSON.stringify({
      lastUpdateId: 1,
      T: 1758096000000,
      bids: [],
      asks: Array.from({ length: 20_001 }, (_, place) => [`${place + 1}`, '1']),
    });
    expect(refusal('binance-depth', { ...told, text: deep }).message).toContain('20001 levels');
  });

  it('thousands of faults are told by the first thousand', () => {
    const rows = Array.from({ length: 3_000 }, (_, place) => ({
      symbol: `S${place}`,
      fundingTime: 1758096000000,
      fundingRate: place === 0 ? '0.0001' : 'x',
    }));
    const { findings, data } = read('binance-funding-history', { text: JSON.stringify(rows) });
    expect(data.fundings).toHaveLength(1);
    expect(findings).toHaveLength(1_001);
    expect(findings.at(-1)).toMatchObject({ rule: 'more-findings', acceptable: false });
  });

  it('hostile text neither throws nor hangs', () => {
    const bids = '["1","2"]';
    for (const text of [
      '{"lastUpdateId":1,"bids":{},"asks":[]}',
      `{"lastUpdateId":1,"T":1758096000000,"symbol":"X","bids":[[${bids}]],"asks":[]}`,
      '{"markets":{"A":null}}',
      '{"__proto__":{"symbols":[]}}',
    ]) {
      expect(() => readReferenceFile(text, { file: 'x', answers: { symbol: 'X' }, instruments: [], ...saved }, NOW)).not.toThrow();
    }
  });
});
