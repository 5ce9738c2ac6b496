import { type Reading, readingOf } from '../../../shared/watchlists/index.ts';
import type { Engine } from '../engine.ts';
import type { Reader } from '../store/store.ts';
import { versionOf } from './current.ts';
import { goneMetric } from './heads.ts';

/** A metric of one subject as it stands, with its currency, basis and date. */
export function readingNow(engine: Engine, metric: string, subject: string): Reading {
  return readingsNow(engine, metric)(subject);
}

/** The same of many subjects one after the other, in one go: what the metric hangs on is looked at once. Kept until it changes. */
export function readingsNow(engine: Engine, id: string): (subject: string) => Reading {
  const metric = engine.sources.metrics.get(id);
  if (metric === undefined) return () => goneMetric(id);
  let metrics = READINGS.get(engine.store);
  if (!metrics) READINGS.set(engine.store, (metrics = new Map()));
  const version = versionOf(engine, metric);
  let kept = metrics.get(id);
  if (kept?.version !== version || kept.readings.size >= MOST_READINGS) metrics.set(id, (kept = { version, readings: new Map() }));
  const { readings } = kept;
  return (subject) => {
    let found = readings.get(subject);
    if (!found) readings.set(subject, (found = readingOf(metric.read(engine, subject))));
    return found;
  };
}

const MOST_READINGS = 50_000;
const READINGS = new WeakMap<Reader, Map<string, { readonly version: string; readonly readings: Map<string, Reading> }>>();
