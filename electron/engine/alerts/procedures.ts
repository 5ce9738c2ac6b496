import { z } from 'zod';
import { FIRINGS_PER_EVENT, markSchema, ruleTermsSchema, SEVERITIES } from '../../../shared/alerts/index.ts';
import { decimalString, identifier, instantString, SUBJECT_KINDS } from '../../../shared/figures/index.ts';
import { scopeSchema } from '../../../shared/watchlists/index.ts';
import { outcomeAnswer } from '../api/outcome-answer.ts';
import { command, query, router } from '../api/procedure.ts';
import {
  correctionAnswer,
  firingAnswer,
  firingsAnswer,
  presetAnswer,
  previewAnswer,
  rehearsalAnswer,
  replayAnswer,
  ruleAnswer,
  statusAnswer,
  watchAnswer,
} from './answers.ts';
import { byNearness, nearWatches } from './near.ts';
import { readPresets } from './presets.ts';
import { previewRule } from './preview.ts';
import { rehearseRule } from './rehearse.ts';
import { replay } from './replay.ts';
import { watchLines } from './watch-standing.ts';
import { keptSamples, keptSamplesAnswer } from './kept-samples.ts';
import { readCorrections } from './corrections.ts';
import { acknowledge, markDrawdowns, readMarks, snooze } from './firing-commands.ts';
import { readFiring } from './firing-rows.ts';
import { FIRING_STATES, searchFirings } from './firing-search.ts';
import { armRule, disarmRule, removeRule, restoreRule, writeRule } from './rule-commands.ts';
import { readRule, versionsOf } from './rule-rows.ts';
import { readStatus, ruleLine, ruleLines } from './rule-standing.ts';

const WEEK = 7 * 864e5;
const ruleInput = z.object({ rule: identifier });
const ruleOutput = z.object({ rule: z.string() });
const aboutInput = z.object({ kind: z.enum(SUBJECT_KINDS), id: identifier.optional() });
const paging = { limit: z.int().min(1).max(1_000).default(50), offset: z.int().min(0).default(0) };
const markedInput = { kind: z.enum(SUBJECT_KINDS), subject: identifier, metric: identifier };

export const alertProcedures = router({
  status: query(
    { says: 'How many rules are armed, fire, cannot be evaluated or have lost their subject', input: z.object({}), output: statusAnswer },
    (engine) => readStatus(engine),
  ),
  rules: query(
    {
      says: 'Every alert rule with where it stands, in the order in which they were written',
      input: z.object({}),
      output: z.array(ruleAnswer),
    },
    (engine) => ruleLines(engine),
  ),
  rule: query(
    {
      says: 'One alert rule with its versions, newest first, and where it stands for its subjects, nearest first; also where it was removed',
      input: z.object({ rule: identifier, ...paging }),
      output: ruleAnswer
        .extend({
          standing: z.array(watchAnswer),
          versions: z.array(z.object({ version: z.string(), at: z.string(), terms: ruleTermsSchema })),
        })
        .nullable(),
    },
    (engine, { rule, limit, offset }) => {
      const stored = readRule(engine.store, rule);
      if (stored === undefined) return null;
      const watches = stored.armedAt === null ? [] : watchLines(engine, stored).toSorted(byNearness);
      const standing = watches.slice(offset, offset + limit);
      return { ...ruleLine(engine, stored), standing, versions: [...versionsOf(engine.store, rule)] };
    },
  ),
  near: query(
    {
      says: 'How close to firing what does not fire is: the watches of armed rules, nearest first',
      input: z.object({ rule: identifier.optional(), about: aboutInput.optional(), ...paging }),
      output: z.object({ total: z.number(), watches: z.array(watchAnswer.extend({ ruleTitle: z.string() })) }),
    },
    (engine, question) => nearWatches(engine, question),
  ),
  preview: query(
    {
      says: 'A rule as it is being written: where its text cannot be read, or what it means, whom it is about, and who would fire now',
      input: z.object({ about: scopeSchema, rule: z.string().max(4_000), limit: z.int().min(0).max(500).default(50) }),
      output: previewAnswer,
    },
    (engine, { about, rule, limit }) => previewRule(engine, about, rule, limit),
  ),
  rehearse: query(
    {
      says: 'What a rule would have done over the stored past of its subjects; with another rule beside it, or with other thresholds',
      input: z.object({
        about: scopeSchema,
        rule: z.string().min(1).max(4_000),
        subject: identifier.optional(),
        against: z.string().min(1).max(4_000).optional(),
        sweep: z.object({ clause: z.int().min(0), numbers: z.array(decimalString).min(1).max(500) }).optional(),
        warning: z.number().min(0).default(WEEK).describe('How long before a marked fall a firing warns of it, in milliseconds'),
        limit: z.int().min(1).max(500).default(20).describe('How many subjects at most; of more, those of which the most was observed'),
      }),
      output: outcomeAnswer(rehearsalAnswer),
    },
    (engine, question) => rehearseRule(engine, question),
  ),
  write: command(
    {
      says: 'Writes an alert rule, or another version of one; arms it where that is asked',
      input: z.object({ rule: identifier.optional(), terms: ruleTermsSchema, arm: z.boolean().default(false) }),
      output: ruleOutput,
    },
    (engine, input) => writeRule(engine, input),
  ),
  arm: command(
    { says: 'Arms a rule and evaluates it: what holds already fires now', input: ruleInput, output: ruleOutput },
    (engine, { rule }) => armRule(engine, rule),
  ),
  disarm: command({ says: 'Disarms a rule; what fires of it ends', input: ruleInput, output: ruleOutput }, (engine, { rule }) =>
    disarmRule(engine, rule),
  ),
  remove: command(
    { says: 'Removes a rule; what it has told stays in the history', input: ruleInput, output: ruleOutput },
    (engine, { rule }) => removeRule(engine, rule),
  ),
  restore: command({ says: 'Brings a removed rule back as it was, disarmed', input: ruleInput, output: ruleOutput }, (engine, { rule }) =>
    restoreRule(engine, rule),
  ),
  firings: query(
    {
      says: 'What fired, newest first, by words, state, severity, rule, subject and time',
      input: z.object({
        text: z.string().max(400).optional(),
        state: z.enum(FIRING_STATES).optional(),
        severity: z.enum(SEVERITIES).optional(),
        rule: identifier.optional(),
        about: aboutInput.optional(),
        from: instantString.optional(),
        to: instantString.optional(),
        ...paging,
      }),
      output: firingsAnswer,
    },
    (engine, question) => {
      const { firings, ...counted } = searchFirings(engine, question);
      return { ...counted, firings: [...firings] };
    },
  ),
  firing: query(
    {
      says: 'One alert that fired: why, from which rows, under which version of its rule, and what later data said of it',
      input: z.object({ firing: identifier }),
      output: firingAnswer.extend({ terms: ruleTermsSchema.nullable(), corrections: z.array(correctionAnswer) }).nullable(),
    },
    (engine, { firing }) => {
      const found = readFiring(engine.store, engine.now(), firing);
      if (found === undefined) return null;
      const version = versionsOf(engine.store, found.rule).find((one) => one.version === found.version);
      return {
        ...found,
        terms: version?.terms ?? null,
        corrections: readCorrections(engine, { firing, limit: 100, offset: 0 }).corrections,
      };
    },
  ),
  presets: query(
    {
      says: 'Rules to begin with, explained, and each rehearsed over the data at hand',
      input: z.object({ kind: z.enum(SUBJECT_KINDS).optional(), subjects: z.int().min(0).max(1_000).default(25) }),
      output: z.array(presetAnswer),
    },
    (engine, question) => readPresets(engine, question),
  ),
  replay: query(
    {
      says: 'Computes what fired anew, from the journal and the data: identical to the byte, or where it differs; one firing, or all of them',
      input: z.object({ firing: identifier.optional() }),
      output: outcomeAnswer(replayAnswer),
    },
    (engine, { firing }) => replay(engine, firing),
  ),
  corrections: query(
    {
      says: 'What data that came later, or were withdrawn, say of the history: would have fired, would not have; newest first',
      input: z.object({ rule: identifier.optional(), subject: identifier.optional(), ...paging }),
      output: z.object({ total: z.number(), corrections: z.array(correctionAnswer) }),
    },
    (engine, question) => readCorrections(engine, question),
  ),
  acknowledge: command(
    {
      says: 'Says that alerts were seen; the note is searched with them',
      input: z.object({
        firings: z
          .array(identifier)
          .min(1)
          .max(10 * FIRINGS_PER_EVENT),
        note: z.string().max(10_000).default(''),
      }),
      output: z.object({ acknowledged: z.number() }),
    },
    (engine, { firings, note }) => acknowledge(engine, firings, note),
  ),
  snooze: command(
    {
      says: 'Delivers nothing of a rule, for one subject or for all, before an instant; it is evaluated all the same',
      input: z.object({ rule: identifier, subject: identifier.optional(), until: instantString }),
      output: ruleOutput,
    },
    (engine, { until, ...of }) => snooze(engine, of, until),
  ),
  unsnooze: command(
    { says: 'Ends a snooze', input: z.object({ rule: identifier, subject: identifier.optional() }), output: ruleOutput },
    (engine, of) => snooze(engine, of, null),
  ),
  samples: query(
    {
      says: 'The readings that were kept of a metric without a stored past, of one subject: all that rules over it go by',
      input: z.object({ metric: identifier, subject: identifier, limit: z.int().min(1).max(20_000).default(20_000) }),
      output: keptSamplesAnswer,
    },
    (engine, question) => keptSamples(engine.store, question),
  ),
  marks: query(
    {
      says: 'The drawdowns that were marked on a metric of a subject, to rehearse rules against',
      input: z.object(markedInput),
      output: z.array(markSchema),
    },
    (engine, of) => [...readMarks(engine, of)],
  ),
  markDrawdowns: command(
    {
      says: 'Marks the drawdowns of a metric of a subject; replaces those that were marked',
      input: z.object({ ...markedInput, marks: z.array(markSchema).max(1_000) }),
      output: z.object({ marks: z.number() }),
    },
    (engine, { marks, ...about }) => markDrawdowns(engine, about, marks),
  ),
});
