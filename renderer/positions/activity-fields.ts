import { type Activity, type ActivityKind, activitySchema, compile, type PositionKind } from '../../shared/positions/index.ts';
import { isRefused } from '../../shared/figures/index.ts';
import { quantityText } from '../figures/number-text.ts';
import { dayText } from '../figures/time-text.ts';
import { readAmounts, writeAmounts } from './amount-lines.ts';

/** What stands in the form of an activity, as typed. */
export interface ActivityDraft {
  readonly kind: ActivityKind;
  /** `YYYY-MM-DD HH:MM` in UTC, the time may be left out. */
  readonly at: string;
  readonly into: string;
  readonly outOf: string;
  readonly fees: string;
  readonly rewardTo: string;
  readonly feesFrom: string;
  readonly transaction: string;
  readonly note: string;
}

export type ActivityComplaints = Partial<Record<keyof ActivityDraft | 'whole', string>>;
export type ReadActivity = { readonly activity: Activity } | { readonly complaints: ActivityComplaints };

/** What can happen to a position of a kind, the usual things first. */
export function kindsFor(kind: PositionKind): readonly ActivityKind[] {
  switch (kind) {
    case 'liquidity':
      return ['add', 'collect-fees', 'reward', 'claim', 'withdraw', 'gas', 'fee', 'compound', 'transfer', 'open', 'close'];
    case 'lending-borrow':
    case 'loop':
      return [
        'add',
        'borrow',
        'repay',
        'interest',
        'reward',
        'claim',
        'withdraw',
        'liquidation',
        'gas',
        'fee',
        'transfer',
        'open',
        'close',
      ];
    case 'lending-supply':
    case 'earn-flexible':
    case 'earn-fixed':
      return ['reward', 'add', 'withdraw', 'fee', 'gas', 'claim', 'compound', 'transfer', 'open', 'close'];
    default:
      return ['reward', 'add', 'withdraw', 'compound', 'claim', 'slash', 'rebase', 'gas', 'fee', 'transfer', 'open', 'close'];
  }
}

/** Which amounts a kind speaks of, with the words for them. */
export function amountLabels(kind: ActivityKind): { readonly into?: string; readonly outOf?: string; readonly fees: string } {
  const fees = 'Fees paid on top';
  switch (kind) {
    case 'open':
    case 'add':
      return { into: 'Put in', fees };
    case 'reward':
      return { into: 'Earned', fees };
    case 'compound':
      return { into: 'Put back in', outOf: 'From the claimable balance', fees };
    case 'claim':
      return { into: 'Claimed', fees };
    case 'collect-fees':
      return { into: 'Collected', fees };
    case 'fee':
    case 'gas':
      return { fees: 'Paid' };
    case 'slash':
      return { outOf: 'Taken', fees };
    case 'rebase':
      return { into: 'Balance grew by', outOf: 'or shrank by', fees };
    case 'borrow':
      return { outOf: 'Borrowed, to the wallet', into: 'or left in the position', fees };
    case 'interest':
      return { into: 'Added to the debt', outOf: 'or paid out of the position', fees };
    case 'repay':
      return { into: 'Repaid from the wallet', outOf: 'or with what the position held', fees };
    case 'liquidation':
      return { into: 'Debt settled', outOf: 'Collateral taken', fees };
    case 'transfer':
      return { into: 'Moved in', outOf: 'or moved out', fees };
    case 'withdraw':
    case 'close':
      return { outOf: 'Taken out', fees };
    default:
      return { into: 'In', outOf: 'Out', fees };
  }
}

/** Where a reward went is asked only where there is one. */
export function asksWhereTo(kind: ActivityKind): boolean {
  return kind === 'reward' || kind === 'claim' || kind === 'collect-fees';
}

export function emptyActivity(kind: ActivityKind, now: string): ActivityDraft {
  return {
    kind,
    at: now.slice(0, 16).replace('T', ' '),
    into: '',
    outOf: '',
    fees: '',
    rewardTo: '',
    feesFrom: '',
    transaction: '',
    note: '',
  };
}

export function activityDraft(activity: Activity): ActivityDraft {
  return {
    kind: activity.kind,
    at: activity.at.replace('T', ' ').replace(/(:00)?(\.\d+)?Z$/, ''),
    into: writeAmounts(activity.into),
    outOf: writeAmounts(activity.outOf),
    fees: writeAmounts(activity.fees),
    rewardTo: activity.rewardTo ?? '',
    feesFrom: activity.feesFrom ?? '',
    transaction: activity.transaction ?? '',
    note: activity.note ?? '',
  };
}

/** The activity that a draft describes. Whether its amounts fit its kind is judged by the same rule that compiles its legs. */
export function readActivity(draft: ActivityDraft, stream: string): ReadActivity {
  const complaints: ActivityComplaints = {};
  const at = instantOf(draft.at);
  if (at === null) complaints.at = 'Write the day as 2026-03-14, or with a time as 2026-03-14 09:30, in UTC.';
  const labels = amountLabels(draft.kind);
  const activity: Record<string, unknown> = { kind: draft.kind, at: at ?? '', stream };
  for (const side of ['into', 'outOf', 'fees'] as const) {
    if (labels[side] === undefined) continue;
    const read = readAmounts(draft[side]);
    if ('complaint' in read) complaints[side] = read.complaint;
    else if (read.amounts.length > 0) activity[side] = read.amounts;
  }
  const side = labels.into === undefined ? (labels.outOf === undefined ? 'fees' : 'outOf') : 'into';
  const nothing = activity['into'] === undefined && activity['outOf'] === undefined && activity['fees'] === undefined;
  if (nothing && draft.kind !== 'close') complaints[side] ??= `“${labels[side]}” needs an amount, such as 1.1 DOT.`;
  if (asksWhereTo(draft.kind) && draft.rewardTo !== '') activity['rewardTo'] = draft.rewardTo;
  if (draft.feesFrom !== '' && activity['fees'] !== undefined) activity['feesFrom'] = draft.feesFrom;
  if (draft.transaction.trim() !== '') activity['transaction'] = draft.transaction.trim();
  if (draft.note.trim() !== '') activity['note'] = draft.note.trim();
  if (Object.keys(complaints).length > 0) return { complaints };
  const parsed = activitySchema.safeParse(activity);
  if (!parsed.success) return { complaints: { whole: parsed.error.issues[0]?.message ?? 'Something in it is wrong.' } };
  const legs = compile(parsed.data);
  return isRefused(legs) ? { complaints: { whole: legs.error.message } } : { activity: parsed.data };
}

/** What an activity means, in one sentence. */
export function activitySentence(activity: Activity): string {
  const { kind, at, fees } = activity;
  const when = `On ${dayText(at.slice(0, 10))}`;
  const [into, outOf] = [list(activity.into), list(activity.outOf)];
  const deeds: Partial<Record<ActivityKind, string>> = {
    open: `you put ${into} in`,
    add: `you put ${into} in`,
    reward: `you earned ${into}${whereTo(activity, ', and it stayed in the position')}`,
    compound: `${into} went back into the position`,
    claim: `you claimed ${into || outOf}${whereTo(activity, ', to your wallet')}`,
    'collect-fees': `you collected ${into || outOf} of trading fees${whereTo(activity, ', to your wallet')}`,
    slash: `${outOf} of the stake were taken`,
    rebase: into ? `the balance grew by ${into}` : `the balance shrank by ${outOf}`,
    borrow: `you borrowed ${outOf || into}`,
    interest: `interest of ${into || outOf} fell due`,
    repay: `you repaid ${into || outOf}`,
    liquidation: `${outOf} of collateral were taken and ${into} of debt settled`,
    withdraw: `you took ${outOf} out`,
    close: outOf ? `you took the last ${outOf} out and closed the position` : 'you closed the position',
    transfer: into ? `you moved ${into} in from another position` : `you moved ${outOf} to another position`,
    fee: `you paid ${list(fees)} of fees`,
    gas: `you paid ${list(fees)} of gas`,
  };
  const onTop = fees?.length && kind !== 'fee' && kind !== 'gas' ? `, and paid ${list(fees)} on top` : '';
  return `${when} ${deeds[kind] ?? `there was “${kind}”`}${onTop}.`;
}

function whereTo({ rewardTo }: Activity, otherwise: string): string {
  if (rewardTo === 'wallet') return ', to your wallet';
  if (rewardTo === 'claimable') return ', still to be claimed';
  return rewardTo === 'position' ? ', and it stayed in the position' : otherwise;
}

function list(amounts: Activity['into']): string {
  return (amounts ?? []).map(({ asset, quantity }) => `${quantityText(quantity)} ${asset}`).join(' and ');
}

function instantOf(text: string): string | null {
  const match = /^(\d{4}-\d{2}-\d{2})(?:[ T](\d{2}:\d{2})(:\d{2})?)?(?:Z| UTC)?$/.exec(text.trim());
  if (!match) return null;
  const instant = new Date(`${match[1]}T${match[2] ?? '00:00'}${match[3] ?? ':00'}Z`);
  if (Number.isNaN(instant.getTime()) || instant.toISOString().slice(0, 10) !== match[1]) return null;
  return instant.toISOString();
}
