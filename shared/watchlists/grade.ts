import { z } from 'zod';
import { decimalString } from '../figures/index.ts';

/** `trader`: is it worth a trade in the coming days. `investor`: is it worth holding for a year and more. */
export const GRADES = ['trader', 'investor'] as const;
export type GradeName = (typeof GRADES)[number];

export const LETTERS = ['A', 'B', 'C', 'D', 'E', 'F'] as const;
export type Letter = (typeof LETTERS)[number];

/** A grade as it was computed: without a letter where too little is known. Points from 0 to 10. */
export const gradeMarkSchema = z.object({
  letter: z.enum(LETTERS).nullable(),
  points: decimalString.nullable(),
  /** The share of the weights whose factors are known, 0 to 1. */
  coverage: decimalString,
});
export type GradeMark = z.infer<typeof gradeMarkSchema>;

/** What a person says instead, and why. */
export const ownGradeSchema = z.object({ letter: z.enum(LETTERS), reason: z.string().trim().min(1).max(10_000) });
export type OwnGrade = z.infer<typeof ownGradeSchema>;

/**
 * From which points on a letter is given. Our suggestion, as are weights and anchors of the factors: nobody has published a scale that holds for
 * pools, coins, networks, venues and positions alike.
 */
export const LETTER_FROM: Readonly<Record<Letter, number>> = { A: 8, B: 6.5, C: 5, D: 3.5, E: 2, F: 0 };

/** Less of the weights known than this gives no grade. Our suggestion. */
export const LEAST_COVERAGE = 0.6;

export function letterOf(points: number): Letter {
  return LETTERS.find((letter) => points >= LETTER_FROM[letter]) ?? 'F';
}
