import { known, type MetricUnit, type SubjectKind } from '../../shared/figures/index.ts';
import { numberText } from '../figures/number-text.ts';
import { shownText } from '../figures/figure-view.tsx';
import { kindOfMetric } from '../metrics/index.ts';

/** How values of a metric are printed on an axis and in a read-out: amounts that are somebody's own stay hidden in discreet mode. */
export function valueText(unit: MetricUnit, currency: string | null, subject: SubjectKind, discreet: boolean): (value: number) => string {
  // An index and a count need no more than two digits after the point.
  if (unit === 'count') return (value) => numberText(value.toFixed(2), { most: 2, fewest: 0 });
  const kind = kindOfMetric({ unit, subject }, currency ?? undefined) ?? { as: 'number' as const };
  return (value) => shownText(known(Number(value.toPrecision(12)).toString()), kind, { discreet });
}
