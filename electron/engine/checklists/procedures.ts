import { z } from 'zod';
import { overrideRequestSchema, sentSchema, timingSchema } from '../../../shared/checklists/index.ts';
import { evidenceRefSchema } from '../../../shared/evidence/index.ts';
import { type CheckedKind, CHECKED_KINDS, identifier, instantString, subjectSchema, VERDICTS } from '../../../shared/figures/index.ts';
import { command, query, router } from '../api/procedure.ts';
import { answerItem, beginTimer } from './answering.ts';
import {
  checkAnswer,
  comparisonAnswer,
  expiringAnswer,
  fileOutcome,
  importedAnswer,
  metricAnswer,
  publishedAnswer,
  runAnswer,
  runsAnswer,
  standingAnswer,
  standingItemAnswer,
  statisticsAnswer,
  templateAnswer,
  templateLine,
  trendAnswer,
} from './answers.ts';
import { compareRuns, itemTrend } from './comparison.ts';
import { expiringAnswers } from './expiring.ts';
import { confirmOverride, overrideItem, requestOverride, withdrawOverride } from './overriding.ts';
import { oneRun } from './run-answer.ts';
import { blankSheetFile, runReport } from './reports.ts';
import { searchRuns } from './search.ts';
import { reopenRun, signRun, voidRun } from './signing.ts';
import { standingAnswers, standingOf } from './standing.ts';
import { startRun } from './starting.ts';
import { templateStatistics } from './statistics.ts';
import {
  discardDraft,
  duplicateTemplate,
  importTemplate,
  publishDraft,
  reinstateTemplate,
  restoreVersion,
  retireTemplate,
  writeDraft,
} from './template-commands.ts';
import { checkContent, exportTemplate, listTemplates, oneTemplate } from './template-list.ts';

const key = z.string().min(1).max(120);
const number = z.int().min(1);
const note = z.string().trim().min(1).max(2_000);
const reason = z.string().trim().min(1, 'must be a reason').max(2_000);
/** Who acts; may be left out where one person works here, and then is that one. */
const by = identifier.optional();
const signing = { person: identifier, pin: z.string().max(64).optional() };
const ofTemplate = { template: key };
const ofVersion = { template: key, number: number.optional() };
const ofRun = { run: identifier };
const ofItem = { run: identifier, item: z.string().min(1).max(60) };
const fileKind = z.enum(['json', 'pdf']).default('pdf');
const templateName = z.object({ template: z.string() });
const runName = z.object({ run: z.string() });
const itemName = z.object({ run: z.string(), item: z.string() });
/** A template as a form has it; what is wrong with it is told field by field. */
const formContent = z.record(z.string(), z.unknown());

export const checklistProcedures = router({
  templates: query(
    {
      says: 'Every checklist: those of the program and one’s own, with their newest version, drafts and number of runs',
      input: z.object({ text: z.string().max(200).optional(), about: z.enum(CHECKED_KINDS).optional(), retired: z.boolean().optional() }),
      output: z.array(templateLine),
    },
    listTemplates,
  ),
  template: query(
    {
      says: 'One checklist with its draft, its versions and the content of one of them; null where there is none of that key',
      input: z.object(ofVersion),
      output: templateAnswer.nullable(),
    },
    (engine, { template, number }) => oneTemplate(engine, template, number),
  ),
  checkTemplate: query(
    {
      says: 'What is wrong with a template, field by field, and whether a version has this content already; for an editor and before an import',
      input: z.object({ content: z.union([z.string().max(2_000_000), formContent]) }),
      output: checkAnswer,
    },
    (engine, { content }) => checkContent(engine, content),
  ),
  exportTemplate: query(
    {
      says: 'A version as a JSON file that an import reads back; null where there is none',
      input: z.object(ofVersion),
      output: z.object({ name: z.string(), content: z.string(), number: z.int(), hash: z.string() }).nullable(),
    },
    (engine, { template, number }) => exportTemplate(engine, template, number),
  ),
  statistics: query(
    {
      says: 'How each item fared over all signed runs: failures, never failing, not applicable, times; null where there is no such checklist',
      input: z.object(ofVersion),
      output: statisticsAnswer.nullable(),
    },
    (engine, { template, number }) => templateStatistics(engine, template, number),
  ),
  runs: query(
    {
      says: 'Runs of checklists, newest first, found by words in their names, answers, notes and reasons',
      input: z.object({
        text: z.string().max(500).optional(),
        template: key.optional(),
        about: z.object({ kind: z.enum(CHECKED_KINDS), id: identifier.optional() }).optional(),
        state: z.enum(['open', 'signed', 'void', 'expired']).optional(),
        limit: z.int().min(1).max(10_000).default(100),
        offset: z.int().min(0).default(0),
      }),
      output: runsAnswer,
    },
    searchRuns,
  ),
  run: query(
    {
      says: 'A run with each item as it stands, what blocks it, who signed; or an earlier revision as it was signed; null where there is none',
      input: z.object({ ...ofRun, revision: z.int().min(1).optional() }),
      output: runAnswer.nullable(),
    },
    (engine, { run, revision }) => oneRun(engine, run, revision),
  ),
  compare: query(
    {
      says: 'What has changed between two runs, item by item; by default since the run before about the same subject',
      input: z.object({ ...ofRun, before: identifier.optional() }),
      output: comparisonAnswer.nullable(),
    },
    (engine, { run, before }) => compareRuns(engine, run, before),
  ),
  trend: query(
    {
      says: 'The numbers with which an item was answered about a subject, oldest first',
      input: z.object({ about: subjectSchema, template: key, item: z.string().min(1).max(60) }),
      output: trendAnswer,
    },
    (engine, { about, template, item }) => itemTrend(engine, about, template, item),
  ),
  standing: query(
    {
      says: 'How a checklist stands for a subject: missing, open, signed or expired; what blocks it and what was overridden',
      input: z.object({ about: subjectSchema, template: key, at: instantString.optional() }),
      output: standingAnswer,
    },
    (engine, { about, template, at }) => standingOf(engine, about, template, at),
  ),
  answers: query(
    {
      says: 'The latest signed answer to each item about a subject, whichever checklist asked it',
      input: z.object({ about: subjectSchema, at: instantString.optional() }),
      output: z.array(standingItemAnswer),
    },
    (engine, { about, at }) => [...standingAnswers(engine, about, at).values()],
  ),
  metrics: query(
    {
      says: 'What computed and compared items may read: every metric that a column offers, with its name, unit and kind of subject',
      input: z.object({}),
      output: z.array(metricAnswer),
    },
    (engine) =>
      [...engine.sources.metrics.values()].flatMap(({ id, name, says, subject, unit }) =>
        CHECKED_KINDS.some((kind) => kind === subject) ? [{ id, name, says, subject: subject as CheckedKind, unit }] : [],
      ),
  ),
  expiring: query(
    {
      says: 'Answers that expire within so many days or have expired, and whole checklists that are due again, soonest first',
      input: z.object({ withinDays: z.int().min(0).max(3_650).default(30) }),
      output: z.array(expiringAnswer),
    },
    (engine, { withinDays }) => expiringAnswers(engine, withinDays),
  ),
  report: query(
    {
      says: 'The report of a run, or of a revision as it was signed, as JSON or as PDF with the JSON inside; base64',
      input: z.object({ ...ofRun, revision: z.int().min(1).optional(), as: fileKind }),
      output: fileOutcome,
    },
    (engine, { run, revision, as }) => runReport(engine, run, as, revision),
  ),
  blankSheet: query(
    {
      says: 'A version of a checklist as a page with blank boxes and the version’s id, as PDF or JSON; base64',
      input: z.object({ ...ofVersion, as: fileKind }),
      output: fileOutcome,
    },
    (engine, { template, number, as }) => blankSheetFile(engine, template, as, number),
  ),

  writeDraft: command(
    {
      says: 'Writes the draft of one’s own checklist, under the key that it names',
      input: z.object({ content: formContent }),
      output: templateName,
    },
    (engine, { content }) => writeDraft(engine, content),
  ),
  discardDraft: command(
    { says: 'Discards the draft of a checklist; its versions stay', input: z.object(ofTemplate), output: templateName },
    (engine, { template }) => discardDraft(engine, template),
  ),
  duplicate: command(
    {
      says: 'Makes a draft under a new key from a version of a checklist, such as one of the program’s',
      input: z.object({ ...ofVersion, key, title: z.string().min(1).max(120).optional() }),
      output: templateName,
    },
    duplicateTemplate,
  ),
  publish: command(
    {
      says: 'Publishes the draft as the newest version, which never changes from then on',
      input: z.object({ ...ofTemplate, note, by }),
      output: publishedAnswer,
    },
    publishDraft,
  ),
  restore: command(
    {
      says: 'Publishes the content of an earlier version again, as the newest',
      input: z.object({ template: key, number, note, by }),
      output: publishedAnswer,
    },
    restoreVersion,
  ),
  retire: command(
    { says: 'Offers a checklist no more; its versions and runs stay', input: z.object(ofTemplate), output: templateName },
    (engine, { template }) => retireTemplate(engine, template),
  ),
  reinstate: command(
    { says: 'Offers a retired checklist again', input: z.object(ofTemplate), output: templateName },
    (engine, { template }) => reinstateTemplate(engine, template),
  ),
  importTemplate: command(
    {
      says: 'Publishes what a JSON file holds as the newest version of its key; content that is known already makes none',
      input: z.object({
        content: z.string().max(2_000_000),
        name: z.string().min(1).max(300).optional(),
        key: key.optional(),
        note: note.optional(),
        by,
      }),
      output: importedAnswer,
    },
    importTemplate,
  ),
  start: command(
    {
      says: 'Begins a run about a subject, frozen to the newest version of a checklist',
      input: z.object({ ...ofVersion, about: subjectSchema, by }),
      output: z.object({ run: z.string(), number: z.int(), hash: z.string() }),
    },
    startRun,
  ),
  answer: command(
    {
      says: 'Answers an item, or answers it anew; what the application reads is read now and frozen in the answer',
      input: z.object({
        ...ofItem,
        given: sentSchema,
        note: z.string().max(10_000).optional(),
        evidence: z.array(evidenceRefSchema).max(100).optional(),
        timing: timingSchema.optional(),
        by,
      }),
      output: itemName.extend({ result: z.enum(VERDICTS), because: z.string(), repeat: z.array(z.string()) }),
    },
    answerItem,
  ),
  beginTimer: command(
    { says: 'Starts the timer of an item, once', input: z.object(ofItem), output: itemName.extend({ due: z.string() }) },
    (engine, { run, item }) => beginTimer(engine, run, item),
  ),
  override: command(
    {
      says: 'Goes ahead against a blocker, with a reason and a second person’s leave',
      input: z.object({ ...ofItem, reason, by, approver: z.object(signing) }),
      output: itemName,
    },
    overrideItem,
  ),
  requestOverride: command(
    {
      says: 'Asks to override a blocker where one person works alone: it can be done after the cool-off, with the number typed',
      input: z.object({ ...ofItem, reason, by }),
      output: overrideRequestSchema,
    },
    requestOverride,
  ),
  confirmOverride: command(
    {
      says: 'Overrides a blocker after the cool-off, with the number that is shown',
      input: z.object({ ...ofItem, number: z.string().max(20) }),
      output: itemName,
    },
    confirmOverride,
  ),
  withdrawOverride: command(
    { says: 'Takes an override, or the request for one, back', input: z.object(ofItem), output: itemName },
    withdrawOverride,
  ),
  sign: command(
    {
      says: 'Gives the next signature under what was read, told by its hash; refused while anything blocks',
      input: z.object({ ...ofRun, runHash: z.string().max(64), number: z.string().max(20).optional(), ...signing }),
      output: z.object({
        run: z.string(),
        revision: z.int(),
        role: z.string(),
        runHash: z.string(),
        state: z.enum(['open', 'signed']),
        expires: z.string().nullable(),
      }),
    },
    signRun,
  ),
  reopen: command(
    {
      says: 'Opens a signed run as a new revision; the one that was signed is kept as it was',
      input: z.object({ ...ofRun, reason, by }),
      output: z.object({ run: z.string(), revision: z.int() }),
    },
    (engine, { run, reason, by }) => reopenRun(engine, run, reason, by),
  ),
  voidRun: command(
    { says: 'Declares a run void that nobody has signed, with a reason', input: z.object({ ...ofRun, reason }), output: runName },
    (engine, { run, reason }) => voidRun(engine, run, reason),
  ),
});
