import { type Answer, type Blocker, type BlockerReason, givenWords, itemsOf } from '../../../shared/checklists/index.ts';
import type { EvidenceRef } from '../../../shared/evidence/index.ts';
import type { Subject, Verdict } from '../../../shared/figures/index.ts';
import type { Engine } from '../engine.ts';
import { type Run, runOf, type RunRow } from './run-rows.ts';
import { standNow } from './run-standing.ts';

/** How a checklist stands for a subject. A gate passes with `signed` only. */
export interface Standing {
  readonly state: 'missing' | 'open' | 'signed' | 'expired';
  /** The run that decides. */
  readonly run: string | null;
  readonly runHash: string | null;
  /** What keeps it from being signed, or from standing. */
  readonly blockers: Blocker[];
  readonly overrides: Array<{ readonly item: string; readonly text: string; readonly reason: string; readonly by: string }>;
  /** Of a signed one: until when it counts; null where for good. */
  readonly expires: string | null;
}

const MISSING: Standing = { state: 'missing', run: null, runHash: null, blockers: [], overrides: [], expires: null };
/** What an open run has found out already, so that the signed one before it cannot be relied upon. */
const FOUND_OUT: ReadonlySet<BlockerReason> = new Set(['failed', 'unknown']);

/**
 * How the checklist `template` (its key, any version) stands for a subject at an instant. The newest signed run decides until it expires
 * or a file beside a critical answer is no longer what it was; a newer run that is still open decides where it has none before it, or
 * where it has already found a critical item failed or unknown.
 */
export function standingOf(engine: Engine, about: Subject, template: string, at: string = engine.now()): Standing {
  const rows = engine.store.all<RunRow>(
    `SELECT * FROM checklist_run WHERE about_kind = ? AND about_id = ? AND template = ? AND state <> 'void' ORDER BY started_seq DESC`,
    about.kind,
    about.id,
    template,
  );
  const [newest] = rows;
  if (!newest) return MISSING;
  const signed = rows.find(({ state }) => state === 'signed');
  if (newest.state === 'open') {
    const open = told(engine, runOf(engine.store, newest), at);
    if (!signed || open.blockers.some(({ reason }) => FOUND_OUT.has(reason))) return { ...open, state: 'open' };
  }
  return signed ? standingOfSigned(engine, runOf(engine.store, signed), at) : MISSING;
}

function standingOfSigned(engine: Engine, run: Run, at: string): Standing {
  const standing = told(engine, run, at);
  const { expires } = run.line;
  if (expires !== null && expires <= at) return { ...standing, state: 'expired', expires };
  return { ...standing, state: standing.blockers.length === 0 ? 'signed' : 'open', expires };
}

function told(engine: Engine, run: Run, at: string): Standing {
  const { standing } = standNow(engine, run, at);
  const overrides = standing.items.flatMap(({ item, result, record: { override } }) =>
    result === null || override === null ? [] : [{ item: item.id, text: item.text, reason: override.reason, by: override.by.name }],
  );
  return { state: 'open', run: run.run, runHash: run.line.runHash, blockers: [...standing.blockers], overrides, expires: null };
}

/** The latest signed answer to an item about a subject, whichever checklist asked it. */
export interface StandingAnswer {
  readonly item: string;
  readonly template: string;
  readonly result: Verdict;
  /** In words. */
  readonly value: string;
  readonly at: string;
  readonly validUntil: string | null;
  readonly expired: boolean;
  readonly overridden: boolean;
  readonly run: string;
  readonly evidence: EvidenceRef[];
}

/** By item id, the latest answer over all signed runs about a subject; expired ones too, which say so. */
export function standingAnswers(engine: Engine, about: Subject, at: string = engine.now()): ReadonlyMap<string, StandingAnswer> {
  const rows = engine.store.all<RunRow>(
    `SELECT * FROM checklist_run WHERE about_kind = ? AND about_id = ? AND state = 'signed'`,
    about.kind,
    about.id,
  );
  const latest = new Map<string, StandingAnswer>();
  for (const row of rows) {
    const run = runOf(engine.store, row);
    const hidden = new Set(run.frozen?.hidden.map(({ item }) => item));
    for (const item of itemsOf(run.template)) {
      const record = run.items.get(item.id);
      if (!record?.answer || hidden.has(item.id)) continue;
      const other = latest.get(item.id);
      if (other && other.at >= record.answer.at) continue;
      latest.set(item.id, {
        ...answerOf(record.answer, at),
        item: item.id,
        template: row.template,
        run: row.run,
        value: givenWords(item, record.answer),
        overridden: record.override !== null,
      });
    }
  }
  return latest;
}

function answerOf(
  { result, at, validUntil, evidence }: Answer,
  now: string,
): Pick<StandingAnswer, 'result' | 'at' | 'validUntil' | 'expired' | 'evidence'> {
  return { result, at, validUntil, expired: validUntil !== null && validUntil <= now, evidence };
}
