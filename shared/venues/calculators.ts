import { z } from 'zod';
import {
  type Calculator,
  calculator,
  Decimal,
  decimalString,
  figureText,
  identifier,
  known,
  unavailable,
  VERDICTS,
} from '../figures/index.ts';
import { weightRanges } from './stability.ts';
import { asShares, type Candidate, geometricMean, weighted, type WeightedScore, wholePart } from './weighting.ts';

const number = z.union([decimalString, z.number()], { error: 'must be a number, such as "0.25"' });
const weight = number.refine((value) => Number(value) >= 0, 'must not be negative');
const points = number.refine((value) => Number(value) >= 0 && Number(value) <= 10, 'must be a score from 0 to 10');

const input = z.strictObject({
  /** Only their proportions count. */
  weights: z.record(identifier, weight).refine((weights) => Object.keys(weights).length > 0, 'must name at least one criterion'),
  venues: z
    .array(
      z.strictObject({
        id: identifier,
        gates: z.array(z.strictObject({ id: identifier, result: z.enum(VERDICTS) })).optional(),
        /** Null, or left out: not scored. */
        scores: z.record(identifier, points.nullable()),
      }),
    )
    .min(1)
    .max(1_000)
    .superRefine((venues, context) => {
      const seen = new Set<string>();
      for (const [at, { id }] of venues.entries()) {
        if (seen.has(id)) context.addIssue({ code: 'custom', path: [at, 'id'], message: `is used twice: ${id}` });
        seen.add(id);
      }
    }),
});
const checked = input.superRefine(({ weights, venues }, context) => {
  for (const [at, { scores }] of venues.entries()) {
    for (const criterion of Object.keys(scores)) {
      if (!(criterion in weights)) {
        context.addIssue({ code: 'custom', path: ['venues', at, 'scores', criterion], message: 'is no criterion that has a weight' });
      }
    }
  }
});

const ok = z.strictObject({
  ranking: z.array(
    z.strictObject({
      id: identifier,
      eligible: z.boolean(),
      /** `ranked`, or why not. */
      state: z.enum(['ranked', 'too-little-evidence', 'unscored', 'cannot-decide', 'not-eligible']),
      score: decimalString.optional(),
      geometric: decimalString.optional(),
      coverage: decimalString,
      low: decimalString,
      high: decimalString,
    }),
  ),
  /** Of the first, against all others that are ranked. */
  stability: z.record(identifier, z.strictObject({ low: decimalString, high: decimalString })),
});
type Ranked = z.infer<typeof ok>['ranking'][number];

const ORDER: readonly Ranked['state'][] = ['ranked', 'too-little-evidence', 'unscored', 'cannot-decide', 'not-eligible'];
/** Less of the weights than this with evidence, and a venue is not ranked. */
const COVERAGE_NEEDED = '0.8';

export const venueCalculators: readonly Calculator[] = [
  calculator({
    name: 'venue-score',
    says:
      'Gates first, score second: the weighted mean of scores from 0 to 10 over what is scored, the geometric mean beside it, coverage, the ' +
      'interval with all that is missing at 0 and at 10, and the range of each weight in which the first stays first.',
    input: checked,
    ok,
    run: ({ weights, venues }) => {
      const criteria = Object.keys(weights);
      const shares = asShares(criteria.map((criterion) => new Decimal(weights[criterion]!)));
      if (shares === null) return unavailable('no-weights', 'All weights are nought: give at least one criterion a weight above it.');
      const contenders = venues.map(({ id, gates, scores }) => {
        const candidate: Candidate = { id, parts: criteria.map((criterion) => wholePart(decimalOrNull(scores[criterion]))) };
        const score = weighted(candidate.parts, shares);
        return { candidate, score, state: stateOf(gates ?? [], score) };
      });
      const ordered = contenders.sort(
        (a, b) => ORDER.indexOf(a.state) - ORDER.indexOf(b.state) || (isEligible(a.state) ? compareScores(b.score, a.score) : 0),
      );
      const [first, ...rivals] = ordered.filter(({ state }) => state === 'ranked').map(({ candidate }) => candidate);
      const ranges = first ? weightRanges(first, rivals, shares) : [];
      const stability = ranges.map(({ low, high }, at) => [criteria[at]!, { low: figureText(low), high: figureText(high) }]);
      return known(
        {
          ranking: ordered.map(({ candidate, score, state }) => rowOf(candidate, shares, score, state)),
          stability: Object.fromEntries(stability),
        },
        [
          {
            figure: 'score',
            formula: 'Σ wₖsₖ / Σ wₖ over what is scored',
            source: 'weighted arithmetic mean; geometric: exp(Σ wₖ ln sₖ / Σ wₖ)',
            inputs: criteria.map((criterion, at) => ({
              name: `weight of ${criterion}`,
              value: figureText(shares[at]!),
              origin: { kind: 'given' } as const,
            })),
            value: ordered[0]?.score.score ? figureText(ordered[0].score.score) : 'none',
          },
        ],
      );
    },
  }),
];

function stateOf(gates: readonly { readonly result: string }[], { coverage }: WeightedScore): Ranked['state'] {
  if (gates.some(({ result }) => result === 'fail')) return 'not-eligible';
  if (gates.some(({ result }) => result === 'unknown')) return 'cannot-decide';
  if (coverage.isZero()) return 'unscored';
  return coverage.lessThan(COVERAGE_NEEDED) ? 'too-little-evidence' : 'ranked';
}

function isEligible(state: Ranked['state']): boolean {
  return state !== 'not-eligible' && state !== 'cannot-decide';
}

function rowOf(
  { id, parts }: Candidate,
  shares: readonly Decimal[],
  { score, coverage, low, high }: WeightedScore,
  state: Ranked['state'],
): Ranked {
  const eligible = isEligible(state);
  const row = { id, eligible, state, coverage: figureText(coverage), low: figureText(low), high: figureText(high) };
  const geometric = eligible ? geometricMean(parts, shares) : null;
  return score && geometric ? { ...row, score: figureText(score), geometric: figureText(geometric) } : row;
}

function compareScores(a: WeightedScore, b: WeightedScore): number {
  return (a.score ?? new Decimal(-1)).comparedTo(b.score ?? new Decimal(-1));
}

function decimalOrNull(value: string | number | null | undefined): Decimal | null {
  return value === null || value === undefined ? null : new Decimal(value);
}
