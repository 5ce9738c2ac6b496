import { Decimal } from '../../figures/index.ts';
import type { ClientClass, Instrument, MarginTier } from '../reference.ts';
import { type Draft, levelsOf } from './draft.ts';
import { FieldFault, Fields, firstMembers, has, isMembers, type Members, optional } from './fields.ts';
import { keepSettled, type SettledRate } from './settled-rates.ts';
import type { Shape } from './shape.ts';

const VENUE = 'kraken-futures';

/** Kraken Futures, derivatives API v3. */
export const krakenShapes: readonly Shape[] = [
  {
    id: 'kraken-futures-instruments',
    says: 'Kraken Futures instruments, with margin levels',
    venue: VENUE,
    recognises: (document) => has(document, 'instruments') && has(firstMembers(document['instruments']), 'symbol', 'tradeable'),
    read(document, draft) {
      const top = new Fields(document as Members);
      draft.each(top.list('instruments'), 'instruments', (row) => {
        // Indices stand in the list too; they have no contract.
        if (!row.has('contractSize')) return;
        const own = { ...draft.dated(top.optionalInstant('serverTime')), ...instrument(row) };
        draft.data.instruments.push(own);
        margins(own, row, 'marginLevels', 'professional', draft);
        margins(own, row, 'retailMarginLevels', 'retail', draft);
      });
    },
  },
  {
    id: 'kraken-futures-fee-schedules',
    says: 'Kraken Futures feeschedules',
    venue: VENUE,
    recognises: (document) => has(document, 'feeSchedules') && has(firstMembers(document['feeSchedules']), 'uid', 'tiers'),
    read(document, draft) {
      const top = new Fields(document as Members);
      draft.each(top.list('feeSchedules'), 'feeSchedules', (schedule) => {
        const product = schedule.optionalText('name') ?? schedule.text('uid');
        const tiers = schedule.list('tiers').map((tier, place) => {
          if (!isMembers(tier)) throw new FieldFault(`tiers[${place + 1}]`, 'it is no object');
          const row = new Fields(tier);
          // Kraken writes 0.02 for 0.02 %.
          const rate = (field: string) => new Decimal(row.decimal(field)).dividedBy(100).toFixed();
          return {
            name: `${place + 1}`,
            minimums: { volume: row.decimal('usdVolume') },
            maker: rate('makerFee'),
            taker: rate('takerFee'),
          };
        });
        draft.data.fees.push({
          ...draft.dated(top.optionalInstant('serverTime')),
          product,
          currency: 'USD',
          conditions: 'all',
          tiers,
        });
      });
    },
  },
  {
    id: 'kraken-futures-order-book',
    says: 'Kraken Futures orderbook',
    venue: VENUE,
    recognises: (document) => has(document, 'orderBook') && has(document['orderBook'], 'bids', 'asks'),
    read(document, draft) {
      draft.attempt('orderBook', null, () => {
        const top = new Fields(document as Members);
        const book = top.inner('orderBook');
        const symbol = draft.symbol(top.optionalText('symbol'));
        draft.data.depths.push({
          ...draft.dated(top.optionalInstant('serverTime')),
          symbol,
          unit: isInverse(symbol) ? 'quote' : 'base',
          bids: levelsOf(book.members['bids'], 'bids'),
          asks: levelsOf(book.members['asks'], 'asks'),
        });
      });
    },
  },
  {
    id: 'kraken-futures-funding-history',
    says: 'Kraken Futures historical-funding-rates',
    venue: VENUE,
    recognises: (document) => has(document, 'rates') && has(firstMembers(document['rates']), 'timestamp', 'relativeFundingRate'),
    read(document, draft) {
      const symbol = draft.symbol();
      const found: SettledRate[] = [];
      draft.each(new Fields(document as Members).list('rates'), 'rates', (row) => {
        // The other rate in the file is an amount for one contract.
        found.push({ symbol, at: row.instant('timestamp'), rate: row.decimal('relativeFundingRate') });
      });
      keepSettled(found, draft);
    },
  },
];

function instrument(row: Fields): Omit<Instrument, 'venue' | 'asOf' | 'source'> {
  const symbol = row.text('symbol').toUpperCase();
  const inverse = row.text('type').includes('inverse');
  const pair = symbol.split('_')[1] ?? symbol;
  const base = row.optionalText('base') ?? pair.slice(0, -3);
  const quote = row.optionalText('quote') ?? pair.slice(-3);
  const expiry = row.optionalInstant('lastTradingTime');
  const decimals = row.optionalDecimal('contractValueTradePrecision');
  const lot = decimals === undefined ? undefined : new Decimal(10).pow(new Decimal(decimals).negated()).toFixed();
  return {
    symbol,
    kind: expiry ? 'future' : 'perpetual',
    settlement: inverse ? 'inverse' : 'linear',
    base: base.toUpperCase(),
    quote: quote.toUpperCase(),
    settle: (inverse ? base : quote).toUpperCase(),
    contractSize: row.decimal('contractSize'),
    contractUnit: inverse ? 'quote' : 'base',
    orderUnit: inverse ? 'contracts' : 'base',
    ...optional('tick', row.positive('tickSize')),
    ...optional('lot', lot),
    ...optional('minSize', lot),
    ...optional('maxSize', row.positive('maxPositionSize')),
    ...optional('expiry', expiry),
    ...optional('fundingIntervalHours', expiry ? undefined : '1'),
  };
}

/**
 * Levels begin at `contracts` of an inverse contract, or at `numNonContractUnits`, which of linear ones is value in the quote currency (docs.kraken.com,
 * futures instruments). The rate is for the whole position.
 */
function margins(own: Instrument, row: Fields, field: 'marginLevels' | 'retailMarginLevels', clientClass: ClientClass, draft: Draft): void {
  if (!row.has(field)) return;
  const levels = row.list(field);
  const inContracts = has(levels[0], 'contracts');
  const bound = inContracts ? 'contracts' : 'numNonContractUnits';
  const inverse = own.settlement === 'inverse';
  const tiers = levels.map((level, place): MarginTier => {
    const fields = new Fields(isMembers(level) ? level : {});
    const above = levels[place + 1];
    return {
      floor: fields.decimal(bound),
      cap: isMembers(above) ? new Fields(above).decimal(bound) : null,
      rate: fields.decimal('maintenanceMargin'),
      amount: '0',
      initialRate: fields.decimal('initialMargin'),
    };
  });
  if (tiers.length === 0) return;
  draft.data.margins.push({
    venue: own.venue,
    asOf: own.asOf,
    source: own.source,
    shape: 'tiers',
    instrument: own.symbol,
    settlement: inverse ? 'inverse' : 'linear',
    clientClass,
    unit: inContracts ? 'contracts' : inverse ? 'base' : 'quote',
    ...(inContracts && { contractSize: own.contractSize, contractUnit: own.contractUnit }),
    amounts: 'whole',
    tiers,
  });
}

/** PI_ and FI_ are inverse, counted in contracts of one US dollar; PF_, FF_ and the others count base units. */
function isInverse(symbol: string): boolean {
  return /^[PF]I_/i.test(symbol);
}
