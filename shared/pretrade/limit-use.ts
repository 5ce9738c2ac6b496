import { Decimal, type Figure, figureText, known, trailStep, unavailable } from '../figures/index.ts';

export interface LimitUse {
  /** Exposure divided by limit; above 1 the limit is broken. */
  readonly used: Decimal;
  readonly band: 'green' | 'amber' | 'red';
}

/** From which share of a limit on it is amber, and from which red. */
export const LIMIT_BANDS = { amber: '0.7', red: '0.9' } as const;

/**
 * How much of a limit is used: green below 70 %, amber below 90 %, red from there on, unless other bands are given.
 * Unavailable: `no-limit` where the limit is not above zero, `not-positive` for a negative exposure.
 */
export function limitUse(
  exposure: Decimal,
  limit: Decimal,
  bands: { readonly amber: string; readonly red: string } = LIMIT_BANDS,
): Figure<LimitUse> {
  if (!limit.greaterThan(0))
    return unavailable('no-limit', 'A limit must be above zero; a venue that may hold nothing is barred by a gate instead.');
  if (exposure.isNegative()) return unavailable('not-positive', 'An exposure must not be negative.');
  const used = exposure.dividedBy(limit);
  const band = used.lessThan(bands.amber) ? 'green' : used.lessThan(bands.red) ? 'amber' : 'red';
  return known({ used, band }, [trailStep(USE, { exposure, limit, ...bands }, figureText(used))]);
}

const USE = { figure: 'use of a limit', formula: 'exposure / limit', source: 'by definition', unit: 'fraction' };
