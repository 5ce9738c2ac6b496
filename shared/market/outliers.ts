import { findAsset } from './assets.ts';
import type { Entry } from './entries.ts';
import { isInUse } from './entries.ts';
import { EXTREME_APY, type Finding } from './impossible.ts';
import { type Point, type PoolPoint, seriesOf, stampOf, valueOf } from './points.ts';

/** Observations on each side that a value is compared with. */
const NEIGHBOURS = 5;
/** How many times the local spread a value must stand off before it is worth a remark. */
const REMARKABLE = 8;
/** A lone value further off than this (as a logarithm) is quarantined; a smaller one is only remarked upon, for it may be a real depeg. */
const QUARANTINE_FROM = Math.log(1.5);
const SLIPS = [10, 100, 1_000, 0.1, 0.01, 0.001] as const;
/** The sum of base and reward may differ from the whole by rounding to five decimals. */
const SUM_TOLERANCE = 2e-5;
const TVL_JUMP = 10;

/**
 * Judges the values of one file against their neighbours in the same series, and each pool against itself. Looks at nothing but this
 * source, so it can be wrong — a real crash looks like an error to every filter — and therefore only remarks upon values or quarantines
 * them; values never change. Answers the entries in their order.
 *
 * A price or rate stands off when it lies further from the median m of its five neighbours on each side than eight times
 * S = max(1.4826·MAD, floor), in logarithms, while both sides agree with each other: a level that stays is a move, not an error. The floor keeps a
 * series that hardly moves (MAD = 0) from making every tick an outlier (provenance §3.2).
 */
export function judge(entries: readonly Entry[]): readonly Entry[] {
  const bySeries = new Map<string, number[]>();
  entries.forEach((entry, index) => {
    if (!entry.point || !isInUse(entry)) return;
    const series = seriesOf(entry.point);
    const list = bySeries.get(series);
    if (list) list.push(index);
    else bySeries.set(series, [index]);
  });
  const judged = [...entries];
  for (const indices of bySeries.values()) {
    if (indices.length > 1) indices.sort((a, b) => compare(stampOf(entries[a]!.point!), stampOf(entries[b]!.point!)));
    const points = indices.map((index) => entries[index]!.point!);
    judgeSeries(points).forEach((verdict, at) => {
      if (verdict) judged[indices[at]!] = withVerdict(entries[indices[at]!]!, verdict);
    });
  }
  return judged;
}

interface Verdict extends Finding {
  readonly quarantine: boolean;
}

function withVerdict(entry: Entry, { quarantine, reason, message }: Verdict): Entry {
  // What the reader remarked first is the closer remark; only a quarantine outranks it.
  if (entry.outcome === 'flagged' && !quarantine) return entry;
  return { ...entry, outcome: quarantine ? 'quarantined' : 'flagged', reason, message };
}

function judgeSeries(points: readonly Point[]): readonly (Verdict | null)[] {
  const first = points[0];
  if (!first) return [];
  if (first.kind === 'pool')
    return (points as readonly PoolPoint[]).map((pool, index) => judgePool(pool, (points as readonly PoolPoint[])[index - 1]));
  if (first.kind === 'supply' && first.measure === 'inflation') return points.map(() => null);
  const verdicts = judgeLevels(points, floorOf(first));
  if (first.kind === 'rate') markFalls(points, verdicts);
  return verdicts;
}

function judgeLevels(points: readonly Point[], floor: number): (Verdict | null)[] {
  const logs = points.map((point) => Math.log(Number(valueOf(point))));
  return logs.map((log, index) => {
    const left = logs.slice(Math.max(0, index - NEIGHBOURS), index);
    const right = logs.slice(index + 1, index + 1 + NEIGHBOURS);
    if (left.length + right.length < NEIGHBOURS) return null;
    const around = [...left, ...right];
    const middle = median(around);
    const spread = Math.max(1.4826 * median(around.map((value) => Math.abs(value - middle))), floor);
    const off = log - middle;
    if (Math.abs(off) <= REMARKABLE * spread) return null;
    const lonely = left.length >= 3 && right.length >= 3 && Math.abs(median(left) - median(right)) < Math.abs(off) / 2;
    return verdictOn(valueOf(points[index]!), off, spread, lonely, left.length < 3 || right.length < 3);
  });
}

function verdictOn(value: string, off: number, spread: number, lonely: boolean, atEnd: boolean): Verdict | null {
  const times = Math.exp(off);
  const shown = times >= 1 ? `${times.toPrecision(3)} times` : `${(100 * times).toPrecision(3)} % of`;
  const slip = SLIPS.find((factor) => Math.abs(off - Math.log(factor)) < Math.max(0.03, Math.min(2 * spread, 0.1)));
  if (slip !== undefined && (lonely || atEnd)) {
    const message = `${value} is ${shown} what the observations around it say: the decimal point seems to have slipped.`;
    return { quarantine: true, reason: 'decimal-slip', message };
  }
  if (lonely) {
    const message = `${value} is ${shown} what the observations before and after it say.`;
    return { quarantine: Math.abs(off) >= QUARANTINE_FROM, reason: 'outlier', message };
  }
  if (atEnd && Math.abs(off) >= QUARANTINE_FROM) {
    const message = `${value}, at the end of the series, is ${shown} what the observations next to it say; nothing beyond it confirms it yet.`;
    return { quarantine: false, reason: 'unconfirmed-jump', message };
  }
  return null;
}

/** A redemption rate falls only by slashing or losses; a market's feed falls all the time, and then it is no redemption rate. */
function markFalls(points: readonly Point[], verdicts: (Verdict | null)[]): void {
  for (let index = 1; index < points.length; index += 1) {
    if (verdicts[index]) continue;
    const [before, now] = [valueOf(points[index - 1]!), valueOf(points[index]!)];
    if (Number(now) < Number(before)) {
      const message = `The rate fell from ${before} to ${now}: a slashing or loss, or the feed is of a market and not of the protocol.`;
      verdicts[index] = { quarantine: false, reason: 'rate-fell', message };
    }
  }
}

function judgePool(pool: PoolPoint, before: PoolPoint | undefined): Verdict | null {
  const remark = (reason: string, message: string): Verdict => ({ quarantine: false, reason, message });
  const { apy, apyBase, apyReward, tvlUsd } = pool;
  const extreme = Math.max(apy ?? 0, apyBase ?? 0, apyReward ?? 0);
  if (extreme > EXTREME_APY) {
    return remark('extreme-rate', `${extreme} % a year is quoted; such rates last hours, or stand on almost no deposits.`);
  }
  if (apy !== null && apyBase !== null && apyReward !== null) {
    const sum = apyBase + apyReward;
    if (Math.abs(sum - apy) > SUM_TOLERANCE + 1e-9 * Math.abs(apy)) {
      return remark('sum-differs', `Base ${apyBase} % and reward ${apyReward} % make ${sum} %, but the whole is given as ${apy} %.`);
    }
  }
  if (tvlUsd === 0) return remark('nothing-deposited', 'No deposits are left, so that any rate is without meaning.');
  const previous = before?.tvlUsd ?? null;
  if (tvlUsd !== null && previous !== null && previous > 0 && (tvlUsd > TVL_JUMP * previous || tvlUsd * TVL_JUMP < previous)) {
    return remark('deposits-jumped', `Deposits went from ${previous} to ${tvlUsd} dollars between two observations.`);
  }
  return null;
}

/** What the spread of a quiet series is taken to be at least, as a logarithm. */
function floorOf(point: Point): number {
  switch (point.kind) {
    case 'rate':
      return 0.001;
    case 'price':
      return findAsset(point.asset)?.peg !== undefined || findAsset(point.asset)?.kind === 'fiat' ? 0.005 : 0.02;
    default:
      return 0.01;
  }
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
