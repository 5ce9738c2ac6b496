import { Decimal } from '../../figures/index.ts';
import type { Json } from '../../journal/index.ts';
import { withDerivedAmounts } from '../margin-brackets.ts';
import type { FeeTier, MarginTier, SizeUnit } from '../reference.ts';
import { bySymbol, elements } from './ccxt-markets.ts';
import type { Draft } from './draft.ts';
import { FieldFault, Fields, has, isList, isMembers, type Members, optional } from './fields.ts';
import { CONTRACT_SIZE, SETTLEMENT, type Shape, unitQuestion } from './shape.ts';

/** ccxt's unified LeverageTier and TradingFee, and the fee tables in the description of an exchange. */
export const ccxtTableShapes: readonly Shape[] = [
  {
    id: 'ccxt-leverage-tiers',
    says: 'ccxt leverage tiers',
    venue: null,
    recognises: (document) => families(document).length > 0,
    read(document, draft) {
      for (const [symbol, rows] of families(document)) tiers(symbol, rows, draft);
    },
  },
  {
    id: 'ccxt-trading-fees',
    says: 'ccxt trading fees',
    venue: null,
    recognises: (document) => has(elements(document)[0], 'symbol', 'maker', 'taker') && !has(elements(document)[0], 'precision'),
    read: (document, draft) =>
      draft.each(elements(document), 'trading fees', (row) => {
        const tier = { name: 'as told', minimums: {}, maker: row.decimal('maker'), taker: row.decimal('taker') };
        draft.data.fees.push({ ...draft.dated(), product: row.text('symbol'), currency: 'USD', conditions: 'any', tiers: [tier] });
      }),
  },
  {
    id: 'ccxt-fee-tables',
    says: 'ccxt fee tables of an exchange',
    venue: null,
    recognises: (document) => feeTables(document).length > 0,
    read(document, draft) {
      for (const [product, table] of feeTables(document)) {
        draft.attempt(`tiers of ${product}`, null, () => {
          const currency = draft.ask({
            id: 'volume-currency',
            says: 'In which currency are the volumes of the fee tiers (such as USD, or BTC in older tables)?',
            answer: 'text',
          });
          draft.data.fees.push({ ...draft.dated(), product, currency: currency ?? 'USD', conditions: 'all', tiers: feeTiers(table) });
        });
      }
    },
  },
];

/** Tiers by symbol: an object of lists, or one list. */
function families(document: Json): readonly (readonly [string, readonly Json[]])[] {
  const lists = isList(document) ? [document] : isMembers(document) ? Object.values(document).filter(isList) : [];
  const own = lists.filter((list) => has(list[0], 'maintenanceMarginRate', 'maxNotional'));
  const names = isMembers(document) ? Object.keys(document) : [];
  return own.map((list, place) => [new Fields(list[0] as Members).optionalText('symbol') ?? names[place] ?? '?', list] as const);
}

function tiers(symbol: string, rows: readonly Json[], draft: Draft): void {
  const settlement = draft.instrument(symbol)?.settlement ?? bySymbol(symbol) ?? draft.ask(SETTLEMENT);
  const inverse = settlement === 'inverse';
  const unit =
    unitOf(new Fields(rows[0] as Members).inner('info'), inverse) ??
    draft.ask(unitQuestion(`ccxt writes "minNotional" and "maxNotional" whatever the venue counts. What do the tiers of ${symbol} count?`));
  const own: MarginTier[] = [];
  let given = false;
  draft.each(rows, `tiers of ${symbol}`, (row) => {
    const info = row.inner('info');
    const amount = info.optionalDecimal('cum') ?? info.optionalDecimal('mmDeduction');
    given ||= amount !== undefined;
    own.push({
      floor: row.decimal('minNotional'),
      cap: row.optionalDecimal('maxNotional') ?? null,
      rate: row.decimal('maintenanceMarginRate'),
      amount: amount ?? '0',
      ...optional('maxLeverage', row.positive('maxLeverage')),
    });
  });
  if (own.length === 0) return;
  const size = unit === 'contracts' ? (draft.instrument(symbol)?.contractSize ?? draft.ask(CONTRACT_SIZE)) : null;
  const whole = unit === 'contracts' && !given;
  draft.data.margins.push({
    ...draft.dated(),
    shape: 'tiers',
    instrument: symbol,
    settlement: inverse ? 'inverse' : 'linear',
    unit: (unit ?? 'quote') as SizeUnit,
    ...(size !== null && { contractSize: size, contractUnit: inverse ? 'quote' : 'base' }),
    amounts: given ? 'given' : whole ? 'whole' : 'derived',
    tiers: given || whole ? own : [...withDerivedAmounts(own)],
  });
}

/** What the venue's own words in `info` say that its bounds count; `null` where there is none that is known. */
function unitOf(info: Fields, inverse: boolean): SizeUnit | null {
  if (info.has('minSz') || info.has('maxSz') || info.has('contracts')) return 'contracts';
  if (info.has('qtyFloor') || info.has('qtyCap')) return 'base';
  if (info.has('notionalFloor') || info.has('notionalCap') || info.has('startUnit')) return 'quote';
  if (info.has('riskLimitValue')) return inverse ? 'base' : 'quote';
  if (info.has('numNonContractUnits') && !inverse) return 'quote';
  return null;
}

/** Every `{maker: [[volume, rate], …], taker: […]}` in the description of an exchange, by the name of what it is for. */
function feeTables(document: Json, name = 'trading', depth = 0): readonly (readonly [string, Members])[] {
  if (!isMembers(document) || depth > 4) return [];
  const tables = document['tiers'];
  if (has(tables, 'maker', 'taker') && isPairs(tables['maker']) && isPairs(tables['taker'])) return [[name, tables]];
  return Object.entries(document).flatMap(([key, inner]) => feeTables(inner, key === 'trading' || key === 'fees' ? name : key, depth + 1));
}

function isPairs(value: Json | undefined): boolean {
  return isList(value) && isList(value[0]) && value[0].length === 2;
}

function feeTiers(table: Members): FeeTier[] {
  const [makers, takers] = [pairs(table, 'maker'), pairs(table, 'taker')];
  const volumes = [...new Set([...makers.keys(), ...takers.keys()])].toSorted((one, other) => new Decimal(one).comparedTo(other));
  let [maker, taker] = ['0', '0'];
  return volumes.map((volume, place) => {
    // A volume at which only one of both changes keeps the other.
    maker = makers.get(volume) ?? maker;
    taker = takers.get(volume) ?? taker;
    return { name: `${place + 1}`, minimums: { volume }, maker, taker };
  });
}

function pairs(table: Members, side: 'maker' | 'taker'): ReadonlyMap<string, string> {
  const rates = new Map<string, string>();
  for (const [place, pair] of new Fields(table).list(side).entries()) {
    const [volume, rate] = isList(pair) ? pair : [];
    const field = `${side}[${place + 1}]`;
    if (volume === undefined || rate === undefined) throw new FieldFault(field, `"${field}" must be a pair of volume and rate`);
    const row = new Fields({ volume, rate });
    rates.set(row.decimal('volume'), row.decimal('rate'));
  }
  return rates;
}
