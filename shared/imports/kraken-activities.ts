import type { Activity, ActivityKind } from '../positions/index.ts';
import { activityOf, amountOf, type ActivityParts } from './draft.ts';
import type { RowOutcomes } from './reading.ts';
import { isNegative, unsigned } from './row-cells.ts';

/** A ticker in one of its wallets, within which a running balance runs. */
export interface KrakenAccount {
  readonly name: string;
  readonly asset: string;
  /** Whether what lies there earns: by its wallet, or by the ticker's suffix. */
  readonly earns: boolean;
  /** The streams of its asset. */
  readonly spot: string;
  readonly earn: string;
  /** Why the ticker cannot be one. */
  readonly fault: string | null;
  last: KrakenRow | undefined;
}

/** One booked row of a Kraken ledger. Amounts are canonical decimal text; `fee` came on top of `amount`; `balance` is as written. */
export interface KrakenRow {
  readonly row: number;
  readonly txid: string;
  /** Empty where the owner left the column out; legs are then told by their `time` as written. */
  readonly refid: string;
  readonly time: string;
  readonly at: string;
  readonly type: string;
  readonly subtype: string;
  readonly account: KrakenAccount;
  readonly amount: string;
  readonly fee: string;
  readonly feeAsset: string;
  readonly usd: string | null;
  readonly balance: string;
  repeated: boolean;
}

/** Rows that stand for themselves. Everything that earns an asset is one stream, whatever Kraken called the product that year. */
export function tellSingle(row: KrakenRow, outcomes: RowOutcomes): void {
  const negative = isNegative(row.amount);
  switch (row.type) {
    case 'deposit':
    case 'withdrawal':
      return tell(row, outcomes, ...movement(row, negative));
    case 'earn':
    case 'staking':
      // A negative row of type `staking` corrects an earlier reward.
      return negative
        ? tell(row, outcomes, 'slash', { note: 'Kraken took back part of a reward' }, true)
        : tell(row, outcomes, 'reward', { rewardTo: row.account.earns ? 'position' : 'wallet' }, true);
    case 'margin trade':
    case 'margin':
    case 'rollover':
      return tell(row, outcomes, negative ? 'spend' : 'income', { note: row.type });
    case 'dividend':
    case 'reward':
    case 'credit':
    case 'rebate':
    case 'airdrop':
    case 'invite bonus':
    case 'adjustment':
    case 'nft rebate':
      return tell(row, outcomes, negative ? 'spend' : 'income', { note: row.type });
    default:
      return outcomes.reject(
        row.row,
        'type',
        `“${row.type}” is a kind of ledger entry that is not known. Record it by hand, or import the file with a mapping of your own.`,
      );
  }
}

/** Rows that share a `refid`: trades with their legs, and moves between spot and earning wallets. */
export function tellGroups(groups: Iterable<readonly KrakenRow[]>, outcomes: RowOutcomes): void {
  const moves: KrakenRow[] = [];
  for (const group of groups) {
    const first = group[0];
    if (first === undefined) continue;
    if (first.type === 'earn') tellAllocation(group, outcomes);
    else if (first.type === 'transfer') moves.push(...group);
    else tellTrade(group, outcomes);
  }
  tellTransfers(moves, outcomes);
}

/** A deposit or withdrawal; a failed withdrawal comes back as a positive one. Into an earning wallet it is capital put to work. */
function movement(row: KrakenRow, negative: boolean): [ActivityKind, ActivityParts, boolean] {
  const cameBack = (row.type === 'withdrawal') !== negative;
  const parts: ActivityParts = cameBack ? { note: `a ${row.type} that was reversed` } : {};
  if (row.account.earns) return [negative ? 'withdraw' : 'add', parts, true];
  return [negative ? 'withdrawal' : 'deposit', parts, false];
}

/** Enters an activity whose one amount, direction, fee and worth are the row's. */
function tell(row: KrakenRow, outcomes: RowOutcomes, kind: ActivityKind, parts: ActivityParts, earns = false): void {
  const amount = amountOf(row.account.asset, row.amount);
  const fee = amountOf(row.feeAsset, row.fee);
  const stream = earns ? row.account.earn : row.account.spot;
  if (amount === null) {
    if (fee === null) return outcomes.skip(row.row, 'nothing moved: amount and fee are zero');
    return outcomes.accept(row.row, idOf(row), [activityOf('spend', row.at, stream, { outOf: [fee], sourceId: row.txid, note: row.type })]);
  }
  const activity = activityOf(kind, row.at, stream, {
    ...parts,
    ...(isNegative(row.amount) ? { outOf: [amount] } : { into: [amount] }),
    fees: [fee],
    feesFrom: earns && row.account.earns && fee !== null ? 'position' : undefined,
    worth: worthOf(row),
    sourceId: row.txid,
  });
  outcomes.accept(row.row, idOf(row), [activity]);
}

/** What was given, what was received, and fees on any leg (a third leg pays in KFEE credits). */
function tellTrade(group: readonly KrakenRow[], outcomes: RowOutcomes): void {
  const fresh = group.filter((row) => !row.repeated);
  const first = fresh[0];
  if (first === undefined) return;
  const into = fresh.filter((row) => row.amount !== '0' && !isNegative(row.amount));
  const outOf = fresh.filter((row) => isNegative(row.amount));
  if (into.length === 0 || outOf.length === 0) return tellHalves(fresh, outcomes);
  const lead = into[0] ?? first;
  const activity = activityOf('trade', lead.at, lead.account.spot, {
    into: into.map((row) => amountOf(row.account.asset, row.amount)),
    outOf: outOf.map((row) => amountOf(row.account.asset, row.amount)),
    fees: fresh.map((row) => amountOf(row.feeAsset, row.fee)),
    worth: worthOf(lead),
    sourceId: first.refid || first.txid,
  });
  carry(fresh, lead, activity, outcomes);
}

/** One leg without the other: it lies in another file, or was imported before. The amounts still count, on their own. */
function tellHalves(rows: readonly KrakenRow[], outcomes: RowOutcomes): void {
  for (const row of rows)
    tell(row, outcomes, isNegative(row.amount) ? 'withdrawal' : 'deposit', {
      note: `one side of ${row.type} ${row.refid}; the other side is not in this file`,
    });
}

/** Money put to work or taken back: two rows of one `refid`, of which the one in the earning wallet tells the direction. */
function tellAllocation(group: readonly KrakenRow[], outcomes: RowOutcomes): void {
  const fresh = group.filter((row) => !row.repeated);
  const lead = fresh.find((row) => row.account.earns) ?? fresh[0];
  if (lead === undefined) return;
  if (lead.subtype !== '' && !/alloc|migrat/.test(lead.subtype)) {
    for (const row of fresh)
      outcomes.reject(
        row.row,
        'subtype',
        `“${row.subtype}” is a kind of earn entry that is not known. Record it by hand, or import the file with a mapping of your own.`,
      );
    return;
  }
  const repeated = fresh.length < group.length;
  const within = group.length > 1 && group.every((row) => row.account.earns);
  if (repeated || within) {
    // Between two earning wallets nothing changes for the stream; and what a repeated row belongs to was told with it.
    const partner = group.find((row) => row !== lead)?.row ?? lead.row;
    for (const row of fresh) outcomes.join(row.row, idOf(row), row === lead ? partner : lead.row);
    return;
  }
  const single = group.length === 1;
  if (single && lead.subtype === '' && !isNegative(lead.amount)) return tell(lead, outcomes, 'reward', { rewardTo: 'position' }, true);
  const puts = lead.account.earns ? !isNegative(lead.amount) : isNegative(lead.amount);
  const byName = group.some((row) => row.account.earns) || lead.subtype === '' ? puts : !lead.subtype.includes('dealloc');
  carry(fresh, lead, move(lead, byName), outcomes);
}

/** How far apart the two ends of a move between spot and staking may lie; they share no id. */
const MOVE_WITHIN_MILLISECONDS = 5 * 86_400_000;
const TO_STAKING = new Set(['spottostaking', 'stakingfromspot', 'spottoearn', 'earnfromspot']);
const FROM_STAKING = new Set(['stakingtospot', 'spotfromstaking', 'earntospot', 'spotfromearn', 'hybridearnwithdrawal']);

function tellTransfers(rows: readonly KrakenRow[], outcomes: RowOutcomes): void {
  const spotEnds = new Map<string, KrakenRow[]>();
  const stakingEnds: KrakenRow[] = [];
  for (const row of rows) {
    const puts = TO_STAKING.has(row.subtype);
    if (!puts && !FROM_STAKING.has(row.subtype)) {
      if (!row.repeated) tellOtherTransfer(row, outcomes);
      continue;
    }
    const stakingEnd = isNegative(row.amount) !== puts;
    if (stakingEnd) stakingEnds.push(row);
    else {
      const key = `${puts} ${row.account.asset} ${unsigned(row.amount)}`;
      const ends = spotEnds.get(key);
      if (ends === undefined) spotEnds.set(key, [row]);
      else ends.push(row);
    }
  }
  for (const end of stakingEnds) {
    const puts = TO_STAKING.has(end.subtype);
    const ends = spotEnds.get(`${puts} ${end.account.asset} ${unsigned(end.amount)}`) ?? [];
    const at = ends.findIndex((other) => Math.abs(Date.parse(other.at) - Date.parse(end.at)) <= MOVE_WITHIN_MILLISECONDS);
    const other = at === -1 ? undefined : ends.splice(at, 1)[0];
    const pair = other === undefined ? [end] : [end, other];
    const fresh = pair.filter((row) => !row.repeated);
    if (fresh.length === pair.length) carry(pair, end, move(end, puts), outcomes);
    else for (const row of fresh) outcomes.join(row.row, idOf(row), row === end ? (other?.row ?? end.row) : end.row);
  }
  for (const ends of spotEnds.values())
    for (const row of ends) if (!row.repeated) carry([row], row, move(row, TO_STAKING.has(row.subtype)), outcomes);
}

/** Airdrops and forks arrive as a transfer without subtype; futures are another account of the same owner. */
function tellOtherTransfer(row: KrakenRow, outcomes: RowOutcomes): void {
  const negative = isNegative(row.amount);
  if (row.subtype === '' && !negative) return tell(row, outcomes, 'income', { note: 'airdrop or fork' });
  const note = row.subtype === '' ? 'transfer' : `transfer ${row.subtype}`;
  return row.account.earns
    ? tell(row, outcomes, negative ? 'withdraw' : 'add', { note }, true)
    : tell(row, outcomes, negative ? 'withdrawal' : 'deposit', { note });
}

function move(row: KrakenRow, puts: boolean): Activity {
  const amount = amountOf(row.account.asset, row.amount);
  return activityOf(puts ? 'add' : 'withdraw', row.at, row.account.earn, {
    ...(puts ? { into: [amount] } : { outOf: [amount] }),
    fees: [amountOf(row.feeAsset, row.fee)],
    worth: worthOf(row),
    sourceId: row.refid || row.txid,
  });
}

/** `lead` carries the activity; the other rows join it. A row that moved nothing needs no activity. */
function carry(rows: readonly KrakenRow[], lead: KrakenRow, activity: Activity, outcomes: RowOutcomes): void {
  if (activity.into === undefined && activity.outOf === undefined) {
    for (const row of rows) outcomes.skip(row.row, 'nothing moved: the amount is zero');
    return;
  }
  for (const row of rows) {
    if (row === lead) outcomes.accept(row.row, idOf(row), [activity]);
    else outcomes.join(row.row, idOf(row), lead.row);
  }
}

function worthOf(row: KrakenRow): Activity['worth'] | null {
  return row.usd === null || row.usd === '0' ? null : { amount: unsigned(row.usd), currency: 'USD' };
}

function idOf(row: KrakenRow): string | null {
  return row.txid === '' ? null : row.txid;
}
