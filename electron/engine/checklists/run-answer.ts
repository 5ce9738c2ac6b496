import {
  type Answer,
  givenWords,
  type Item,
  itemsOf,
  type ItemStanding,
  nextSignature,
  paceOf,
  sealedHash,
} from '../../../shared/checklists/index.ts';
import type { Engine } from '../engine.ts';
import { timerDue } from './answering.ts';
import type { ItemAnswer, RunAnswer } from './answers.ts';
import { leaveNeeded } from './persons.ts';
import { positionsNow } from './readings.ts';
import { readRun, type Run, runOf, type RunRow, sealedRun } from './run-rows.ts';
import { type StandingRun, standNow } from './run-standing.ts';
import { coolOffOf } from './signing.ts';
import { newestVersion } from './template-rows.ts';

/** A run with everything that its screen shows, or an earlier revision as it was signed; null where there is none. */
export function oneRun(engine: Engine, id: string, revision?: number): RunAnswer | null {
  const current = readRun(engine.store, id);
  if (!current) return null;
  const run = revision === undefined || revision === current.revision ? current : sealedRun(engine.store, current, revision);
  return run ? answerOf(engine, run) : null;
}

function answerOf(engine: Engine, run: Run): RunAnswer {
  const stand = standNow(engine, run);
  const { standing, interruption, facts } = stand;
  const previous = previousRun(engine, run);
  const { template } = run;
  const items = standing.items.map((each) => itemAnswer(engine, stand, each, previous));
  const answers = new Map<string, Answer>([...run.items].flatMap(([item, { answer }]) => (answer === null ? [] : [[item, answer]])));
  const newest = newestVersion(engine.store, template.key);
  return {
    ...run.line,
    says: template.says,
    style: template.style,
    statement: template.statement,
    hash: run.hash,
    by: run.by,
    newerVersion: newest && newest.hash !== run.hash ? newest.number : null,
    chunks: template.chunks.map((chunk) => chunkAnswer(chunk, items)),
    items,
    hidden: [...standing.hidden],
    blockers: [...standing.blockers],
    interruption: interruption && { ...interruption, items: [...interruption.items] },
    lastItem: lastItem(items),
    nextItem: run.state === 'open' ? (items.find(isToDo)?.id ?? null) : null,
    pace: paceOf(template, answers),
    signatures: [...run.signatures],
    signing: {
      next: run.state === 'open' ? nextSignature(run) : null,
      runHash: run.line.runHash ?? sealedHash(run, standing, facts),
      coolOff: coolOffOf(engine, run),
    },
    revisions: engine.store.all(
      'SELECT revision, run_hash AS runHash, signed_at AS signedAt FROM checklist_sealed WHERE run = ? ORDER BY revision',
      run.run,
    ),
    overrides: leaveNeeded(engine),
    previous: previous?.run ?? null,
  };
}

function itemAnswer(engine: Engine, { run, files, interruption }: StandingRun, standing: ItemStanding, previous: Run | null): ItemAnswer {
  const { item, record, result, because, expired, blocker } = standing;
  const { answer } = record;
  return {
    id: item.id,
    chunk: run.template.chunks.find(({ items }) => items.includes(item))?.id ?? '',
    item,
    shown: result !== null,
    because,
    result,
    answer: answer && discreet(run, item, answer),
    words: answer && givenWords(item, answer),
    expired,
    repeat: record.repeat || (interruption?.items.includes(item.id) ?? false),
    blocker,
    override: record.override,
    request: record.request,
    timerSince: record.timerSince,
    timerDue: item.kind === 'timer' && record.timerSince !== null ? timerDue(item, record.timerSince) : null,
    positions: asList(positionsNow(engine, run.about, run.run, item)),
    files: (answer?.evidence ?? []).map(({ evidence, sha256 }) => ({ evidence, sha256, state: files.get(evidence) ?? 'missing' })),
    last: previous && lastOf(previous, item),
  };
}

/** The text to compare with is not shown to somebody who has yet to type it right. */
function discreet(run: Run, item: Item, answer: Answer): Answer {
  if (item.kind !== 'compare' || item.as !== 'characters' || run.state === 'signed' || answer.result === 'pass') return answer;
  return {
    ...answer,
    readings: answer.readings.map((reading) => (reading.value === null ? reading : { ...reading, value: '(kept, not shown)', trail: [] })),
  };
}

function asList(positions: readonly number[] | null): number[] | null {
  return positions === null ? null : [...positions];
}

/** How the same item was answered in the run before, where it asks for the same kind of answer. */
function lastOf(previous: Run, item: Item): ItemAnswer['last'] {
  const before = itemsOf(previous.template).find(({ id }) => id === item.id);
  const answer = previous.items.get(item.id)?.answer;
  if (!before || !answer || before.kind !== item.kind) return null;
  return {
    run: previous.run,
    at: answer.at,
    given: answer.given,
    result: answer.result,
    words: givenWords(before, answer),
    note: answer.note,
    evidence: answer.evidence,
  };
}

/** The run before this one about the same subject by the same checklist; void ones do not count. */
export function previousRun(engine: Pick<Engine, 'store'>, run: Run): Run | null {
  const row = engine.store.get<RunRow>(
    `SELECT * FROM checklist_run
     WHERE about_kind = ? AND about_id = ? AND template = ? AND started_seq < ? AND state <> 'void' ORDER BY started_seq DESC LIMIT 1`,
    run.about.kind,
    run.about.id,
    run.line.template,
    run.startedSeq,
  );
  return row ? runOf(engine.store, row) : null;
}

function chunkAnswer(
  { id, title, items }: { readonly id: string; readonly title: string; readonly items: readonly Item[] },
  all: readonly ItemAnswer[],
) {
  const ids = new Set(items.map((item) => item.id));
  const shown = all.filter((each) => ids.has(each.id) && each.shown);
  return { id, title, items: [...ids], answered: shown.filter((each) => !isToDo(each)).length, shown: shown.length };
}

function isToDo({ shown, result, repeat, expired }: ItemAnswer): boolean {
  return shown && (result === 'unanswered' || repeat || expired);
}

function lastItem(items: readonly ItemAnswer[]): string | null {
  let last: ItemAnswer | undefined;
  for (const item of items) if (item.answer !== null && (!last || item.answer.at >= (last.answer?.at ?? ''))) last = item;
  return last?.id ?? null;
}
