import type { z } from 'zod';
import { type Answer, type ItemOutcome, itemStatistics, median, paceOf } from '../../../shared/checklists/index.ts';
import type { Verdict } from '../../../shared/figures/index.ts';
import type { Engine } from '../engine.ts';
import type { statisticsAnswer } from './answers.ts';
import { findVersion } from './template-rows.ts';

interface OutcomeRow {
  readonly run: string;
  readonly item: string;
  readonly result: Verdict | null;
  readonly failed_once: number;
  readonly overridden: number;
  readonly milliseconds: number | null;
}

/**
 * How each item of the newest version fared over all signed runs of the checklist, or over those of one version. Items of earlier versions
 * count where they have kept their id; null where there is no such checklist.
 */
export function templateStatistics(engine: Pick<Engine, 'store'>, key: string, number?: number): z.output<typeof statisticsAnswer> | null {
  const version = findVersion(engine.store, key, number);
  if (!version) return null;
  const runs = engine.store.all<{ run: string; hidden: string | null }>(
    `SELECT checklist_run.run, hidden FROM checklist_run
     LEFT JOIN checklist_signature ON checklist_signature.run = checklist_run.run
       AND checklist_signature.revision = checklist_run.revision AND place = 0
     WHERE template = ? AND state = 'signed' AND (? IS NULL OR number = ?)`,
    key,
    number ?? null,
    number ?? null,
  );
  const rows = engine.store.all<OutcomeRow>(
    `SELECT run, item, result, failed_once, override IS NOT NULL AS overridden, answer ->> '$.timing.milliseconds' AS milliseconds
     FROM checklist_item JOIN checklist_run USING (run)
     WHERE template = ? AND state = 'signed' AND (? IS NULL OR number = ?) ORDER BY run`,
    key,
    number ?? null,
    number ?? null,
  );
  const told = new Map<string, OutcomeRow[]>();
  for (const row of rows) told.set(row.run, [...(told.get(row.run) ?? []), row]);
  const paces = runs.map(({ run }) => paceOf(version.content, timesOf(told.get(run) ?? [])));
  const medians = paces.flatMap(({ medianMilliseconds }) => (medianMilliseconds === null ? [] : [medianMilliseconds]));
  return {
    runs: runs.length,
    medianMilliseconds: median(medians),
    tooFast: paces.filter(({ tooFast }) => tooFast).length,
    items: [
      ...itemStatistics(
        version.content,
        runs.flatMap(({ run, hidden }) => outcomesOf(told.get(run) ?? [], hidden)),
      ),
    ],
  };
}

function outcomesOf(rows: readonly OutcomeRow[], hiddenJson: string | null): readonly ItemOutcome[] {
  const hidden = new Set((JSON.parse(hiddenJson ?? '[]') as ReadonlyArray<{ readonly item: string }>).map(({ item }) => item));
  const answered = rows.map((row) => ({
    item: row.item,
    result: row.result,
    hidden: hidden.has(row.item),
    failedOnce: row.failed_once === 1,
    overridden: row.overridden === 1,
    milliseconds: row.milliseconds,
  }));
  const names = new Set(rows.map(({ item }) => item));
  const unasked = [...hidden].filter((item) => !names.has(item));
  return [
    ...answered,
    ...unasked.map((item) => ({ item, result: null, hidden: true, failedOnce: false, overridden: false, milliseconds: null })),
  ];
}

function timesOf(rows: readonly OutcomeRow[]): ReadonlyMap<string, Pick<Answer, 'timing'>> {
  return new Map(rows.map(({ item, milliseconds }) => [item, { timing: { shownAt: null, milliseconds } }]));
}
