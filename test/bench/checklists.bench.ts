import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createCaller } from '../../electron/engine/api/router.ts';
import { openEngine } from '../../electron/engine/open-engine.ts';
import { BUNDLED_TEMPLATES, contentHash, itemsOf } from '../../shared/checklists/index.ts';
import { isRefused } from '../../shared/figures/index.ts';
import type { NewEvent } from '../../shared/journal/index.ts';

const RUNS = Number(process.env['BENCH_RUNS'] ?? 10_000);
const ITEMS = 6;
const WORDS = ['custody', 'address', 'deadline', 'agreement', 'insurance', 'collateral', 'settlement', 'callback', 'window', 'reserve'];

/**
 * A search through 10,000 runs with their answers and notes, against the same page of the same table read by its index alone: what the
 * search itself costs. And how long an answer takes where there are so many.
 */
test('ten thousand runs are searched at once', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'countinghouse-bench-'));
  try {
    const opened = openEngine({ workspace: join(folder, 'many.countinghouse'), actor: 'bench', mode: 'create' });
    if (isRefused(opened)) throw new Error(opened.error.message);
    const engine = opened.ok;
    const template = BUNDLED_TEMPLATES.find(({ about }) => about === 'day')!;
    const hash = contentHash(template);
    const by = { person: 'owner', name: 'Owner' };
    const at = engine.now();
    commit([
      {
        type: 'checklists.version-published',
        subject: template.key,
        payload: { number: 1, content: template, hash, note: '', by: null, origin: 'bundled' },
      },
    ]);
    const items = itemsOf(template).slice(0, ITEMS);
    let last = '';
    for (let from = 0; from < RUNS; from += 500) {
      const events: NewEvent[] = [];
      for (let i = from; i < Math.min(from + 500, RUNS); i += 1) {
        const run = engine.newId();
        last = run;
        const day = new Date(Date.UTC(2000, 0, 1 + i)).toISOString().slice(0, 10);
        events.push({
          type: 'checklists.run-started',
          subject: run,
          payload: { template: template.key, number: 1, hash, about: { kind: 'day', id: day }, title: template.title, aboutTitle: day, by },
        });
        for (const [n, item] of items.entries()) {
          const note = `${WORDS[(i * 7 + n) % 10]} of the ${WORDS[(i * 3 + n * 5) % 10]} looked at in the ${WORDS[(i + n) % 10]} number ${i * ITEMS + n}`;
          const after = {
            given: { is: 'tick', holds: true },
            result: 'pass',
            because: 'It is so.',
            note,
            evidence: [],
            readings: [],
            facts: {},
            by,
            at,
            timing: { shownAt: null, milliseconds: 3_000 },
            validUntil: null,
          };
          events.push({
            type: 'checklists.item-answered',
            subject: run,
            payload: { item: item.id, before: null, after, interrupted: null },
          });
        }
      }
      commit(events);
    }
    const api = createCaller({ engine });
    const plain = () => Promise.resolve(engine.store.all('SELECT * FROM checklist_run ORDER BY started_seq DESC LIMIT 100'));
    const rival = await median(plain);
    const searches: Record<string, () => Promise<unknown>> = {
      'the newest page': () => api.checklists.runs({}),
      'a rare word': () => api.checklists.runs({ text: `number ${(RUNS - 1) * ITEMS}` }),
      'three common words': () => api.checklists.runs({ text: 'custody insurance window' }),
      'a word that is nowhere': () => api.checklists.runs({ text: 'zeppelin' }),
      'one day': () => api.checklists.runs({ about: { kind: 'day', id: '2010-06-01' } }),
      'the last page': () => api.checklists.runs({ offset: RUNS - 100 }),
      'what expires': () => api.checklists.expiring({}),
      statistics: () => api.checklists.statistics({ template: template.key }),
      'one run': () => api.checklists.run({ run: last }),
    };
    console.log(`${RUNS} runs with ${ITEMS} answers each; a page of 100 by its index: ${rival.toFixed(2)} ms`);
    for (const [name, search] of Object.entries(searches)) {
      const time = await median(search);
      console.log(`${name}: ${time.toFixed(1)} ms, ${(time / rival).toFixed(1)}× the plain page`);
    }
    expect(await api.checklists.runs({})).toMatchObject({ total: RUNS });
    expect((await api.checklists.runs({ text: 'zeppelin' })).total).toBe(0);
    const answering = await median(() => api.checklists.answer({ run: last, item: items[0]!.id, given: { is: 'unknown' } }), 21);
    console.log(`an answer, on disk when it is answered: ${answering.toFixed(1)} ms`);
    await engine.close();

    function commit(events: readonly NewEvent[]): void {
      const outcome = engine.journal.commit(events);
      if (isRefused(outcome)) throw new Error(outcome.error.message);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

async function median(work: () => Promise<unknown>, times = 31): Promise<number> {
  const taken: number[] = [];
  for (let i = 0; i < times; i += 1) {
    const start = performance.now();
    await work();
    taken.push(performance.now() - start);
  }
  return taken.sort((one, other) => one - other)[times >> 1]!;
}
