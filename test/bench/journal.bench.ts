import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { rebuild, verifyStore } from '../../electron/engine/journal/index.ts';
import { openEngine, type OpenEngine } from '../../electron/engine/open-engine.ts';
import { openStore } from '../../electron/engine/store/store.ts';
import type { NewEvent } from '../../shared/journal/index.ts';

const folder = mkdtempSync(join(tmpdir(), 'countinghouse-bench-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function create(name: string): OpenEngine {
  const opened = openEngine({ workspace: join(folder, name), actor: 'bench', mode: 'create' });
  if ('error' in opened) throw new Error(opened.error.message);
  return opened.ok;
}

function reward(position: string, i: number): NewEvent {
  const day = new Date(Date.UTC(2020, 0, 1) + (i % 2_000) * 86_400_000).toISOString();
  const amount = { asset: 'DOT', quantity: `0.${String(100_000_000 + i).slice(1)}1` };
  return {
    type: 'positions.activity-recorded',
    subject: position,
    payload: { activity: { kind: 'reward', at: day, stream: `position:${position}`, into: [amount], rewardTo: 'position' } },
  };
}

function fill(engine: OpenEngine, events: number): void {
  const chunk = 5_000;
  for (let from = 0; from < events; from += chunk) {
    const committed = engine.journal.commit(
      Array.from({ length: Math.min(chunk, events - from) }, (_, i) => reward(`p${(from + i) % 100}`, from + i)),
    );
    if ('error' in committed) throw new Error(committed.error.message);
  }
}

function median(values: number[]): number {
  return values.sort((one, other) => one - other)[values.length >> 1]!;
}

/** Processor time of this process that `work` took, in seconds; other programs of the machine do not count. */
function processorSeconds(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}

test('one durable command against a bare insert with the same pragmas', async () => {
  const engine = create('command');
  const bare = openStore(join(folder, 'bare'));
  bare.script('CREATE TABLE entry (seq INTEGER PRIMARY KEY, leaf TEXT NOT NULL, body TEXT NOT NULL) STRICT');
  const [leaf, body] = ['x'.repeat(500), 'y'.repeat(300)];
  const [ours, theirs]: [number[], number[]] = [[], []];
  for (let i = 0; i < 1_000; i++) {
    let start = performance.now();
    engine.journal.commit([reward('p', i)]);
    ours.push(performance.now() - start);
    start = performance.now();
    bare.transact(() => bare.run('INSERT INTO entry (leaf, body) VALUES (?, ?)', leaf, body));
    theirs.push(performance.now() - start);
  }
  bare.close();
  await engine.close();
  const [one, other] = [median(ours), median(theirs)];
  console.log(`durable command: ${one.toFixed(2)} ms, bare insert: ${other.toFixed(2)} ms, ratio ${(one / other).toFixed(2)}`);
  expect(one).toBeGreaterThan(0);
});

test('folding a journal from zero, and verifying it', async () => {
  const engine = create('rebuild');
  const events = 200_000;
  const appended = processorSeconds(() => fill(engine, events));
  const folded = processorSeconds(() => {
    const rebuilt = rebuild(engine.writableStore, engine.journal.registry, () => {});
    expect('ok' in rebuilt && rebuilt.ok.events).toBe(events);
  });
  const verified = processorSeconds(() => {
    expect(verifyStore(engine.writableStore, engine.journal.registry, () => {}).holds).toBe(true);
  });
  await engine.close();
  const rate = (seconds: number) => `${Math.round(events / seconds / 1_000)}k events/s of one core`;
  console.log(`append ${rate(appended)}, rebuild ${rate(folded)}, verify ${rate(verified)}`);
});

test('memory of an engine that opens a million events and reads its log', async () => {
  const path = join(folder, 'large');
  const filling = create('large');
  fill(filling, 1_000_000);
  await filling.close();
  const { execFileSync } = await import('node:child_process');
  const code = `
    import { openEngine } from ${JSON.stringify(join(process.cwd(), 'electron/engine/open-engine.ts'))};
    const engine = openEngine({ workspace: ${JSON.stringify(path)}, actor: 'bench' }).ok;
    const { createCaller } = await import(${JSON.stringify(join(process.cwd(), 'electron/engine/api/router.ts'))});
    const api = createCaller({ engine });
    const start = performance.now();
    await api.journal.log({ limit: 1000 });
    await api.journal.log({ limit: 100, search: 'nothing has these words' });
    engine.journal.commit([${JSON.stringify(reward('p1', 1))}]);
    const milliseconds = performance.now() - start;
    console.log(JSON.stringify({ size: engine.journal.head().size, megabytes: process.resourceUsage().maxRSS / 1024, milliseconds }));
    await engine.close();`;
  const said = execFileSync(process.execPath, ['--input-type=module', '--experimental-strip-types', '-e', code], { encoding: 'utf8' });
  const { size, megabytes, milliseconds } = JSON.parse(said) as { size: number; megabytes: number; milliseconds: number };
  console.log(
    `1,000,000 events in ${(statSync(path).size / 1e6).toFixed(0)} MB: ${megabytes.toFixed(0)} MB of memory at most, ${milliseconds.toFixed(0)} ms`,
  );
  expect(size).toBe(1_000_001);
}, 1_800_000);
