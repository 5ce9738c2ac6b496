import type { z } from 'zod';
import type { CheckedKind } from '../../../shared/figures/index.ts';
import type { Engine } from '../engine.ts';
import type { SqlValue } from '../store/store.ts';
import type { runsAnswer } from './answers.ts';
import { lineOf, type RunRow } from './run-rows.ts';

export interface RunsQuestion {
  readonly text?: string | undefined;
  readonly template?: string | undefined;
  readonly about?: { readonly kind: CheckedKind; readonly id?: string | undefined } | undefined;
  readonly state?: 'open' | 'signed' | 'void' | 'expired' | undefined;
  readonly limit: number;
  readonly offset: number;
}

/**
 * A page of runs, newest first, and how many there are in all. Every word of the text must occur in the run: in its names, its answers,
 * notes and reasons. Void ones come only where they are asked for.
 */
export function searchRuns(engine: Pick<Engine, 'store' | 'now'>, question: RunsQuestion): z.output<typeof runsAnswer> {
  const { where, params } = conditions(engine, question);
  const found = engine.store.all<{ run: string }>(
    `SELECT run FROM checklist_run ${where.length === 0 ? '' : `WHERE ${where.join(' AND ')}`} ORDER BY started_seq DESC`,
    ...params,
  );
  const page = found.slice(question.offset, question.offset + question.limit).map(({ run }) => run);
  const rows = engine.store.all<RunRow>(
    'SELECT * FROM checklist_run WHERE run IN (SELECT value FROM json_each(?)) ORDER BY started_seq DESC',
    JSON.stringify(page),
  );
  return { total: found.length, runs: rows.map(lineOf) };
}

function conditions({ now }: Pick<Engine, 'now'>, { text, template, about, state }: RunsQuestion): { where: string[]; params: SqlValue[] } {
  const where: string[] = [];
  const params: SqlValue[] = [];
  const wants = (condition: string, ...values: SqlValue[]) => {
    where.push(condition);
    params.push(...values);
  };
  if (state === undefined) wants("state <> 'void'");
  else if (state === 'expired') wants("state = 'signed' AND expires IS NOT NULL AND expires <= ?", now());
  else wants('state = ?', state);
  if (template !== undefined) wants('template = ?', template);
  if (about !== undefined) wants('about_kind = ?', about.kind);
  if (about?.id !== undefined) wants('about_id = ?', about.id);
  const words = (text ?? '')
    .normalize('NFKC')
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '')
    .slice(0, 10);
  if (words.length > 0) {
    const each = words.map(() => 'instr(words, ?) > 0').join(' AND ');
    wants(`run IN (SELECT run FROM checklist_words WHERE ${each})`, ...words);
  }
  return { where, params };
}
