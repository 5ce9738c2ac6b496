import { chance } from './chance.ts';
import { type Desk, type DiaryEntry, made } from './diary.ts';
import { book, type Level } from './made-book.ts';

/** Files as their venues answer them, invented but for their shapes: saved and imported as a person does. */
export const madeReferences: readonly DiaryEntry[] = [
  { when: { ago: 46, time: '12:00:00' }, what: 'Files of Kraken Futures', does: krakenFiles },
  { when: { ago: 2, time: '12:00:00' }, what: 'Rules for tickets', does: rules },
  { when: { today: 0.1 }, what: 'Files of Binance', does: binanceFiles },
  { when: { today: 0.12 }, what: 'Files of Deribit', does: deribitFiles },
  { when: { today: 0.14 }, what: 'Files of dYdX', does: dydxFiles },
  { when: { today: 0.86 }, what: 'Books of Binance', does: binanceBooks },
];

type Told = Readonly<Record<string, string>>;

/** Takes in one file; what the reader warns of is accepted with a reason, as somebody would who has looked. */
async function take({ api }: Desk, venue: string, name: string, document: unknown, answers: Told = {}): Promise<void> {
  const file = { name, content: JSON.stringify(document), venue, answers };
  const preview = made(await api.pretrade.previewImport(file));
  const accept = preview.findings
    .filter(({ severity, acceptable }) => severity !== 'notice' && acceptable)
    .map(({ key }) => ({ key, reason: 'Looked at it: it is as the venue has it.' }));
  const { reference, blockedBy } = made(await api.pretrade.import({ ...file, accept }));
  if (reference === null) throw new Error(`the demonstration's file ${name} was not taken in: ${blockedBy.join(' ')}`);
}

/** Prices and books stay usable for a week here: nobody saves a new file of a demonstration every quarter of an hour. */
async function rules({ api, world }: Desk): Promise<void> {
  made(await api.pretrade.setRules({ leverage: '5', depthMinutes: 10_080, fundingHours: 168, slippageBp: '8' }));
  made(
    await api.pretrade.tellVolume({
      venue: 'binance-futures',
      told: { asOf: world.ago(3), volume: '18500000', token: '12', withdrawal: { asset: 'USDT', fee: '1' } },
    }),
  );
  made(
    await api.pretrade.tellVolume({
      venue: 'deribit',
      told: { asOf: world.ago(3), volume: '2400000', withdrawal: { asset: 'BTC', fee: '0.0001' } },
    }),
  );
  made(
    await api.pretrade.tellVolume({
      venue: 'dydx',
      told: { asOf: world.ago(3), volume: '310000', withdrawal: { asset: 'USDC', fee: '0.5' } },
    }),
  );
}

async function binanceFiles(desk: Desk): Promise<void> {
  const now = desk.engine.now();
  const instrument = (base: string, kind: 'PERPETUAL' | 'CURRENT_QUARTER', tick: string, step: string) => ({
    symbol: kind === 'PERPETUAL' ? `${base}USDT` : `${base}USDT_QUARTER`,
    pair: `${base}USDT`,
    contractType: kind,
    deliveryDate: kind === 'PERPETUAL' ? 4_133_404_800_000 : Date.parse(desk.world.at(-80, '08:00:00')),
    status: 'TRADING',
    baseAsset: base,
    quoteAsset: 'USDT',
    marginAsset: 'USDT',
    filters: [
      { filterType: 'PRICE_FILTER', minPrice: tick, maxPrice: '4529764', tickSize: tick },
      { filterType: 'LOT_SIZE', minQty: step, maxQty: '1000', stepSize: step },
      { filterType: 'MIN_NOTIONAL', notional: '100' },
    ],
  });
  const symbols = [
    instrument('BTC', 'PERPETUAL', '0.10', '0.001'),
    instrument('ETH', 'PERPETUAL', '0.01', '0.001'),
    instrument('BTC', 'CURRENT_QUARTER', '0.1', '0.001'),
  ];
  await take(desk, 'binance-futures', 'exchangeInfo.json', {
    timezone: 'UTC',
    serverTime: Date.parse(now),
    futuresType: 'U_MARGINED',
    symbols,
  });
  const bracketsOf = (symbol: string) => ({
    symbol,
    brackets: BRACKETS.map(([floor, cap, leverage, rate, cum], place) => ({
      bracket: place + 1,
      initialLeverage: leverage,
      notionalFloor: floor,
      notionalCap: cap,
      maintMarginRatio: rate,
      cum,
    })),
  });
  await take(desk, 'binance-futures', 'leverageBracket.json', ['BTCUSDT', 'ETHUSDT', 'BTCUSDT_QUARTER'].map(bracketsOf), {
    'taken-at': now,
  });
  await take(desk, 'binance-futures', 'fees.json', {
    product: 'linear perpetual',
    conditions: 'all',
    as_of: desk.world.at(12, '00:00:00'),
    rates: 'percent',
    tiers: [
      { name: 'VIP 0', vol30d_usd: '0', maker: '0.0200', taker: '0.0500' },
      { name: 'VIP 1', vol30d_usd: '15000000', maker: '0.0160', taker: '0.0400' },
      { name: 'VIP 2', vol30d_usd: '50000000', maker: '0.0140', taker: '0.0350' },
    ],
  });
  for (const asset of ['BTC', 'ETH']) {
    await take(desk, 'binance-futures', `fundingRate-${asset}USDT.json`, settledRates(desk, asset));
  }
  await binanceBooks(desk);
}

/** Notional from and to, highest leverage, maintenance rate, and the amount that makes it continuous. */
const BRACKETS = [
  [0, 50_000, 125, 0.004, 0],
  [50_000, 250_000, 100, 0.005, 50],
  [250_000, 1_000_000, 50, 0.01, 1_300],
  [1_000_000, 10_000_000, 20, 0.025, 16_300],
  [10_000_000, 20_000_000, 10, 0.05, 266_300],
] as const;

/** A fortnight of rates, every eight hours, higher while the price rose. */
function settledRates({ engine, world }: Desk, asset: string) {
  const luck = chance(asset.charCodeAt(0));
  const every = 8 * 3_600_000;
  const last = Math.floor(Date.parse(engine.now()) / every) * every;
  return Array.from({ length: 42 }, (_, back) => {
    const days = Math.floor(back / 3) + 1;
    const rising = world.price(asset, days) / world.price(asset, days + 5) - 1;
    return {
      symbol: `${asset}USDT`,
      fundingTime: last - back * every,
      fundingRate: (0.00008 + rising * 0.0006 + luck.spread() * 0.00002).toFixed(8),
      markPrice: world.price(asset, days).toFixed(2),
    };
  });
}

async function binanceBooks(desk: Desk): Promise<void> {
  const at = Date.parse(desk.engine.now());
  for (const [asset, tick, size] of [
    ['BTC', 0.1, 0.35],
    ['ETH', 0.01, 9],
  ] as const) {
    const { bids, asks } = book(desk.world, asset, tick, size);
    const document = { lastUpdateId: at, E: at, T: at, bids, asks };
    await take(desk, 'binance-futures', `depth-${asset}USDT.json`, document, { symbol: `${asset}USDT` });
  }
}

async function deribitFiles(desk: Desk): Promise<void> {
  const { engine, world } = desk;
  const now = Date.parse(engine.now());
  const price = world.price('BTC', 1);
  const strike = Math.round(price / 1_000) * 1_000;
  const expiry = world.at(-33, '08:00:00');
  const common = { quote_currency: 'USD', counter_currency: 'USD', base_currency: 'BTC', settlement_currency: 'BTC', is_active: true };
  const option = (type: 'call' | 'put') => ({
    ...common,
    quote_currency: 'BTC',
    instrument_name: `BTC-MADE-${strike}-${type === 'call' ? 'C' : 'P'}`,
    kind: 'option',
    option_type: type,
    strike,
    settlement_period: 'month',
    instrument_type: 'reversed',
    tick_size: 0.0001,
    min_trade_amount: 0.1,
    contract_size: 1,
    maker_commission: 0.0003,
    taker_commission: 0.0003,
    expiration_timestamp: Date.parse(expiry),
  });
  const result = [
    {
      ...common,
      instrument_name: 'BTC-PERPETUAL',
      kind: 'future',
      settlement_period: 'perpetual',
      instrument_type: 'reversed',
      future_type: 'reversed',
      tick_size: 0.5,
      min_trade_amount: 10,
      contract_size: 10,
      max_leverage: 50,
      maker_commission: 0,
      taker_commission: 0.0005,
      expiration_timestamp: 32_503_708_800_000,
    },
    option('call'),
    option('put'),
  ];
  await take(desk, 'deribit', 'get_instruments.json', {
    jsonrpc: '2.0',
    result,
    usIn: now * 1_000,
    usOut: now * 1_000 + 512,
    testnet: false,
  });
  const margin = {
    venue: 'deribit',
    asOf: engine.now(),
    source: 'page on margins, typed',
    shape: 'continuous',
    instrument: 'BTC-PERPETUAL',
  };
  await take(desk, 'deribit', 'margin.json', {
    margins: [
      {
        ...margin,
        settlement: 'inverse',
        initialBase: '0.02',
        initialPerUnit: '0.00005',
        maintenanceBase: '0.01',
        maintenancePerUnit: '0.00005',
        maxLeverage: '50',
      },
    ],
  });
  const { bids, asks } = book(desk.world, 'BTC', 0.5, 30_000);
  await take(desk, 'deribit', 'get_order_book.json', {
    jsonrpc: '2.0',
    result: {
      timestamp: now,
      state: 'open',
      instrument_name: 'BTC-PERPETUAL',
      mark_price: price,
      index_price: price,
      current_funding: 0.00004,
      bids: bids.map(([at, amount]) => [Number(at), Math.round(Number(amount) / 10) * 10]),
      asks: asks.map(([at, amount]) => [Number(at), Math.round(Number(amount) / 10) * 10]),
    },
  });
  const hour = Math.floor(now / 3_600_000) * 3_600_000;
  const settled = Array.from({ length: 72 }, (_, back) => ({
    timestamp: hour - back * 3_600_000,
    index_price: world.price('BTC', 1 + Math.floor(back / 24)),
    interest_1h: back % 6 === 0 ? 0.000012 : 0.000006,
    interest_8h: 0.00005,
  }));
  const history = { jsonrpc: '2.0', result: settled.toReversed() };
  await take(desk, 'deribit', 'get_funding_rate_history.json', history, { symbol: 'BTC-PERPETUAL' });
  await take(desk, 'deribit', 'fees.json', {
    product: 'inverse perpetual',
    conditions: 'all',
    as_of: world.at(12, '00:00:00'),
    tiers: [{ name: 'all', vol30d_usd: '0', maker: '0.00%', taker: '0.05%' }],
  });
}

async function dydxFiles(desk: Desk): Promise<void> {
  const { engine, world } = desk;
  const saved = { 'taken-at': engine.now() };
  const market = (base: string, initial: string, maintenance: string) => ({
    ticker: `${base}-USD`,
    status: 'ACTIVE',
    oraclePrice: world.price(base, 1).toFixed(2),
    nextFundingRate: '0.0000125',
    initialMarginFraction: initial,
    maintenanceMarginFraction: maintenance,
    openInterest: '640',
    tickSize: base === 'BTC' ? '1' : '0.1',
    stepSize: '0.0001',
    openInterestLowerCap: '20000000',
    openInterestUpperCap: '50000000',
  });
  const markets = { 'BTC-USD': market('BTC', '0.05', '0.03'), 'ETH-USD': market('ETH', '0.05', '0.03') };
  await take(desk, 'dydx', 'perpetualMarkets.json', { markets }, saved);
  const tier = (name: string, volume: number, maker: number, taker: number) => ({
    name,
    absolute_volume_requirement: String(volume * 1_000_000),
    total_volume_share_requirement_ppm: 0,
    maker_volume_share_requirement_ppm: 0,
    maker_fee_ppm: maker,
    taker_fee_ppm: taker,
  });
  const tiers = [tier('1', 0, 100, 500), tier('2', 1_000_000, 100, 450), tier('3', 5_000_000, 50, 400)];
  await take(desk, 'dydx', 'perpetual_fee_params.json', { params: { tiers } }, saved);
  const hour = Math.floor(Date.parse(engine.now()) / 3_600_000) * 3_600_000;
  const historicalFunding = Array.from({ length: 48 }, (_, back) => ({
    ticker: 'BTC-USD',
    rate: back % 5 === 0 ? '0.0000210' : '0.0000125',
    price: world.price('BTC', 1).toFixed(1),
    effectiveAt: new Date(hour - back * 3_600_000).toISOString(),
  }));
  await take(desk, 'dydx', 'historicalFunding.json', { historicalFunding });
  const { bids, asks } = book(desk.world, 'BTC', 1, 0.12);
  const levels = (side: readonly Level[]) => side.map(([price, size]) => ({ price, size }));
  await take(desk, 'dydx', 'orderbook.json', { bids: levels(bids), asks: levels(asks) }, { ...saved, symbol: 'BTC-USD' });
}

/** Saved once and never again: what depends on it says how old it is. */
async function krakenFiles(desk: Desk): Promise<void> {
  const serverTime = desk.engine.now();
  const margin = (units: number, initial: number) => ({
    numNonContractUnits: units,
    initialMargin: initial,
    maintenanceMargin: initial / 2,
  });
  await take(desk, 'kraken-futures', 'instruments.json', {
    result: 'success',
    serverTime,
    instruments: [
      {
        symbol: 'PF_XBTUSD',
        type: 'flexible_futures',
        tickSize: 1,
        contractSize: 1,
        tradeable: true,
        maxPositionSize: 1_000,
        marginLevels: [margin(0, 0.02), margin(500_000, 0.04), margin(1_000_000, 0.06)],
        retailMarginLevels: [margin(0, 0.5)],
        contractValueTradePrecision: 4,
        base: 'BTC',
        quote: 'USD',
        pair: 'BTC:USD',
      },
    ],
  });
}
