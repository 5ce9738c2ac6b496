import { z } from 'zod';
import { decimalString, identifier, instantString, SUBJECT_KINDS } from '../figures/index.ts';
import { eventType, type EventType } from '../journal/index.ts';
import { SEVERITIES } from './rule.ts';
import { ruleTermsSchema } from './rule-terms.ts';

/** How many firings one event may hold: their order among all is the event's place times this number, and their own. */
export const FIRINGS_PER_EVENT = 10_000;

const message = z.string().min(1).max(2_000);
const because = z.strictObject({ reason: z.string().min(1).max(200), message });

/** Where a value came from: a row of a dataset, an event of the journal, or what else its metric says. */
const originSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('given') }),
  z.strictObject({ kind: z.literal('event'), event: identifier }),
  z.strictObject({ kind: z.literal('row'), dataset: identifier, row: z.int() }),
  z.strictObject({ kind: z.literal('setting'), name: identifier }),
  z.strictObject({ kind: z.literal('assumed'), because: message }),
  z.strictObject({ kind: z.literal('step'), figure: z.string() }),
]);

const rateBasisSchema = z.strictObject({
  kind: z.enum(['APR', 'APY', 'period', 'ratio']),
  compounding: z.string().exactOptional(),
  standing: z.enum(['realised', 'quoted', 'modelled']),
  net: z.enum(['gross', 'net']),
  real: z.boolean().exactOptional(),
  windowDays: z.number().exactOptional(),
  source: z.string().exactOptional(),
  asOf: z.string().exactOptional(),
});

/** One value that a condition looked at. */
export const observationSchema = z.strictObject({
  observed: instantString,
  /** Null: it was known that nothing is known. */
  value: z.string().max(500).nullable(),
  origin: originSchema,
});

/** What a value that was only read, and not observed, was computed from: inputs of its trail. */
export const sampledFromSchema = z.array(z.strictObject({ name: z.string(), value: z.string().max(500), origin: originSchema })).max(8);
export type SampledFrom = z.infer<typeof sampledFromSchema>;

/** One name of a rule at the instant at which it fired: the value that counted, and the window that was looked at. */
export const readingSchema = z.strictObject({
  name: identifier,
  metric: identifier,
  unit: z.string(),
  currency: z.string().exactOptional(),
  basis: rateBasisSchema.exactOptional(),
  /** The last observation up to that instant; null where there was none. */
  last: observationSchema.nullable(),
  /** Of a sample: from which rows and events it was computed. */
  from: sampledFromSchema.exactOptional(),
  /** Where the rule looks at a window of time: its beginning, how many observations lie in it, and the telling ones: first, lowest, highest, last. */
  window: z.strictObject({ from: instantString, observations: z.int().min(0), rows: z.array(observationSchema).max(20) }).nullable(),
});
export type Reading = z.infer<typeof readingSchema>;

/** A clause of the rule's condition as it stood when it fired: see `Clause`. Numbers are decimals in the side's own unit, times in milliseconds. */
export const clauseSchema = z.strictObject({
  text: z.string(),
  holds: z.boolean().nullable(),
  levels: z.array(decimalString.nullable()).max(4),
  sides: z
    .array(
      z.strictObject({
        subject: z.string(),
        /** The name whose observations it rests on. */
        input: z.string(),
        value: decimalString.nullable(),
        word: z.string().nullable(),
        unknown: z.string().nullable(),
        from: instantString,
        to: instantString,
        /** How many observations decided; the first and last of them where they are many. */
        observations: z.int().min(0),
        rows: z.array(observationSchema).max(8),
      }),
    )
    .max(2),
});

/** Why something fired. */
export const whySchema = z.strictObject({
  /** The rule as it stood, as text and in words. */
  rule: z.string(),
  says: z.string(),
  readings: z.array(readingSchema).max(50),
  clauses: z.array(clauseSchema).max(100),
  /** Of a rule that cannot be evaluated: why. */
  because: because.nullable(),
});
export type Why = z.infer<typeof whySchema>;

const watchOf = { rule: identifier, subject: identifier };

export const firedSchema = z.strictObject({
  ...watchOf,
  firing: identifier,
  /** Version of the rule: the event that wrote it; and the one that last changed what is evaluated. */
  version: identifier,
  evaluates: identifier,
  kind: z.enum(SUBJECT_KINDS),
  title: z.string().max(200),
  subjectTitle: z.string().max(500),
  /** Whether its condition holds, or it cannot be said whether it does. */
  what: z.enum(['condition', 'unknown']),
  severity: z.enum(SEVERITIES),
  /** The instant of the observation, or of the clock, that made it fire; and when it was due to be told, which is later where the schedule says so. */
  observed: instantString,
  due: instantString,
  /** More than five minutes passed from when it was due until it was found. */
  late: z.boolean(),
  /** It was the clock that made it fire, and no observation. */
  byClock: z.boolean(),
  /** Where it had cleared already when it was found. */
  cleared: instantString.nullable(),
  why: whySchema,
});
export type Fired = z.infer<typeof firedSchema>;

export const sampleSchema = z.strictObject({
  metric: identifier,
  subject: identifier,
  taken: instantString,
  /** A decimal, or words where the metric says so; null where nothing is known, for a reason. */
  value: z.string().max(500).nullable(),
  because: because.nullable(),
  currency: z.string().exactOptional(),
  basis: rateBasisSchema.exactOptional(),
  from: sampledFromSchema,
});
export type Sample = z.infer<typeof sampleSchema>;

export const standingSchema = z.strictObject({
  ...watchOf,
  standing: z.enum(['evaluated', 'unknown', 'idle']),
  because: because.nullable(),
});

const evaluatedPayload = z.strictObject({
  /** The clock when all of this was found. */
  found: instantString,
  /** The data of so many entries of the journal were taken in; what came later is new to the next evaluation. */
  takenIn: z.int().min(0),
  /** Watches that began with this: the past up to the instant was looked at silently. Null where there was none. */
  begun: z.array(z.strictObject({ ...watchOf, until: instantString.nullable() })),
  /** Watches that are over, because their subject left the scope. */
  ceased: z.array(z.strictObject(watchOf)),
  standings: z.array(standingSchema),
  samples: z.array(sampleSchema),
  fired: z.array(firedSchema).max(FIRINGS_PER_EVENT),
  cleared: z.array(z.strictObject({ firing: identifier, cleared: instantString })),
});
export type Evaluated = z.infer<typeof evaluatedPayload>;

const correctionSchema = z.discriminatedUnion('what', [
  /** It would have fired, and was never told. */
  z.strictObject({
    what: z.literal('would-have-fired'),
    fired: firedSchema.omit({ why: true, late: true }),
  }),
  /** It was told, or said to have been missed, and would not have fired. */
  z.strictObject({
    what: z.literal('would-not-have-fired'),
    ...watchOf,
    firing: identifier,
    due: instantString,
    cleared: instantString.nullable(),
  }),
  /** It would have fired or cleared at another instant. */
  z.strictObject({
    what: z.literal('moved'),
    ...watchOf,
    firing: identifier,
    due: instantString,
    cleared: instantString.nullable(),
    wasDue: instantString,
    wasCleared: instantString.nullable(),
  }),
]);
export type Correction = z.infer<typeof correctionSchema>;

const ruleWritten = eventType({
  type: 'alerts.rule-written',
  version: 1,
  payload: z.strictObject({ before: ruleTermsSchema.nullable(), after: ruleTermsSchema.nullable() }),
  words: ({ before, after }) =>
    after === null
      ? `Removed the alert rule “${before?.title ?? ''}”`
      : `${before === null ? 'Wrote' : 'Changed'} the alert rule “${after.title}”: ${after.rule}`,
  inverse: ({ type, subject, payload: { before, after } }) => ({ type, subject, payload: { before: after, after: before } }),
});

const ruleArmed = eventType({
  type: 'alerts.rule-armed',
  version: 1,
  payload: z.strictObject({ title: z.string() }),
  words: ({ title }) => `Armed the alert rule “${title}”`,
  inverse: ({ subject, payload }) => ({ type: 'alerts.rule-disarmed', subject, payload }),
});

const ruleDisarmed = eventType({
  type: 'alerts.rule-disarmed',
  version: 1,
  payload: z.strictObject({ title: z.string() }),
  words: ({ title }) => `Disarmed the alert rule “${title}”`,
  inverse: ({ subject, payload }) => ({ type: 'alerts.rule-armed', subject, payload }),
});

/** One pass of the evaluation, or a part of a large one. The subject is `evaluation`. */
const evaluated = eventType({
  type: 'alerts.evaluated',
  version: 1,
  payload: evaluatedPayload,
  words: evaluationWords,
  inverse: () => ({ never: 'What fired has been told, and stands. Disarm the rule, or change it.' }),
});

/** The difference between what was recorded and what data that came later, or were withdrawn, say of the same time. It is shown and never sent. */
const historyCorrected = eventType({
  type: 'alerts.history-corrected',
  version: 1,
  payload: z.strictObject({ found: instantString, corrections: z.array(correctionSchema).min(1).max(FIRINGS_PER_EVENT) }),
  words: ({ corrections }) => {
    const count = (what: Correction['what']) => corrections.filter((one) => one.what === what).length;
    return `Data that came later correct the history of alerts: ${count('would-have-fired')} would have fired, ${count('would-not-have-fired')} would not, ${count('moved')} at another time`;
  },
  inverse: () => ({ never: 'It follows from the data. Withdraw the dataset that brought it, and the history is computed again.' }),
});

const firings = z.array(identifier).min(1).max(FIRINGS_PER_EVENT);

const acknowledged = eventType({
  type: 'alerts.acknowledged',
  version: 1,
  payload: z.strictObject({ firings, note: z.string().max(10_000) }),
  words: ({ firings, note }) => `Acknowledged ${counted(firings.length, 'alert')}${note === '' ? '' : `: ${note.slice(0, 120)}`}`,
  inverse: ({ subject, payload }) => ({ type: 'alerts.unacknowledged', subject, payload }),
});

const unacknowledged = eventType({
  type: 'alerts.unacknowledged',
  version: 1,
  payload: z.strictObject({ firings, note: z.string().max(10_000) }),
  words: ({ firings }) => `Took back the acknowledgement of ${counted(firings.length, 'alert')}`,
  inverse: ({ subject, payload }) => ({ type: 'alerts.acknowledged', subject, payload }),
});

/** Of a rule, or of one of its subjects: nothing of it is delivered before an instant. It is evaluated all the same. */
const snoozed = eventType({
  type: 'alerts.snoozed',
  version: 1,
  payload: z.strictObject({
    title: z.string(),
    /** Null: all subjects of the rule. */
    only: identifier.nullable(),
    before: instantString.nullable(),
    after: instantString.nullable(),
  }),
  words: ({ title, only, after }) =>
    `${after === null ? 'Ended the snooze of' : 'Snoozed'} the alert rule “${title}”${only === null ? '' : ` for ${only}`}${after === null ? '' : ` until ${after}`}`,
  inverse: ({ type, subject, payload: { title, only, before, after } }) => ({
    type,
    subject,
    payload: { title, only, before: after, after: before },
  }),
});

/** A fall that a person has marked on a metric's chart, against which rules are rehearsed. */
export const markSchema = z.strictObject({ from: instantString, to: instantString, note: z.string().max(2_000) });
export type DrawdownMark = z.infer<typeof markSchema>;

const marks = z.array(markSchema).max(1_000);
const drawdownsMarked = eventType({
  type: 'alerts.drawdowns-marked',
  version: 1,
  payload: z.strictObject({
    about: z.strictObject({ kind: z.enum(SUBJECT_KINDS), subject: identifier, metric: identifier }),
    before: marks,
    after: marks,
  }),
  words: ({ about, after }) => `Marked ${counted(after.length, 'drawdown')} of ${about.subject} to rehearse alerts against`,
  inverse: ({ type, subject, payload: { about, before, after } }) => ({ type, subject, payload: { about, before: after, after: before } }),
});

export const alertEvents: readonly EventType[] = [
  ruleWritten,
  ruleArmed,
  ruleDisarmed,
  evaluated,
  historyCorrected,
  acknowledged,
  unacknowledged,
  snoozed,
  drawdownsMarked,
];

function evaluationWords({ begun, ceased, standings, fired, cleared, samples }: Evaluated): string {
  const told = [
    [fired.length, 'alert', 'fired'],
    [cleared.length, 'alert', 'cleared'],
    [begun.length, 'watch', 'begun'],
    [ceased.length, 'watch', 'ended'],
    [standings.filter(({ standing }) => standing !== 'evaluated').length, 'watch', 'cannot be evaluated'],
    [samples.length, 'sample', 'kept'],
  ] as const;
  const parts = told.filter(([number]) => number > 0).map(([number, noun, verb]) => `${counted(number, noun)} ${verb}`);
  return parts.length === 0 ? 'Evaluated alerts over new data: nothing changed' : `Evaluated alerts: ${parts.join(', ')}`;
}

function counted(number: number, noun: 'alert' | 'watch' | 'sample' | 'drawdown'): string {
  return `${number} ${noun}${number === 1 ? '' : noun === 'watch' ? 'es' : 's'}`;
}
