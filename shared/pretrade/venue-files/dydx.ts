import { Decimal } from '../../figures/index.ts';
import type { Json } from '../../journal/index.ts';
import type { FeeMeasure } from '../reference.ts';
import { levelsOf } from './draft.ts';
import { Fields, firstMembers, has, isMembers, type Members, optional } from './fields.ts';
import { keepSettled, type SettledRate } from './settled-rates.ts';
import type { Shape } from './shape.ts';

const VENUE = 'dydx';

/** dYdX chain: indexer v4, and the chain's own parameters for fees. */
export const dydxShapes: readonly Shape[] = [
  {
    id: 'dydx-perpetual-markets',
    says: 'dYdX perpetualMarkets',
    venue: VENUE,
    recognises: (document) => has(markets(document)[0], 'ticker', 'initialMarginFraction', 'maintenanceMarginFraction'),
    read(document, draft) {
      draft.each(markets(document), 'markets', (row) => {
        const dated = draft.dated();
        const symbol = row.text('ticker');
        const [base = symbol] = symbol.split('-');
        const price = row.positive('oraclePrice');
        draft.data.instruments.push({
          ...dated,
          symbol,
          kind: 'perpetual',
          settlement: 'linear',
          base,
          quote: 'USD',
          settle: 'USDC',
          contractSize: '1',
          contractUnit: 'base',
          orderUnit: 'base',
          ...optional('tick', row.positive('tickSize')),
          ...optional('lot', row.positive('stepSize')),
          ...optional('minSize', row.positive('stepSize')),
          fundingIntervalHours: '1',
          ...optional('markPrice', price),
        });
        draft.data.margins.push({
          ...dated,
          shape: 'open-interest',
          instrument: symbol,
          settlement: 'linear',
          initialRate: row.decimal('initialMarginFraction'),
          maintenanceRate: row.decimal('maintenanceMarginFraction'),
          ...optional('openInterest', row.optionalDecimal('openInterest')),
          ...optional('lowerCap', row.optionalDecimal('openInterestLowerCap')),
          ...optional('upperCap', row.optionalDecimal('openInterestUpperCap')),
        });
        const rate = row.optionalDecimal('nextFundingRate');
        if (rate === undefined) return;
        const at = nextHour(dated.asOf);
        draft.data.fundings.push({
          ...dated,
          symbol,
          at,
          rate,
          standing: 'predicted',
          intervalHours: '1',
          ...optional('indexPrice', price),
        });
      });
    },
  },
  {
    id: 'dydx-fee-params',
    says: 'dYdX perpetual_fee_params',
    venue: VENUE,
    recognises: (document) => has(document, 'params') && has(document['params'], 'tiers') && isFeeTier(document['params']['tiers']),
    read(document, draft) {
      draft.attempt('params', null, () => {
        const tiers = new Fields(document as Members)
          .inner('params')
          .list('tiers')
          .map((tier) => feeTier(new Fields(isMembers(tier) ? tier : {})));
        draft.data.fees.push({ ...draft.dated(), product: 'perpetual', currency: 'USD', conditions: 'all', tiers });
      });
    },
  },
  {
    id: 'dydx-historical-funding',
    says: 'dYdX historicalFunding',
    venue: VENUE,
    recognises: (document) =>
      has(document, 'historicalFunding') && has(firstMembers(document['historicalFunding']), 'ticker', 'rate', 'effectiveAt'),
    read(document, draft) {
      const found: SettledRate[] = [];
      draft.each(new Fields(document as Members).list('historicalFunding'), 'historicalFunding', (row) => {
        const own = { symbol: row.text('ticker'), at: row.instant('effectiveAt'), rate: row.decimal('rate') };
        found.push({ ...own, ...optional('indexPrice', row.positive('price')) });
      });
      keepSettled(found, draft, '1');
    },
  },
  {
    id: 'dydx-order-book',
    says: 'dYdX orderbooks',
    venue: VENUE,
    recognises: (document) =>
      has(document, 'bids', 'asks') &&
      (has(firstMembers(document['bids']), 'price', 'size') || has(firstMembers(document['asks']), 'price', 'size')),
    read(document, draft) {
      draft.attempt('orderbook', null, () => {
        const { members } = new Fields(document as Members);
        draft.data.depths.push({
          ...draft.dated(),
          symbol: draft.symbol(),
          unit: 'base',
          bids: levelsOf(members['bids'], 'bids'),
          asks: levelsOf(members['asks'], 'asks'),
        });
      });
    },
  },
];

/** Rates and shares in parts per million, volumes in millionths of a US dollar (quote quantums). */
function feeTier(row: Fields) {
  const millionth = (field: string) => new Decimal(row.optionalDecimal(field) ?? '0').dividedBy(1_000_000).toFixed();
  const asked = {
    volume: millionth('absolute_volume_requirement'),
    share: millionth('total_volume_share_requirement_ppm'),
    'maker-share': millionth('maker_volume_share_requirement_ppm'),
  } satisfies Partial<Record<FeeMeasure, string>>;
  const minimums = Object.fromEntries(Object.entries(asked).filter(([, least]) => least !== '0'));
  return { name: row.text('name'), minimums, maker: millionth('maker_fee_ppm'), taker: millionth('taker_fee_ppm') };
}

function isFeeTier(tiers: Json | undefined): boolean {
  return has(firstMembers(tiers), 'maker_fee_ppm', 'taker_fee_ppm');
}

/** The indexer answers an object by ticker; one market alone is the same object. */
function markets(document: Json): readonly Json[] {
  return has(document, 'markets') && isMembers(document['markets']) ? Object.values(document['markets']) : [];
}

function nextHour(instant: string): string {
  return new Date((Math.floor(Date.parse(instant) / 3_600_000) + 1) * 3_600_000).toISOString();
}
