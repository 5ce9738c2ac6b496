import type {
  Answer,
  Facts,
  Hidden,
  ItemRecord,
  Override,
  OverrideRequest,
  RunRecord,
  Signature,
  Signer,
} from '../../../shared/checklists/index.ts';
import { done, type Outcome, refuse, type CheckedKind } from '../../../shared/figures/index.ts';
import type { Reader } from '../store/store.ts';
import type { RunLine } from './answers.ts';
import { frozenContent } from './template-rows.ts';

/** A run as its row has it, beside what was told of its items. */
export interface Run extends RunRecord {
  readonly line: RunLine;
  readonly by: Signer;
  /** The last event that changed it: a command that decided on another one is refused. */
  readonly changedSeq: number;
  readonly startedSeq: number;
}

export interface RunRow {
  readonly run: string;
  readonly template: string;
  readonly number: number;
  readonly hash: string;
  readonly title: string;
  readonly about_kind: CheckedKind;
  readonly about_id: string;
  readonly about_title: string;
  readonly started_seq: number;
  readonly started_at: string;
  readonly by_person: string;
  readonly by_name: string;
  readonly state: 'open' | 'signed' | 'void';
  readonly revision: number;
  readonly changed_seq: number;
  readonly changed_at: string;
  readonly answered: number;
  readonly failed: number;
  readonly overridden: number;
  readonly signed_at: string | null;
  readonly run_hash: string | null;
  readonly expires: string | null;
}

/** A run with everything that was told to it; undefined where there is none of that id. */
export function readRun(store: Reader, id: string): Run | undefined {
  const row = store.get<RunRow>('SELECT * FROM checklist_run WHERE run = ?', id);
  return row && runOf(store, row);
}

export function findRun(store: Reader, id: string): Outcome<Run> {
  const run = readRun(store, id);
  return run ? done(run) : refuse('no-such-run', `There is no checklist run ${id}.`, { run: id });
}

export function runOf(store: Reader, row: RunRow): Run {
  const signatures = store.all<SignatureRow>(
    'SELECT signature, hidden, facts FROM checklist_signature WHERE run = ? AND revision = ? ORDER BY place',
    row.run,
    row.revision,
  );
  const [first] = signatures;
  return {
    run: row.run,
    revision: row.revision,
    state: row.state,
    about: { kind: row.about_kind, id: row.about_id },
    hash: row.hash,
    template: frozenContent(store, row.template, row.number, row.hash),
    items: itemRecords(store, row.run),
    signatures: signatures.map(({ signature }) => JSON.parse(signature) as Signature),
    frozen: first ? { hidden: JSON.parse(first.hidden) as readonly Hidden[], facts: JSON.parse(first.facts) as Facts } : null,
    line: lineOf(row),
    by: { person: row.by_person, name: row.by_name },
    changedSeq: row.changed_seq,
    startedSeq: row.started_seq,
  };
}

/** An earlier revision as its signatures sealed it; undefined where that revision was never signed. */
export function sealedRun(store: Reader, current: Run, revision: number): Run | undefined {
  const sealed = store.get<SealedRow>(
    'SELECT run_hash, signed_at, items FROM checklist_sealed WHERE run = ? AND revision = ?',
    current.run,
    revision,
  );
  const row = store.get<RunRow>('SELECT * FROM checklist_run WHERE run = ?', current.run);
  if (!sealed || !row) return undefined;
  const then = runOf(store, { ...row, revision, state: 'signed', signed_at: sealed.signed_at, run_hash: sealed.run_hash });
  const items = JSON.parse(sealed.items) as readonly SealedItem[];
  return { ...then, items: new Map(items.map(({ item, answer, override }) => [item, { ...NONE, answer, override }])) };
}

export function noSuchRevision(run: string, revision: number | undefined): Outcome<never> {
  return refuse('no-such-revision', `Revision ${revision} of this checklist was never signed.`, { run });
}

const NONE = { request: null, repeat: false, timerSince: null };

export function lineOf(row: RunRow): RunLine {
  return {
    run: row.run,
    template: row.template,
    number: row.number,
    title: row.title,
    about: { kind: row.about_kind, id: row.about_id },
    aboutTitle: row.about_title,
    state: row.state,
    revision: row.revision,
    startedAt: row.started_at,
    startedBy: row.by_name,
    changedAt: row.changed_at,
    signedAt: row.signed_at,
    runHash: row.run_hash,
    answered: row.answered,
    failed: row.failed,
    overridden: row.overridden,
    expires: row.expires,
  };
}

/** What was told of a run's items. */
export function itemRecords(store: Reader, run: string): ReadonlyMap<string, ItemRecord> {
  const rows = store.all<ItemRow>(
    'SELECT item, answer, override, request, timer_since, repeat FROM checklist_item WHERE run = ? ORDER BY item',
    run,
  );
  return new Map(
    rows.map(({ item, answer, override, request, timer_since: timerSince, repeat }) => [
      item,
      {
        answer: read<Answer>(answer),
        override: read<Override>(override),
        request: read<OverrideRequest>(request),
        repeat: repeat === 1,
        timerSince,
      },
    ]),
  );
}

function read<T>(json: string | null): T | null {
  return json === null ? null : (JSON.parse(json) as T);
}

interface ItemRow {
  readonly item: string;
  readonly answer: string | null;
  readonly override: string | null;
  readonly request: string | null;
  readonly timer_since: string | null;
  readonly repeat: number;
}

interface SignatureRow {
  readonly signature: string;
  readonly hidden: string;
  readonly facts: string;
}

interface SealedRow {
  readonly run_hash: string;
  readonly signed_at: string;
  readonly items: string;
}

interface SealedItem {
  readonly item: string;
  readonly answer: Answer | null;
  readonly override: Override | null;
}
