import { type Reading, readingOf } from '../../../shared/watchlists/index.ts';
import type { Engine } from '../engine.ts';
import type { MetricSource } from '../sources.ts';
import type { Reader } from '../store/store.ts';
import { versionOf } from './current.ts';
import { goneMetric } from './heads.ts';

/** A metric of one subject as it stands, with its currency, basis and date. Kept until what it hangs on changes. */
export function readingNow(engine: Engine, metricId: string, subject: string): Reading {
  const metric = engine.sources.metrics.get(metricId);
  return metric === undefined ? goneMetric(metricId) : reading(engine, metric, subject);
}

function reading(engine: Engine, metric: MetricSource, subject: string): Reading {
  let metrics = READINGS.get(engine.store);
  if (!metrics) READINGS.set(engine.store, (metrics = new Map()));
  const version = versionOf(engine, metric);
  let kept = metrics.get(metric.id);
  if (kept?.version !== version || kept.readings.size >= MOST_READINGS) {
    metrics.set(metric.id, (kept = { version, readings: new Map() }));
  }
  let found = kept.readings.get(subject);
  if (!found) kept.readings.set(subject, (found = readingOf(metric.read(engine, subject))));
  return found;
}

const MOST_READINGS = 50_000;
const READINGS = new WeakMap<Reader, Map<string, { readonly version: string; readonly readings: Map<string, Reading> }>>();
