import type { Trail, TrailInput, TrailStep } from '../figures/index.ts';
import type { Anchor, Factor } from './grade-factor.ts';
import { GRADE_SAYS } from './grade-factors.ts';
import { type GradeMark, type GradeName, LEAST_COVERAGE, letterOf } from './grade.ts';

/** What a factor was found to be: a value with the rows it rests on, or why it is unknown, or that it does not apply here. */
export type FactorFinding =
  | { readonly value: number | string; readonly text: string; readonly formula: string; readonly inputs: readonly TrailInput[] }
  | { readonly unknown: string }
  | { readonly notApplicable: string };

/** A factor with its points from 0 to 10; null where it is unknown or does not apply. */
export interface JudgedFactor {
  readonly factor: Factor;
  readonly finding: FactorFinding;
  readonly points: number | null;
}

export interface ComputedGrade {
  readonly mark: GradeMark;
  /** One sentence: the letter with its points and coverage, or why there is none. */
  readonly says: string;
  readonly factors: readonly JudgedFactor[];
  readonly trail: Trail;
}

/**
 * Puts the factors of a grade together: the mean of the known ones' points by weight, and a letter where at least {@link LEAST_COVERAGE} of the
 * weights that apply are known. Rounded to two places, so that the letter is that of the points that are shown.
 */
export function computeGrade(grade: GradeName, judged: readonly JudgedFactor[]): ComputedGrade {
  const mark = markOf(judged);
  const applying = judged.filter(({ finding }) => !('notApplicable' in finding));
  const missing = applying.filter(({ points }) => points === null).map(({ factor }) => factor.name);
  const coverage = Number(mark.coverage);
  if (mark.points === null) {
    const says =
      applying.length === 0
        ? `Nothing that counts for the ${grade} grade applies to it.`
        : `Too little is known for the ${grade} grade: ${percent(coverage)} of the weights, where ${percent(LEAST_COVERAGE)} are needed. Unknown are ${missing.join(', ')}.`;
    return { mark, says, factors: judged, trail: trailOf(grade, judged, null) };
  }
  const thin = missing.length === 0 ? '' : ` Unknown are ${missing.join(', ')}.`;
  return {
    mark,
    says: `${mark.letter}, ${mark.points} of 10 points, over ${percent(coverage)} of the weights.${thin}`,
    factors: judged,
    trail: trailOf(grade, judged, Number(mark.points)),
  };
}

/** Letter, points and coverage alone: of thousands of subjects nobody reads the sentence and the trail. */
export function markOf(judged: readonly JudgedFactor[]): GradeMark {
  const applying = judged.filter(({ finding }) => !('notApplicable' in finding));
  const known = applying.filter(({ points }) => points !== null);
  const all = weightOf(applying);
  const coverage = all === 0 ? 0 : round(weightOf(known) / all);
  if (all === 0 || coverage < LEAST_COVERAGE) return { letter: null, points: null, coverage: String(coverage) };
  const sum = known.reduce((total, { factor, points }) => total + factor.weight * points!, 0);
  const points = round(sum / weightOf(known));
  return { letter: letterOf(points), points: String(points), coverage: String(coverage) };
}

/** The points of a finding by its factor's anchors. */
export function judgeFactor(factor: Factor, finding: FactorFinding): JudgedFactor {
  if (!('value' in finding)) return { factor, finding, points: null };
  const { from, anchors } = factor;
  if (typeof finding.value === 'number') return { factor, finding, points: round(pointsAt(anchors, finding.value)) };
  const points = from.of === 'words' ? from.points[finding.value] : undefined;
  return points === undefined
    ? { factor, finding: { unknown: `“${finding.value}” has no points.` }, points: null }
    : { factor, finding, points };
}

/** Between two anchors in proportion, beyond the ends as at the ends. */
export function pointsAt(anchors: readonly Anchor[], value: number): number {
  const above = anchors.findIndex((anchor) => anchor.value >= value);
  if (above === 0) return anchors[0]!.points;
  if (above < 0) return anchors.at(-1)?.points ?? 0;
  const [low, high] = [anchors[above - 1]!, anchors[above]!];
  return low.points + ((high.points - low.points) * (value - low.value)) / (high.value - low.value);
}

function weightOf(judged: readonly JudgedFactor[]): number {
  return judged.reduce((total, { factor }) => total + factor.weight, 0);
}

function trailOf(grade: GradeName, judged: readonly JudgedFactor[], points: number | null): Trail {
  const steps = judged.flatMap(({ factor, finding, points }): TrailStep[] =>
    'value' in finding && points !== null
      ? [
          { figure: factor.name, formula: finding.formula, inputs: finding.inputs, value: finding.text, unit: factor.unit },
          {
            figure: `points for ${factor.name}`,
            formula: anchorWords(factor),
            source: 'our suggestion',
            inputs: [{ name: factor.name, value: finding.text, unit: factor.unit, origin: { kind: 'step', figure: factor.name } }],
            value: String(points),
          },
        ]
      : [],
  );
  if (points === null) return steps;
  const inputs = judged.flatMap(({ factor, points }): TrailInput[] =>
    points === null
      ? []
      : [
          { name: `points for ${factor.name}`, value: String(points), origin: { kind: 'step', figure: `points for ${factor.name}` } },
          { name: `weight of ${factor.name}`, value: String(factor.weight), origin: { kind: 'assumed', because: 'our suggestion' } },
        ],
  );
  const formula = 'Σ (weight × points) / Σ weights, over the factors that are known';
  return [...steps, { figure: `${grade} grade`, formula, source: GRADE_SAYS[grade], inputs, value: String(points) }];
}

function anchorWords({ anchors, from }: Factor): string {
  if (from.of === 'words')
    return Object.entries(from.points)
      .map(([word, points]) => `${word} → ${points}`)
      .join(', ');
  return `${anchors.map(({ value, points }) => `${value} → ${points}`).join(', ')}; between them in proportion`;
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}
