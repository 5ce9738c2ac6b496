import type { Subject, Verdict } from '../figures/index.ts';
import type { Answer, Hidden, Override, Signature } from './answer.ts';
import { givenWords } from './given-words.ts';
import { rangeWords } from './judge.ts';
import { type Pace, paceOf } from './pace.ts';
import type { Blocker, RunRecord, RunStanding } from './run.ts';
import type { Item, Operand, Template } from './template.ts';

export const REPORT_FORMAT = 'countinghouse-checklist-report/1';

/** What a report says of the run beside its record. */
export interface ReportNames {
  readonly title: string;
  readonly number: number;
  readonly aboutTitle: string;
  readonly startedAt: string;
  readonly startedBy: string;
  readonly runHash: string;
  readonly expires: string | null;
  /** Name, size and state of a file by its evidence. */
  readonly files: ReadonlyMap<
    string,
    { readonly name: string; readonly mediaType: string; readonly bytes: number; readonly state: string }
  >;
}

export interface ReportLine {
  readonly item: string;
  readonly text: string;
  readonly critical: boolean;
  readonly result: Verdict | 'unanswered' | 'not-shown';
  /** The answer in words, with why it has its result; of an item that was not shown, why. */
  readonly words: string;
  readonly because: string;
  readonly note: string | null;
  readonly at: string | null;
  readonly by: string | null;
  readonly milliseconds: number | null;
  readonly validUntil: string | null;
  readonly override: Override | null;
  readonly answer: Answer | null;
}

export interface ReportFile {
  readonly item: string;
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: number | null;
  readonly sha256: string;
  readonly state: string;
}

/** A completed checklist as a document: everything that its hash covers, and how it stands now. */
export interface ChecklistReport {
  readonly format: typeof REPORT_FORMAT;
  readonly run: string;
  readonly revision: number;
  readonly state: 'open' | 'signed' | 'void';
  readonly template: { readonly key: string; readonly title: string; readonly number: number; readonly hash: string };
  readonly about: Subject & { readonly title: string };
  readonly startedAt: string;
  readonly startedBy: string;
  readonly statement: string;
  readonly runHash: string;
  readonly expires: string | null;
  readonly chunks: ReadonlyArray<{ readonly id: string; readonly title: string; readonly lines: readonly ReportLine[] }>;
  readonly blockers: readonly Blocker[];
  readonly hidden: readonly Hidden[];
  readonly facts: Readonly<Record<string, string | null>>;
  readonly files: readonly ReportFile[];
  readonly pace: Pace;
  readonly signatures: readonly Signature[];
}

/** The report of a run as it stands; pure, so that a program that has the journal can make the same one. */
export function completedReport(
  run: RunRecord,
  standing: RunStanding,
  facts: Readonly<Record<string, string | null>>,
  names: ReportNames,
): ChecklistReport {
  const byItem = new Map(standing.items.map((each) => [each.item.id, each]));
  const answers = new Map([...run.items].flatMap(([item, { answer }]) => (answer === null ? [] : [[item, answer] as const])));
  const lines = (items: readonly Item[]) => items.map((item): ReportLine => lineOf(byItem.get(item.id)!));
  return {
    format: REPORT_FORMAT,
    run: run.run,
    revision: run.revision,
    state: run.state,
    template: { key: run.template.key, title: names.title, number: names.number, hash: run.hash },
    about: { ...run.about, title: names.aboutTitle },
    startedAt: names.startedAt,
    startedBy: names.startedBy,
    statement: run.template.statement,
    runHash: names.runHash,
    expires: names.expires,
    chunks: run.template.chunks.map(({ id, title, items }) => ({ id, title, lines: lines(items) })),
    blockers: standing.blockers,
    hidden: standing.hidden,
    facts,
    files: filesOf(standing, names),
    pace: paceOf(run.template, answers),
    signatures: run.signatures,
  };
}

function lineOf({ item, record, result, because }: RunStanding['items'][number]): ReportLine {
  const { answer, override } = record;
  const about = { item: item.id, text: item.text, critical: item.critical };
  const empty = { note: null, at: null, by: null, milliseconds: null, validUntil: null, answer: null };
  if (result === null) return { ...about, ...empty, result: 'not-shown', words: 'not shown', because: because ?? '', override: null };
  if (answer === null) return { ...about, ...empty, result: 'unanswered', words: 'not answered', because: '', override };
  return {
    ...about,
    result: answer.result,
    words: givenWords(item, answer),
    because: answer.because,
    note: answer.note,
    at: answer.at,
    by: answer.by.name,
    milliseconds: answer.timing.milliseconds,
    validUntil: answer.validUntil,
    override,
    answer,
  };
}

function filesOf(standing: RunStanding, { files }: ReportNames): readonly ReportFile[] {
  return standing.items.flatMap(({ item, result, record }) =>
    result === null || record.answer === null
      ? []
      : record.answer.evidence.map(({ evidence, sha256 }) => {
          const file = files.get(evidence);
          return {
            item: item.id,
            name: file?.name ?? evidence,
            mediaType: file?.mediaType ?? '',
            bytes: file?.bytes ?? null,
            sha256,
            state: file?.state ?? 'missing',
          };
        }),
  );
}

/** One item of a sheet to fill in by hand. */
export interface BlankItem {
  readonly item: string;
  readonly text: string;
  readonly critical: boolean;
  /** What passes, and when it is asked, in words; empty where there is nothing to add. */
  readonly hint: string;
  /** Empty squares to tick; none where something is written on the line. */
  readonly choices: readonly string[];
}

/** A checklist as one page with blank boxes, for work without a machine. */
export interface BlankSheet {
  readonly key: string;
  readonly title: string;
  readonly moment: string;
  readonly number: number;
  readonly hash: string;
  /** What the code on the sheet says: which version it is. */
  readonly code: string;
  readonly chunks: ReadonlyArray<{ readonly title: string; readonly items: readonly BlankItem[] }>;
  readonly statement: string;
  readonly signatures: readonly string[];
}

export function blankSheet(template: Template, number: number, hash: string): BlankSheet {
  return {
    key: template.key,
    title: template.title,
    moment: template.moment,
    number,
    hash,
    code: `countinghouse:checklist/${template.key}/${number}/${hash}`,
    chunks: template.chunks.map(({ title, items }) => ({ title, items: items.map(blankItem) })),
    statement: template.statement,
    signatures: template.signatures.map(({ role }) => role),
  };
}

function blankItem(item: Item): BlankItem {
  const { id, text, critical } = item;
  const parts = [wanted(item), item.condition === undefined ? '' : 'may not apply'].filter((part) => part !== '');
  return { item: id, text, critical, hint: parts.join('; '), choices: choicesOf(item) };
}

function choicesOf(item: Item): readonly string[] {
  const more = item.notApplicable ? ['N/A'] : [];
  if (item.kind === 'choice') return [...item.options.map((option) => option.text), ...more];
  return item.kind === 'tick' || item.kind === 'sub-list' ? ['Yes', 'No', ...more] : more;
}

function wanted(item: Item): string {
  switch (item.kind) {
    case 'value':
      return [rangeWords(item, ` ${item.unit}`), item.atLeast === undefined && item.atMost === undefined ? `in ${item.unit}` : ''].join('');
    case 'computed':
      return [rangeWords(item, ''), `from ${item.metric}`].filter((part) => part !== '').join(', ');
    case 'compare':
      return `${operandWords(item.left)} = ${operandWords(item.right)}`;
    case 'date':
      return [
        item.atMostDaysAgo === undefined ? '' : `at most ${item.atMostDaysAgo} days ago`,
        item.atLeastDaysAhead === undefined ? '' : `at least ${item.atLeastDaysAhead} days ahead`,
      ]
        .filter((part) => part !== '')
        .join(' or ');
    case 'evidence':
      return item.atLeastFiles === 1 ? 'keep a file' : `keep ${item.atLeastFiles} files`;
    case 'timer':
      return `wait ${item.minutes} minutes`;
    case 'signature':
      return `signed by ${item.role}`;
    case 'sub-list':
      return `${item.template} signed`;
    case 'choice':
    case 'text':
    case 'tick':
      return '';
  }
}

function operandWords(operand: Operand): string {
  if ('metric' in operand) return operand.metric;
  return 'fact' in operand ? operand.fact : operand.typed;
}
