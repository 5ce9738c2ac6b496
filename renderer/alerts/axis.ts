import type { MetricUnit } from '../../shared/figures/index.ts';
import { tickDigits } from '../charts/scale.ts';
import { numberText } from '../figures/number-text.ts';

/** The next smaller of 1, 2 and 5 times a power of ten. */
export function niceStep(rough: number): number {
  const power = 10 ** Math.floor(Math.log10(rough));
  return ([5, 2, 1].find((each) => each * power <= rough) ?? 1) * power;
}

/** Shares as per cent without their sign: the axis has no room for it, the title says it. */
export function axisText(value: number, unit: MetricUnit | null): string {
  if (unit === 'fraction') return `${numberText((value * 100).toFixed(6), { most: 4, fewest: 0 })}\u202f%`;
  const size = Math.abs(value);
  if (size >= 1e9) return `${numberText((value / 1e9).toFixed(3), { most: 2, fewest: 0 })} bn`;
  if (size >= 1e6) return `${numberText((value / 1e6).toFixed(3), { most: 2, fewest: 0 })} m`;
  // Nought, and what rounding leaves in its place, has no size to take digits from.
  const digits = size < 1e-8 ? 0 : Math.min(8, Math.max(0, tickDigits([0, size / 100]) - 1));
  return numberText(value.toFixed(8), { most: digits, fewest: 0 });
}
