import { z } from 'zod';
import {
  addDays,
  type Calculator,
  calculator,
  dayString,
  Decimal,
  decimalString,
  decimalText,
  type Figure,
  figureText,
  instantString,
  isDay,
  isRefused,
  known,
  type TrailInput,
  unavailable,
} from '../figures/index.ts';
import type { NameEntry, Vocabulary } from '../watchlists/index.ts';
import { historyOf, type Ordered, type Point } from '../figures/index.ts';
import { planOf } from './plan.ts';
import { firingsByMonth, longestFiring, type Rehearsal, rehearse } from './rehearsal.ts';
import type { AlertRule } from './rule.ts';
import { parseRule } from './rule-parser.ts';
import { ruleText, ruleWords } from './rule-text.ts';

const HOUR = 36e5;
const UNITS = ['fraction', 'basis-points', 'money', 'price', 'days', 'hours', 'minutes', 'count', 'score'] as const;

const input = z
  .strictObject({
    rule: z.string().min(1),
    /** In any order; a day counts at its end. Null is an observation that nothing is known. */
    series: z.array(z.strictObject({ at: z.union([instantString, dayString]), value: decimalString.nullable() })),
    /** What `value` is, so that thresholds in another unit are refused. */
    unit: z.enum(UNITS).optional(),
    /** Whether the answer has a summary too. */
    summary: z.boolean().optional(),
  })
  .superRefine(({ rule, unit }, context) => {
    const parsed = parseRule(rule, vocabularyOf(unit));
    if ('fault' in parsed) context.addIssue({ code: 'custom', path: ['rule'], message: parsed.fault.message });
  });

const firing = z.strictObject({
  at: z.string(),
  value: decimalString.nullable(),
  cleared: z.string().optional(),
});

const ok = z.strictObject({
  firings: z.array(firing),
  summary: z
    .strictObject({
      rule: z.string(),
      says: z.string(),
      notes: z.array(z.string()),
      evaluated: z.number(),
      unknown: z.number(),
      late: z.number(),
      duplicates: z.number(),
      byMonth: z.record(z.string(), z.number()),
      longestHours: decimalString.nullable(),
    })
    .optional(),
});

export const alertCalculators: readonly Calculator[] = [
  calculator({
    name: 'alert-rehearsal',
    says: 'When an alert’s rule would have fired and cleared over a history of one value.',
    input,
    ok,
    run: rehearsal,
  }),
];

interface Given extends Point {
  readonly text: string;
}

function rehearsal({ rule: text, series, unit, summary }: z.infer<typeof input>): Figure<z.infer<typeof ok>> {
  const vocabulary = vocabularyOf(unit);
  const parsed = parseRule(text, vocabulary);
  if ('fault' in parsed) return unavailable('not-a-rule', parsed.fault.message);
  const plan = planOf(parsed.ok, vocabulary);
  if (!isRefused(plan) && plan.ok.inputs.some(({ isRank }) => isRank)) {
    return unavailable('needs-subjects', 'A rank is known only among several subjects, and here is one series. Compare the value itself.');
  }
  if (isRefused(plan)) return unavailable(plan.error.code, plan.error.message, plan.error.details);
  const ordered = historyOf(series.map(({ at, value }): Given => ({ at: instantOf(at), value, text: at })));
  const found = rehearse(plan.ok, ordered.history);
  const told = (instant: number, index: number): string => {
    const point = ordered.kept[index];
    return point?.at === instant ? point.text : new Date(instant).toISOString();
  };
  const indices = new Map(ordered.kept.map(({ at }, index) => [at, index]));
  const firings = found.firings.map(({ at, index, cleared }) => ({
    at: told(at, index),
    value: valueAt(ordered.kept, index),
    ...(cleared === undefined ? {} : { cleared: told(cleared, indices.get(cleared) ?? -1) }),
  }));
  const notes = [...parsed.notes, ...notesOn(ordered, found)];
  const answer = summary ? { firings, summary: { ...summaryOf(parsed.ok, ordered, found), notes } } : { firings };
  return known(answer, [trailOf(parsed.ok, ordered, found, notes)]);
}

function vocabularyOf(unit: (typeof UNITS)[number] | undefined): Vocabulary {
  const value: NameEntry = { name: 'value', says: 'the value of the series', unit: unit ?? null };
  return new Map([['value', value]]);
}

/** A day counts at its end, 00:00 of the day after, as in the market's series. */
function instantOf(at: string): number {
  return Date.parse(isDay(at) ? addDays(at, 1) : at);
}

/** The value as last known at an observation. */
function valueAt(points: readonly Given[], index: number): string | null {
  for (let at = index; at >= 0; at -= 1) {
    const value = points[at]?.value;
    if (typeof value === 'string') return decimalText(new Decimal(value));
  }
  return null;
}

function notesOn({ history, late, duplicates }: Ordered<Given>, { evaluated, unknown }: Rehearsal): readonly string[] {
  const notes: string[] = [];
  if (history.length === 0) notes.push('The series has no observation, so that nothing could fire.');
  if (unknown > 0) {
    notes.push(
      `At ${unknown} of ${evaluated} evaluations it could not be said whether the condition holds: a value, or the whole of a window before it, was not known.`,
    );
  }
  if (late > 0) notes.push(`${late} observations stood after later ones and were put in order.`);
  if (duplicates > 0) notes.push(`${duplicates} observations were left out for another one of the same instant that stands further down.`);
  return notes;
}

function summaryOf(rule: AlertRule, { kept, late, duplicates }: Ordered<Given>, { firings, evaluated, unknown }: Rehearsal) {
  const longest = longestFiring(firings, kept.at(-1)?.at ?? 0);
  return {
    rule: ruleText(rule),
    says: `${ruleWords(rule)}.`,
    evaluated,
    unknown,
    late,
    duplicates,
    byMonth: { ...firingsByMonth(firings) },
    longestHours: longest === null ? null : figureText(new Decimal(longest).dividedBy(HOUR)),
  };
}

function trailOf(rule: AlertRule, { history }: Ordered<Given>, { firings, unknown }: Rehearsal, notes: readonly string[]) {
  const inputs: TrailInput[] = [
    { name: 'observations', value: String(history.length), origin: { kind: 'given' } },
    { name: 'evaluations that stayed unknown', value: String(unknown), origin: { kind: 'step', figure: 'firings' } },
    ...notes.map((because, at): TrailInput => ({ name: `note ${at + 1}`, value: because, origin: { kind: 'assumed', because } })),
  ];
  return {
    figure: 'firings',
    formula: ruleText(rule),
    source: `${ruleWords(rule)}.`,
    inputs,
    value: String(firings.length),
    unit: 'count',
  };
}
