import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type EngineThread, startEngine } from '../../electron/engine/thread/start-engine.ts';
import { isRefused } from '../../shared/figures/index.ts';
import type { ServerMessage } from '../../shared/wire/wire.ts';

let folder: string;
let thread: EngineThread | undefined;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'countinghouse-'));
});
afterEach(async () => {
  await thread?.close();
  thread = undefined;
  rmSync(folder, { recursive: true });
});

async function start(): Promise<EngineThread> {
  const started = await startEngine({ workspace: join(folder, 'books.countinghouse'), mode: 'open-or-create', actor: 'tester' });
  if (isRefused(started)) throw new Error(started.error.message);
  thread = started.ok;
  return started.ok;
}

/** Calls one procedure as a client would, and waits for the message that settles it. */
function call(engine: EngineThread, type: 'query' | 'mutation', path: string, input: unknown): Promise<ServerMessage> {
  return new Promise((resolve) => {
    const client = engine.connect((text) => {
      client.close();
      resolve(JSON.parse(text) as ServerMessage);
    });
    client.send({ id: 1, method: 'call', type, path, input });
  });
}

test('a client is answered across the thread', async () => {
  expect(await call(await start(), 'query', 'jobs.list', {})).toEqual({ id: 1, kind: 'data', data: [] });
});

test('what the router does not know, and what breaks a schema, are errors and not the end', async () => {
  const engine = await start();
  expect(await call(engine, 'query', 'jobs.nonsense', {})).toMatchObject({ kind: 'error', error: { data: { code: 'NOT_FOUND' } } });
  expect(await call(engine, 'query', 'jobs.list', 'all of them')).toMatchObject({
    kind: 'error',
    error: { data: { code: 'BAD_REQUEST' } },
  });
  expect(await call(engine, 'mutation', 'jobs.cancel', { job: 'none' })).toMatchObject({
    kind: 'data',
    data: { error: { code: 'no-such-job' } },
  });
  expect(await call(engine, 'query', 'jobs.list', {})).toMatchObject({ kind: 'data' });
});

test('a subscription ends with its client', async () => {
  const engine = await start();
  const heard: ServerMessage[] = [];
  const client = engine.connect((text) => heard.push(JSON.parse(text) as ServerMessage));
  client.send({ id: 7, method: 'call', type: 'subscription', path: 'changes', input: {} });
  await expect.poll(() => heard).toEqual([{ id: 7, kind: 'started' }]);
  client.close();
  expect(await call(engine, 'query', 'jobs.list', {})).toMatchObject({ kind: 'data' });
  expect(heard).toHaveLength(1);
});

test('a file that is no workspace is refused with a sentence and left as it was', async () => {
  const path = join(folder, 'letter.txt');
  writeFileSync(
    path,
    'Dear sir, this is no database, and it is long enough to have a header of a hundred bytes if it were one, which it is not.',
  );
  const started = await startEngine({ workspace: path, mode: 'open', actor: 'tester' });
  expect(started).toMatchObject({ error: { code: 'workspace-damaged' } });
  expect(existsSync(`${path}-wal`)).toBe(false);
});
