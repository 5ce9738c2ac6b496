import type { ActivityKind, Amount } from '../positions/index.ts';
import { streamOf } from '../positions/index.ts';
import { detectDateOrder } from '../tables/index.ts';
import { activityOf, amountOf, assetResolver, readRowByRow, type RowDraft } from './draft.ts';
import type { ExportFormat, OpenExport } from './reading.ts';
import { hasColumns, type RowCells, unsigned } from './row-cells.ts';

/**
 * CoinTracking, both exports: the one with three columns called `Cur.`, which are told apart by their place, and the one with values in
 * between. Dates follow the account's language and time zone; where the column does not settle them, the person is asked (yield.md §2.8).
 */
export const cointracking: ExportFormat = {
  id: 'cointracking',
  name: 'CoinTracking trades',
  platform: 'cointracking',
  matches: (header) => hasColumns(header, 'Type', 'Buy', 'Cur.', 'Sell', 'Fee', 'Exchange') && header.some((name) => /date/i.test(name)),
  needs: ['Type', 'Buy', 'Sell', 'Exchange', 'Date'],
  read,
};

/** Where the amounts and their currencies stand. */
interface Places {
  readonly buy: number;
  readonly sell: number;
  readonly fee: number;
  readonly worth: number;
  readonly worthCurrency: string;
  readonly date: number;
}

function read(file: OpenExport): void {
  const { header, rows } = file.table;
  const at = (name: string) => header.findIndex((column) => column.toLowerCase() === name);
  const worth = header.findIndex((column) => /^Value in (?!BTC)[A-Z]{3}$/.test(column));
  const places: Places = {
    buy: at('buy'),
    sell: at('sell'),
    fee: at('fee'),
    worth,
    worthCurrency: /[A-Z]{3}$/.exec(header[worth] ?? '')?.[0] ?? '',
    date: header.findIndex((column) => /date/i.test(column)),
  };
  const detected = detectDateOrder(rows.map((cells) => cells[places.date] ?? ''));
  const order = file.options.dateOrder ?? (detected === 'dmy' || detected === 'mdy' || detected === 'ymd' ? detected : undefined);
  if (order === undefined && detected !== 'none-needed')
    file.questions.push({
      option: 'dateOrder',
      because:
        detected === 'mixed'
          ? 'Some dates of the file can only be day/month and others only month/day.'
          : 'Every date of the file reads as day/month and as month/day.',
      choices: ['dmy', 'mdy'],
    });
  if (file.options.zone === undefined)
    file.notices.push(
      'CoinTracking writes times in the time zone of the account and does not name it; they were read as UTC. Give the time zone if it was another.',
    );
  const options = { ...(order === undefined ? {} : { order }), ...(file.options.zone === undefined ? {} : { zone: file.options.zone }) };
  readRowByRow(file, options, (cells) => readRow(cells, places, resolvers));
}

const resolvers = (() => {
  const byPlatform = new Map<string, ReturnType<typeof assetResolver>>();
  return (platform: string) => {
    let resolve = byPlatform.get(platform);
    if (resolve === undefined) {
      resolve = assetResolver(platform);
      byPlatform.set(platform, resolve);
    }
    return resolve;
  };
})();

/** CoinTracking's types: what they are, and the product whose stream they belong to. */
const TYPES: Readonly<Record<string, readonly [kind: ActivityKind, product: string]>> = {
  trade: ['trade', 'spot'],
  deposit: ['deposit', 'spot'],
  withdrawal: ['withdrawal', 'spot'],
  income: ['income', 'spot'],
  'income (non taxable)': ['income', 'spot'],
  'other income': ['income', 'spot'],
  'reward / bonus': ['income', 'spot'],
  airdrop: ['income', 'spot'],
  'airdrop (non taxable)': ['income', 'spot'],
  mining: ['income', 'spot'],
  'mining (commercial)': ['income', 'spot'],
  masternode: ['reward', 'staking'],
  minting: ['reward', 'staking'],
  staking: ['reward', 'staking'],
  'lending income': ['reward', 'lending'],
  'interest income': ['reward', 'earn'],
  'dividends income': ['income', 'spot'],
  'liquidity income': ['reward', 'liquidity'],
  'gift/tip': ['income', 'spot'],
  'gift/tip (in)': ['income', 'spot'],
  gift: ['spend', 'spot'],
  'gift/tip (out)': ['spend', 'spot'],
  'hard fork': ['income', 'spot'],
  lost: ['spend', 'spot'],
  stolen: ['spend', 'spot'],
  'lost (non taxable)': ['spend', 'spot'],
  spend: ['spend', 'spot'],
  expense: ['spend', 'spot'],
  'expense (non taxable)': ['spend', 'spot'],
  donation: ['spend', 'spot'],
  'other fee': ['spend', 'spot'],
  'margin fee': ['spend', 'spot'],
  'margin loss': ['spend', 'spot'],
  'margin profit': ['income', 'spot'],
  'margin trade': ['trade', 'spot'],
  'borrowing fee': ['spend', 'spot'],
  'provide liquidity': ['add', 'liquidity'],
  'remove liquidity': ['withdraw', 'liquidity'],
  swap: ['trade', 'spot'],
  'swap (non taxable)': ['trade', 'spot'],
};
/** The token that stands for a share of a pool is not held beside the pool. */
const POOL_TOKENS = new Set(['receive lp token', 'return lp token']);
const OUTWARD = new Set<ActivityKind>(['withdrawal', 'spend', 'withdraw']);

function readRow(cells: RowCells, places: Places, resolverOf: (platform: string) => ReturnType<typeof assetResolver>): RowDraft {
  const type = cells.required('Type');
  const at = cells.instant(places.date);
  const exchange = cells.text('Exchange');
  const platform = platformOf(exchange);
  const resolve = resolverOf(platform);
  const side = (place: number): Amount | null => {
    const quantity = cells.optionalNumber(place);
    return quantity === null || quantity === '0' ? null : amountOf(resolve(cells.name(place + 1)).asset, quantity);
  };
  const [bought, sold, fee] = [side(places.buy), side(places.sell), side(places.fee)];
  const worth = places.worth === -1 ? null : cells.optionalNumber(places.worth);
  const id = cells.identifier('Tx-ID');
  const wanted = type.toLowerCase();
  if (POOL_TOKENS.has(wanted)) return { skip: 'the token of a pool’s share; what was provided or removed is a row of its own' };
  const known = TYPES[wanted];
  if (known === undefined) {
    cells.reject(
      'Type',
      `“${type}” is a kind of transaction that is not known. Record it by hand, or import the file with a mapping of your own.`,
    );
    return { activities: [] };
  }
  const [kind, product] = wanted === 'gift/tip' && bought === null ? (['spend', 'spot'] as const) : known;
  const lead = kind === 'trade' ? (bought ?? sold) : OUTWARD.has(kind) ? (sold ?? bought) : (bought ?? sold);
  if (lead === null) return fee === null ? { skip: 'nothing moved: every amount is zero' } : onlyFee(at, platform, fee, type, id);
  const parts = {
    fees: [fee],
    rewardTo: kind === 'reward' ? ('wallet' as const) : undefined,
    worth: worth === null || worth === '0' ? null : { amount: unsigned(worth), currency: places.worthCurrency },
    sourceId: id,
    note: cells.text('Comment'),
  };
  if (kind === 'trade' && (bought === null || sold === null)) {
    // A trade that moved a zero on one side is what happened to the other side.
    const half = bought === null ? 'spend' : 'income';
    const amounts = bought === null ? { outOf: [lead] } : { into: [lead] };
    return {
      activities: [activityOf(half, at, streamOf(platform, 'spot', lead.asset), { ...parts, ...amounts })],
      flag: 'A trade with nothing on its other side: the amount there is zero in the file.',
    };
  }
  const amounts = kind === 'trade' ? { into: [bought], outOf: [sold] } : OUTWARD.has(kind) ? { outOf: [lead] } : { into: [lead] };
  // CoinTracking’s ids are those of chain or exchange: both legs of a transfer share one, so that they identify no row.
  return { activities: [activityOf(kind, at, streamOf(platform, product, lead.asset), { ...parts, ...amounts })] };
}

function onlyFee(at: string, platform: string, fee: Amount, type: string, id: string): RowDraft {
  return {
    activities: [activityOf('spend', at, streamOf(platform, 'spot', fee.asset), { outOf: [fee], sourceId: id, note: `fee of ${type}` })],
  };
}

/** The exchange names the place; it becomes the platform of the stream. */
function platformOf(exchange: string): string {
  const slug = exchange
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
  return slug === '' || slug === 'no-exchange' ? 'cointracking' : slug;
}
