import { Decimal } from '../../figures/index.ts';
import type { Json } from '../../journal/index.ts';
import type { Instrument, MarginTier } from '../reference.ts';
import { type Draft, levelsOf } from './draft.ts';
import { FieldFault, Fields, firstMembers, has, type Members, optional } from './fields.ts';
import { intervalOf, keepSettled, type SettledRate } from './settled-rates.ts';
import { CONTRACT_SIZE, type Shape } from './shape.ts';

const VENUE = 'okx';

/** OKX, API v5: `{code, data: […]}`. Sizes of derivatives are contracts of `ctVal` each. */
export const okxShapes: readonly Shape[] = [
  {
    id: 'okx-instruments',
    says: 'OKX public/instruments',
    venue: VENUE,
    recognises: (document) => has(first(document), 'instId', 'instType', 'tickSz', 'lotSz'),
    read: (document, draft) =>
      draft.each(rows(document), 'data', (row) => {
        draft.data.instruments.push({ ...draft.dated(), ...instrument(row) });
      }),
  },
  {
    id: 'okx-position-tiers',
    says: 'OKX public/position-tiers',
    venue: VENUE,
    recognises: (document) => has(first(document), 'minSz', 'maxSz', 'mmr', 'imr'),
    read: tiers,
  },
  {
    id: 'okx-trade-fee',
    says: 'OKX account/trade-fee (your own)',
    venue: VENUE,
    recognises: (document) => has(first(document), 'level', 'maker', 'taker', 'instType'),
    read: (document, draft) =>
      draft.each(rows(document), 'data', (row) => {
        const product = row.text('instType');
        const margined = [
          ['', product],
          ['U', `${product} margined in USDT`],
          ['USDC', `${product} margined in USDC`],
        ] as const;
        for (const [suffix, name] of margined) {
          if (!row.has(`maker${suffix}`) || !row.has(`taker${suffix}`)) continue;
          // OKX writes what it takes as negative and what it pays as positive.
          const rate = (field: string) => new Decimal(row.decimal(field)).negated().plus(0).toFixed();
          const tier = { name: row.text('level'), minimums: {}, maker: rate(`maker${suffix}`), taker: rate(`taker${suffix}`) };
          draft.data.fees.push({
            ...draft.dated(row.optionalInstant('ts')),
            product: name,
            currency: 'USD',
            conditions: 'any',
            tiers: [tier],
          });
        }
      }),
  },
  {
    id: 'okx-funding-rate',
    says: 'OKX public/funding-rate',
    venue: VENUE,
    recognises: (document) => has(first(document), 'instId', 'fundingRate', 'fundingTime') && !has(first(document), 'realizedRate'),
    read: (document, draft) =>
      draft.each(rows(document), 'data', (row) => {
        const at = row.instant('fundingTime');
        const next = row.optionalInstant('nextFundingTime');
        const intervalHours = next && intervalOf([at, next]);
        draft.data.fundings.push({
          ...draft.dated(row.optionalInstant('ts')),
          symbol: row.text('instId'),
          at,
          rate: row.decimal('fundingRate'),
          standing: 'predicted',
          ...optional('intervalHours', intervalHours),
        });
      }),
  },
  {
    id: 'okx-funding-history',
    says: 'OKX public/funding-rate-history',
    venue: VENUE,
    recognises: (document) => has(first(document), 'instId', 'fundingTime', 'realizedRate'),
    read(document, draft) {
      const found: SettledRate[] = [];
      draft.each(rows(document), 'data', (row) => {
        found.push({ symbol: row.text('instId'), at: row.instant('fundingTime'), rate: row.decimal('realizedRate') });
      });
      keepSettled(found, draft);
    },
  },
  {
    id: 'okx-books',
    says: 'OKX market/books',
    venue: VENUE,
    recognises: (document) => has(document, 'data') && has(first(document), 'asks', 'bids', 'ts'),
    read: (document, draft) =>
      draft.each(rows(document), 'data', (row) => {
        const symbol = draft.symbol(row.optionalText('instId'));
        const known = draft.instrument(symbol);
        // A spot symbol has two parts (BTC-USDT); derivatives have more and count contracts.
        const inContracts = known ? known.orderUnit === 'contracts' : symbol.split('-').length !== 2;
        const factor = inContracts ? (known?.contractSize ?? draft.ask(CONTRACT_SIZE)) : null;
        draft.data.depths.push({
          ...draft.dated(row.optionalInstant('ts')),
          symbol,
          unit: inContracts && isInverse(symbol, draft) ? 'quote' : 'base',
          bids: levelsOf(row.members['bids'], 'bids', factor),
          asks: levelsOf(row.members['asks'], 'asks', factor),
        });
      }),
  },
];

const KINDS: Readonly<Record<string, Instrument['kind']>> = {
  SPOT: 'spot',
  MARGIN: 'spot',
  SWAP: 'perpetual',
  FUTURES: 'future',
  OPTION: 'option',
};

function instrument(row: Fields): Omit<Instrument, 'venue' | 'asOf' | 'source'> {
  const kind = KINDS[row.text('instType')];
  if (!kind) throw new FieldFault('instType', `"instType" is ${row.text('instType')}, which is not known`);
  const symbol = row.text('instId');
  const [underlying, quoted] = (row.optionalText('uly') ?? symbol).split('-');
  const spot = kind === 'spot';
  const inverse = row.optionalText('ctType') === 'inverse';
  const quote = row.optionalText('quoteCcy') ?? quoted ?? '';
  const multiple = row.optionalDecimal('ctMult') ?? '1';
  // Of an option ctVal counts a fraction of the coin by ctMult; of a swap or future ctMult is 1.
  const size = spot ? '1' : new Decimal(row.decimal('ctVal')).times(multiple).toFixed();
  return {
    symbol,
    kind,
    settlement: inverse ? 'inverse' : 'linear',
    base: row.optionalText('baseCcy') ?? underlying ?? symbol,
    quote,
    settle: row.optionalText('settleCcy') ?? quote,
    contractSize: size,
    contractUnit: row.optionalText('ctValCcy') === 'USD' ? 'quote' : 'base',
    orderUnit: spot ? 'base' : 'contracts',
    ...optional('tick', row.positive('tickSz')),
    ...optional('lot', row.positive('lotSz')),
    ...optional('minSize', row.positive('minSz')),
    ...optional('maxSize', row.positive('maxMktSz')),
    ...optional('maxLeverage', row.positive('lever')),
    ...optional('expiry', row.optionalInstant('expTime')),
    ...optional('strike', row.positive('stk')),
    ...(kind === 'option' && { optionType: row.text('optType') === 'C' ? 'call' : 'put' }),
  };
}

function tiers(document: Json, draft: Draft): void {
  const families = new Map<string, MarginTier[]>();
  draft.each(rows(document), 'data', (row) => {
    const family = row.optionalText('instId') ?? row.optionalText('instFamily') ?? row.text('uly');
    const own = families.get(family) ?? [];
    families.set(family, own);
    const above = own.at(-1)?.cap;
    const least = row.decimal('minSz');
    own.push({
      // Some files begin a row one contract, or one lot, above the end of the row before it; the bound itself belongs to that row either way.
      floor: above && isOneStep(above, least) ? above : least,
      cap: row.decimal('maxSz'),
      rate: row.decimal('mmr'),
      amount: '0',
      initialRate: row.decimal('imr'),
      ...optional('maxLeverage', row.positive('maxLever')),
    });
  });
  for (const [family, own] of families) {
    const member = draft.instrument(family) ?? draft.instrument(`${family}-SWAP`);
    const inverse = isInverse(family, draft);
    const size = member?.contractSize ?? draft.ask(CONTRACT_SIZE);
    draft.data.margins.push({
      ...draft.dated(),
      shape: 'tiers',
      instrument: family,
      settlement: inverse ? 'inverse' : 'linear',
      unit: 'contracts',
      ...(size !== null && { contractSize: size, contractUnit: inverse ? 'quote' : 'base' }),
      amounts: 'whole',
      tiers: own,
    });
  }
}

/** Whether a row begins within one contract above the end of the row before it. */
function isOneStep(above: string, least: string): boolean {
  const gap = new Decimal(least).minus(above);
  return gap.greaterThan(0) && gap.lessThanOrEqualTo(1);
}

/** OKX margins contracts on USD in the coin, and those on USDT or USDC in these. */
function isInverse(symbol: string, draft: Draft): boolean {
  return (draft.instrument(symbol)?.settlement ?? (symbol.split('-')[1] === 'USD' ? 'inverse' : 'linear')) === 'inverse';
}

function rows(document: Json): readonly Json[] {
  return new Fields(document as Members).list('data');
}

function first(document: Json): Members | null {
  return has(document, 'data') ? firstMembers(document['data']) : null;
}
