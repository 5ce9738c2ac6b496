import { known, type MetricUnit, type SubjectKind } from '../../shared/figures/index.ts';
import { shownText } from '../figures/figure-view.tsx';
import { kindOfMetric } from '../metrics/index.ts';

/** How values of a metric are printed on an axis and in a read-out: amounts that are somebody's own stay hidden in discreet mode. */
export function valueText(unit: MetricUnit, currency: string | null, subject: SubjectKind, discreet: boolean): (value: number) => string {
  const kind = kindOfMetric({ unit, subject }, currency ?? undefined) ?? { as: 'number' as const };
  return (value) => shownText(known(Number(value.toPrecision(12)).toString()), kind, { discreet });
}
