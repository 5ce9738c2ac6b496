import { type Entry, isInUse, type Point, type PoolPoint, dayOfPoint, stampOf, valueOf } from '../../../shared/market/index.ts';
import { ItemsTree, type ItemsCommitment, type Json } from '../../../shared/journal/index.ts';
import { digests } from '../journal/index.ts';
import type { Reader, Writer } from '../store/store.ts';

/** What a point is stored as: the names of its series, its day and stamp. */
export interface SeriesName {
  readonly kind: 'price' | 'rate' | 'supply' | 'cpi';
  readonly subject: string;
  readonly unit: string;
}

/** How the series of a point that is no pool's is called in the store. */
export function seriesName(point: Exclude<Point, { kind: 'pool' }>): SeriesName {
  switch (point.kind) {
    case 'price':
      return { kind: 'price', subject: point.asset, unit: point.currency };
    case 'rate':
      return { kind: 'rate', subject: point.asset, unit: point.unit };
    case 'supply':
      return { kind: 'supply', subject: point.asset, unit: point.measure };
    case 'cpi':
      return { kind: 'cpi', subject: point.currency, unit: 'index' };
  }
}

/** Commits to entries in their order: each is an item of the tree that the dataset's event names (provenance §8.2.3). */
export function commitmentTo(entries: readonly Entry[], secret: Uint8Array): ItemsCommitment {
  const tree = new ItemsTree(secret, digests);
  entries.forEach((entry) => tree.append(itemOf(entry)));
  return tree.commitment();
}

/** Writes the values of a dataset beside its event. Inside the transaction that appends the event. */
export function writeEntries(store: Writer, dataset: string, secret: Uint8Array, entries: readonly Entry[]): void {
  store.run('INSERT INTO market_file (dataset, secret) VALUES (?, ?)', dataset, secret);
  entries.forEach((entry, index) => writeEntry(store, dataset, index + 1, entry));
}

/** The root over a dataset's values as they lie in the store; equal to its event's where nothing was touched. */
export function storedCommitment(store: Reader, dataset: string): ItemsCommitment {
  const secret = store.get<{ secret: Uint8Array }>('SELECT secret FROM market_file WHERE dataset = ?', dataset)?.secret;
  const tree = new ItemsTree(secret ?? new Uint8Array(32), digests);
  for (const row of store.each<StoredEntry>(STORED, dataset, dataset, dataset)) tree.append(itemOfStored(row));
  return tree.commitment();
}

function writeEntry(store: Writer, dataset: string, n: number, entry: Entry): void {
  const { point, row } = entry;
  if (point) writePoint(store, dataset, n, row, point, isInUse(entry) ? 1 : 0);
  if (entry.outcome === 'accepted') return;
  store.run(
    'INSERT INTO market_remark (dataset, n, row, field, outcome, reason, message, raw) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
    dataset,
    n,
    row,
    entry.field ?? null,
    entry.outcome,
    entry.reason ?? 'unknown',
    entry.message ?? '',
    entry.raw ?? null,
  );
}

function writePoint(store: Writer, dataset: string, n: number, row: number, point: Point, used: 0 | 1): void {
  if (point.kind === 'pool') {
    store.run(
      `INSERT INTO pool_point (dataset, n, row, pool, day, at, project, chain, symbol, tvl_usd, apy, apy_base, apy_reward, details, used)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      dataset,
      n,
      row,
      point.pool,
      dayOfPoint(point),
      point.at,
      point.project,
      point.chain,
      point.symbol,
      point.tvlUsd,
      point.apy,
      point.apyBase,
      point.apyReward,
      detailsText(point),
      used,
    );
    return;
  }
  const { kind, subject, unit } = seriesName(point);
  store.run(
    'INSERT INTO market_point (dataset, n, row, kind, subject, unit, day, stamp, value, used) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
    dataset,
    n,
    row,
    kind,
    subject,
    unit,
    dayOfPoint(point),
    stampOf(point),
    valueOf(point),
    used,
  );
}

interface StoredEntry {
  readonly row: number;
  readonly kind: string | null;
  readonly subject: string | null;
  readonly unit: string | null;
  readonly stamp: string | null;
  readonly value: string | null;
  readonly outcome: string | null;
  readonly field: string | null;
  readonly reason: string | null;
  readonly raw: string | null;
  readonly project: string | null;
  readonly chain: string | null;
  readonly symbol: string | null;
  readonly tvl_usd: number | null;
  readonly apy: number | null;
  readonly apy_base: number | null;
  readonly apy_reward: number | null;
  readonly details: string | null;
}

const REMARK = "coalesce(remark.outcome, 'accepted') AS outcome, remark.field, remark.reason, remark.raw";
/** Every value of a dataset in its order: points with their remarks, and remarks without a point. */
const STORED = `
  SELECT point.n, point.row, kind, subject, unit, stamp, value, ${REMARK},
         NULL AS project, NULL AS chain, NULL AS symbol, NULL AS tvl_usd, NULL AS apy, NULL AS apy_base, NULL AS apy_reward, NULL AS details
  FROM market_point AS point LEFT JOIN market_remark AS remark USING (dataset, n) WHERE point.dataset = ?
  UNION ALL
  SELECT point.n, point.row, 'pool', pool, '', at, '', ${REMARK}, project, chain, symbol, tvl_usd, apy, apy_base, apy_reward, details
  FROM pool_point AS point LEFT JOIN market_remark AS remark USING (dataset, n) WHERE point.dataset = ?
  UNION ALL
  SELECT remark.n, remark.row, NULL, NULL, NULL, NULL, NULL, outcome, field, reason, raw, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL
  FROM market_remark AS remark
  WHERE remark.dataset = ? AND NOT EXISTS (SELECT 1 FROM market_point AS p WHERE p.dataset = remark.dataset AND p.n = remark.n)
    AND NOT EXISTS (SELECT 1 FROM pool_point AS p WHERE p.dataset = remark.dataset AND p.n = remark.n)
  ORDER BY n`;

/** What the tree covers of an entry. Binary numbers go in as their shortest text, which is one and the same on every machine. */
function itemOf({ row, field, outcome, reason, raw, point }: Entry): Json {
  // The column of an accepted value follows from its series; only a remark needs to name it.
  const what: Json = [row, outcome, outcome === 'accepted' ? null : (field ?? null), reason ?? null, raw ?? null];
  if (!point) return [what];
  if (point.kind === 'pool') {
    const { pool, at, project, chain, symbol, tvlUsd, apy, apyBase, apyReward } = point;
    return [what, ['pool', pool, at, project, chain, symbol, ...[tvlUsd, apy, apyBase, apyReward].map(text), detailsText(point)]];
  }
  const { kind, subject, unit } = seriesName(point);
  return [what, [kind, subject, unit, stampOf(point), valueOf(point)]];
}

function itemOfStored(stored: StoredEntry): Json {
  const { row, outcome, field, reason, raw, kind, subject, unit, stamp, value } = stored;
  const what: Json = [row, outcome, outcome === 'accepted' ? null : field, reason, raw];
  if (kind === null) return [what];
  if (kind === 'pool') {
    const { project, chain, symbol, tvl_usd, apy, apy_base, apy_reward, details } = stored;
    return [what, ['pool', subject, stamp, project, chain, symbol, ...[tvl_usd, apy, apy_base, apy_reward].map(text), details]];
  }
  return [what, [kind, subject, unit, stamp, value]];
}

/** The details of a pool as they are stored and committed to: written once for both. */
function detailsText(point: PoolPoint): string | null {
  const { details } = point;
  if (details === undefined) return null;
  let text = TEXTS.get(details);
  if (text === undefined) TEXTS.set(details, (text = JSON.stringify(details)));
  return text;
}
const TEXTS = new WeakMap<object, string>();

function text(value: number | null): string | null {
  return value === null ? null : String(value);
}
