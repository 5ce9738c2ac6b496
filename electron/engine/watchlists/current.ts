import type { Engine } from '../engine.ts';
import { glanceAt, versionOf as newestOf } from '../kept.ts';
import type { MetricSource } from '../sources.ts';

/**
 * What a metric's values hang on, as one text: they are the same as long as it is the same. The last events of the columns that may change it, or
 * the journal's size where it does not say which; and, of metrics that move with the clock, the minute.
 */
export function versionOf(engine: Engine, metric: Pick<MetricSource, 'dependsOn' | 'clocked' | 'subject'>): string {
  const { store } = engine;
  const columns =
    metric.dependsOn === undefined ? String(glanceAt(store).top) : metric.dependsOn.map((column) => newestOf(store, column)).join('.');
  return metric.clocked === true ? `${columns}@${Math.floor(Date.parse(engine.now()) / MINUTE)}` : columns;
}

const MINUTE = 60_000;
