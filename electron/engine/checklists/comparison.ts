import type { z } from 'zod';
import { canonicalJson } from '../../../shared/journal/index.ts';
import { givenNumber, givenWords, type Item, itemsOf, sameGiven } from '../../../shared/checklists/index.ts';
import type { Subject } from '../../../shared/figures/index.ts';
import type { Engine } from '../engine.ts';
import type { comparisonAnswer, trendAnswer } from './answers.ts';
import { previousRun } from './run-answer.ts';
import { readRun, type Run, runOf, type RunRow } from './run-rows.ts';

type Comparison = z.output<typeof comparisonAnswer>;
type Change = Comparison['items'][number];

/** What has changed from one run to another, item by item; by default from the run before about the same subject. Null where there is no such run. */
export function compareRuns(engine: Pick<Engine, 'store'>, id: string, other?: string): Comparison | null {
  const after = readRun(engine.store, id);
  if (!after) return null;
  const before = other === undefined ? previousRun(engine, after) : readRun(engine.store, other);
  if (before === undefined) return null;
  const earlier = new Map(before ? itemsOf(before.template).map((item) => [item.id, item]) : []);
  const later = itemsOf(after.template);
  const gone = [...earlier.values()].filter((item) => !later.some(({ id }) => id === item.id));
  return {
    before: before && told(before),
    after: told(after),
    items: [
      ...later.map((item) => changeOf(before, after, earlier.get(item.id), item)),
      ...gone.map((item) => changeOf(before, after, item, undefined)),
    ],
  };
}

function told({ run, line: { number, startedAt } }: Run) {
  return { run, number, startedAt };
}

function changeOf(before: Run | null, after: Run, earlier: Item | undefined, later: Item | undefined): Change {
  const item = (later ?? earlier)!;
  const one = (earlier && before?.items.get(item.id)?.answer) ?? null;
  const other = (later && after.items.get(item.id)?.answer) ?? null;
  const same =
    one !== null &&
    other !== null &&
    one.result === other.result &&
    sameGiven(one.given, other.given) &&
    givenWords(earlier, one) === givenWords(later, other);
  return {
    item: item.id,
    text: item.text,
    change: one === null ? (other === null ? 'same' : 'new') : other === null ? 'gone' : same ? 'same' : 'changed',
    asksOtherwise: earlier !== undefined && later !== undefined && canonicalJson(earlier) !== canonicalJson(later),
    before: one && { words: givenWords(earlier, one), result: one.result, at: one.at },
    after: other && { words: givenWords(later, other), result: other.result, at: other.at },
  };
}

/** The numbers that an item was answered with about a subject, oldest first; void runs are left out. */
export function itemTrend(engine: Pick<Engine, 'store'>, about: Subject, template: string, item: string): z.output<typeof trendAnswer> {
  const rows = engine.store.all<RunRow>(
    `SELECT * FROM checklist_run WHERE about_kind = ? AND about_id = ? AND template = ? AND state <> 'void' ORDER BY started_seq`,
    about.kind,
    about.id,
    template,
  );
  return rows.flatMap((row) => {
    const run = runOf(engine.store, row);
    const answer = run.items.get(item)?.answer;
    const value = answer && givenNumber(answer);
    if (!answer || value == null) return [];
    return [
      {
        run: row.run,
        at: answer.at,
        value,
        unit: unitOf(
          itemsOf(run.template).find(({ id }) => id === item),
          answer.readings[0]?.unit ?? null,
        ),
        result: answer.result,
      },
    ];
  });
}

function unitOf(item: Item | undefined, read: string | null): string | null {
  return item?.kind === 'value' ? item.unit : read;
}
