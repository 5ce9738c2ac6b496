import type { SubjectKind } from '../figures/index.ts';
import { NETWORK_FACTORS, VENUE_FACTORS } from './venue-factors.ts';
import type { GradeName } from './grade.ts';
import type { Factor, FactorTable } from './grade-factor.ts';
import { POOL_FACTORS } from './pool-factors.ts';
import { POSITION_FACTORS } from './position-factors.ts';
import { pricedFactors } from './priced-factors.ts';

/** The factors of a grade of a kind; none where nothing of it is graded. */
export function factorsOf(kind: SubjectKind, grade: GradeName): readonly Factor[] {
  return FACTORS[kind]?.[grade] ?? [];
}

/** One sentence on what the grade asks. */
export const GRADE_SAYS: Readonly<Record<GradeName, string>> = {
  trader:
    'Whether it moves one’s way now and can be left again: momentum over 7 and 30 days, how calm it is, its size, its fall, how fresh the data are.',
  investor:
    'Whether it can be held for a year and more: what it really pays, its size and how that has lasted, how long it is known, its steadiness and its worst times.',
};

const FACTORS: Partial<Readonly<Record<SubjectKind, FactorTable>>> = {
  asset: pricedFactors('the price'),
  pair: pricedFactors('the price'),
  pool: POOL_FACTORS,
  network: NETWORK_FACTORS,
  venue: VENUE_FACTORS,
  position: POSITION_FACTORS,
};

/** The kinds that have a grade of this name. */
export function kindsWith(grade: GradeName): readonly SubjectKind[] {
  return (Object.keys(FACTORS) as SubjectKind[]).filter((kind) => factorsOf(kind, grade).length > 0);
}
