import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openEngine, type OpenEngine } from '../../electron/engine/open-engine.ts';
import { isRefused } from '../../shared/figures/index.ts';

let folder: string;
let engine: OpenEngine;
let clock: string;

function open(mode: 'create' | 'open' = 'open'): OpenEngine {
  const opened = openEngine({ workspace: join(folder, 'books.countinghouse'), actor: 'tester', mode, now: () => clock });
  if (isRefused(opened)) throw new Error(opened.error.message);
  return opened.ok;
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'countinghouse-'));
  clock = '2026-03-01T10:00:00.000Z';
  engine = open('create');
});
afterEach(async () => {
  await engine.close();
  rmSync(folder, { recursive: true });
});

const CLOCK = {
  type: 'journal.clock-went-back',
  subject: 'clock',
  payload: { previous: '2026-01-02T00:00:00Z', claimed: '2026-01-01T00:00:00Z' },
};

test('what is committed can be read again, by place and by id, also after reopening', async () => {
  const committed = engine.journal.commit([CLOCK, CLOCK, CLOCK]);
  if (isRefused(committed)) throw new Error(committed.error.message);
  const head = engine.journal.head();
  expect(head.size).toBe(3);
  await engine.close();
  engine = open();
  expect(engine.journal.head()).toEqual(head);
  expect(engine.journal.at(1)).toEqual(committed.ok[1]);
  expect(engine.journal.byId(committed.ok[2]!.id)).toEqual(committed.ok[2]);
  expect([...engine.journal.each(1)]).toEqual(committed.ok.slice(1));
});

test('two connections append to one tree, and each hears of the other', () => {
  const other = open();
  const heard: number[] = [];
  other.journal.onChange((notice) => heard.push(notice.size));
  for (let round = 0; round < 7; round += 1) {
    expect(isRefused(engine.journal.commit([CLOCK]))).toBe(false);
    other.journal.lookForForeignChanges();
    expect(isRefused(other.journal.commit([CLOCK, CLOCK]))).toBe(false);
  }
  expect(engine.journal.head()).toEqual(other.journal.head());
  expect(engine.journal.head().size).toBe(21);
  expect(heard.filter((_, i) => i % 2 === 0)).toEqual([1, 4, 7, 10, 13, 16, 19]);
  void other.close();
});

test('a clock that goes back is told in an entry of its own, and nothing is lost', () => {
  engine.journal.commit([CLOCK]);
  clock = '2026-02-01T10:00:00.000Z';
  const told: string[] = [];
  engine.journal.onChange(({ columns }) => told.push(...columns));
  const setting = { setting: 'timeZone', before: 'UTC', after: 'Europe/Berlin' };
  const committed = engine.journal.commit([{ type: 'workspace.setting-changed', subject: 'timeZone', payload: setting }]);
  if (isRefused(committed)) throw new Error(committed.error.message);
  expect(committed.ok.map((event) => event.seq)).toEqual([2]);
  expect(told).toEqual(['journal', 'workspace']);
  expect(engine.journal.at(1)?.payload).toEqual({ previous: '2026-03-01T10:00:00.000Z', claimed: clock });
  expect(engine.journal.head().size).toBe(3);
});

test('a payload that its schema does not know stores nothing', () => {
  expect(() => engine.journal.commit([CLOCK, { ...CLOCK, payload: { previous: 'yesterday' } }])).toThrow('must be an instant in UTC');
  expect(engine.journal.head().size).toBe(0);
});
