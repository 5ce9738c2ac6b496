import { done, isRefused, type Outcome } from '../../../shared/figures/index.ts';
import type { NewEvent } from '../../../shared/journal/index.ts';
import {
  aliasKey,
  type Aliases,
  dayOfPoint,
  type DatasetImported,
  isInUse,
  type KnownValues,
  type MarketAnswers,
  type MarketReading,
  type Point,
  type PoolPoint,
  readMarketFile,
  type SavedMapping,
  stampOf,
  valueOf,
} from '../../../shared/market/index.ts';
import type { Engine } from '../engine.ts';
import type { Reader } from '../store/store.ts';
import { commitmentTo, seriesName, writeEntries } from './staging.ts';

/** A file that was handed over, unpacked where it was an archive. */
export interface MarketSourceFile {
  readonly name: string;
  readonly bytes: Uint8Array;
  /** Hexadecimal. */
  readonly sha256: string;
}

/**
 * Reads a market file against the workspace: with its aliases and mappings, and knowing what the same source has said before. The same for the
 * preview and for what is then committed.
 */
export function readMarketSource(
  engine: Pick<Engine, 'store' | 'now'>,
  file: MarketSourceFile,
  answers: MarketAnswers,
): Outcome<MarketReading> {
  const { store } = engine;
  return readMarketFile(file.name, file.bytes, {
    answers,
    aliases: aliasesOf(store),
    mappings: mappingsOf(store),
    known: (source) => knownValues(store, source),
    now: engine.now(),
  });
}

export interface ImportedDataset {
  readonly dataset: string;
  readonly event: string;
}

/** Takes a reading in: one event, and its values beside it in the same transaction. The reading has no open question. */
export function commitDataset(
  engine: Engine,
  file: Pick<MarketSourceFile, 'name' | 'sha256'>,
  reading: MarketReading,
  answers: MarketAnswers,
): Outcome<ImportedDataset> {
  const dataset = engine.newId();
  const secret = engine.randomBytes(32);
  const days = daysOf(reading);
  const event: NewEvent<DatasetImported> = {
    type: 'market.dataset-imported',
    subject: dataset,
    payload: {
      file: file.name,
      sha256: file.sha256,
      format: reading.format,
      source: reading.source,
      rows: reading.entries.length,
      ...days,
      items: commitmentTo(reading.entries, secret),
      quality: reading.quality,
      answers,
    },
  };
  const committed = engine.journal.commit([event], (store) => writeEntries(store, dataset, secret, reading.entries));
  return isRefused(committed) ? committed : done({ dataset, event: committed.ok.at(-1)!.id });
}

/** First and last day with a value in use. */
function daysOf({ entries }: MarketReading): Pick<DatasetImported, 'from' | 'to'> {
  let from: string | undefined;
  let to: string | undefined;
  for (const entry of entries) {
    if (!entry.point || !isInUse(entry)) continue;
    const day = dayOfPoint(entry.point);
    if (from === undefined || day < from) from = day;
    if (to === undefined || day > to) to = day;
  }
  return from === undefined || to === undefined ? {} : { from, to };
}

/** Aliases that the owner has set, as `resolveAsset` takes them. */
export function aliasesOf(store: Reader): Aliases {
  const rows = store.all<{ platform: string; ticker: string; asset: string }>('SELECT platform, ticker, asset FROM market_alias');
  return new Map(rows.map(({ platform, ticker, asset }) => [aliasKey(platform, ticker), asset]));
}

export function mappingsOf(store: Reader): readonly SavedMapping[] {
  const rows = store.all<{ name: string; header: string; mapping: string }>(
    'SELECT name, header, mapping FROM market_mapping ORDER BY name',
  );
  return rows.map(({ name, header, mapping }) => ({
    name,
    header: JSON.parse(header) as SavedMapping['header'],
    mapping: JSON.parse(mapping) as SavedMapping['mapping'],
  }));
}

/** What live datasets of a source hold, loaded by series when one is first asked about. */
function knownValues(store: Reader, source: string): KnownValues {
  const loaded = new Map<string, Map<string, string[]>>();
  const none = store.get('SELECT 1 FROM market_dataset WHERE source = ? AND live = 1 LIMIT 1', source) === undefined;
  if (none) return () => [];
  return (point) => {
    // A snapshot asks once of each of thousands of pools, whose whole pasts would be read in vain.
    if (point.kind === 'pool') return knownPools(store, source, point);
    const key = Object.values(seriesName(point)).join(' ');
    let stamps = loaded.get(key);
    if (!stamps) loaded.set(key, (stamps = loadKnown(store, source, point)));
    return stamps.get(stampOf(point)) ?? [];
  };
}

function loadKnown(store: Reader, source: string, point: Exclude<Point, PoolPoint>): Map<string, string[]> {
  const stamps = new Map<string, string[]>();
  for (const { stamp, value } of knownSeries(store, source, point)) {
    const list = stamps.get(stamp);
    if (list) list.push(value);
    else stamps.set(stamp, [value]);
  }
  return stamps;
}

interface StampedValue {
  readonly stamp: string;
  readonly value: string;
}

function knownSeries(store: Reader, source: string, point: Exclude<Point, PoolPoint>): readonly StampedValue[] {
  const { kind, subject, unit } = seriesName(point);
  return store.all<StampedValue>(
    `SELECT point.stamp, point.value FROM market_point AS point JOIN market_dataset AS dataset USING (dataset)
     WHERE point.kind = ? AND point.subject = ? AND point.unit = ? AND dataset.source = ? AND dataset.live = 1 ORDER BY dataset.seq, point.n`,
    kind,
    subject,
    unit,
    source,
  );
}

/** What live datasets of a source say of a pool at one instant. */
function knownPools(store: Reader, source: string, { pool, at }: PoolPoint): readonly string[] {
  const rows = store.all<{ tvl_usd: number | null; apy: number | null; apy_base: number | null; apy_reward: number | null }>(
    `SELECT tvl_usd, apy, apy_base, apy_reward FROM pool_point AS point JOIN market_dataset AS dataset USING (dataset)
     WHERE point.pool = ? AND point.at = ? AND dataset.source = ? AND dataset.live = 1 ORDER BY dataset.seq, point.n`,
    pool,
    at,
    source,
  );
  const unnamed = { kind: 'pool', pool, at, project: null, chain: null, symbol: null } as const;
  return rows.map(({ tvl_usd, apy, apy_base, apy_reward }) =>
    valueOf({ ...unnamed, tvlUsd: tvl_usd, apy, apyBase: apy_base, apyReward: apy_reward }),
  );
}
