import { known, type MetricUnit, type SubjectKind } from '../../shared/figures/index.ts';
import { type AxisText, stepDigits } from '../charts/scale.ts';
import { compactText, numberText } from '../figures/number-text.ts';
import { type Kind, shownText } from '../figures/figure-view.tsx';
import { kindOfMetric } from '../metrics/index.ts';

/** How values of a metric are printed on an axis and in a read-out: amounts that are somebody's own stay hidden in discreet mode. */
export function valueText(unit: MetricUnit, currency: string | null, subject: SubjectKind, discreet: boolean): AxisText {
  // An index and a count need no more than two digits after the point.
  const kind: Kind =
    unit === 'count' ? { as: 'counted', unit: '' } : (kindOfMetric({ unit, subject }, currency ?? undefined) ?? { as: 'number' });
  return (value, step) => {
    const shown = () => shownText(known(decimalOf(value)), kind, { discreet });
    const hidden = discreet && kind.as === 'money';
    if (step !== undefined && !hidden) return tickText(value, step, kind);
    return unit === 'count' ? numberText(value.toFixed(2), { most: 2, fewest: 0 }) : shown();
  };
}

/** A tick has as many digits as tell it from the next: `−10 %` where the next is `−20 %`, `0.025 %` where it is `0.05 %`. */
function tickText(value: number, step: number, kind: Kind): string {
  if (kind.as === 'rate') return `${plain(value * 100, step * 100)}${NARROW_SPACE}%`;
  // Three digits say a large amount, where its neighbours differ in them.
  if (kind.as === 'size' && Math.abs(step) * 100 >= Math.abs(value)) return compactText(decimalOf(value));
  const unit = kind.as === 'counted' && kind.unit !== '' ? ` ${kind.unit}` : kind.as === 'days' ? ' d' : '';
  return `${plain(value, step)}${unit}`;
}

const NARROW_SPACE = '\u202f';
/** More digits than this after the point no axis has room for. */
const MOST_DIGITS = 12;

function plain(value: number, step: number): string {
  const digits = Math.min(MOST_DIGITS, stepDigits(step));
  // What rounding leaves of nought, and the sign it leaves, are nought.
  return numberText(Math.abs(value) < step / 1000 ? '0' : value.toFixed(digits), { most: digits });
}

/** Twelve digits: what is left of them after a float is noise. */
function decimalOf(value: number): string {
  return Number(value.toPrecision(12)).toString();
}
