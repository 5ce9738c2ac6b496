import { Decimal, figureText, type MetricUnit } from '../figures/index.ts';
import { isKnownReading, type Reading, unlikeReadings } from './reading.ts';

/** What has become of a metric since an entry was added. */
export interface Change {
  /** Decimal text; null where it cannot be told. */
  readonly change: string | null;
  /** Growth as a fraction of what it was, or the difference in the metric's own unit. */
  readonly of: 'growth' | 'difference';
  /** Why it cannot be told. */
  readonly says: string | null;
}

/** Amounts grow in per cent; of rates, shares, points and times the difference says more than a per cent of a per cent. */
const GROWING: ReadonlySet<MetricUnit> = new Set(['money', 'price', 'count']);

/** The change between two readings of one metric. Never between unlike currencies or bases, and never from an unknown. */
export function changeBetween(unit: MetricUnit | null, then: Reading, now: Reading): Change {
  const of = unit !== null && GROWING.has(unit) ? 'growth' : 'difference';
  const cannot = (says: string): Change => ({ change: null, of, says });
  if (!isKnownReading(then)) return cannot(`It was not known when it was added. ${then.unknown}`);
  if (!isKnownReading(now)) return cannot(now.unknown);
  if (unit === 'text' || unit === 'verdict') return cannot(then.text === now.text ? 'unchanged' : `was “${then.text}”`);
  const unlike = unlikeReadings(then, now);
  if (unlike !== null) return cannot(unlike);
  const [before, after] = [new Decimal(then.text), new Decimal(now.text)];
  if (of === 'difference') return { change: figureText(after.minus(before)), of, says: null };
  if (!before.greaterThan(0)) return cannot('From nothing, or from a debt, there is no growth in per cent.');
  return { change: figureText(after.dividedBy(before).minus(1)), of, says: null };
}
