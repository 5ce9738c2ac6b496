import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { request } from 'node:http';
import { basename, dirname } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { UPLOAD_PATH, uploadAnswer, uploadRefusal } from '../../shared/wire/upload.ts';
import { ask, served } from './visitor.ts';

const LIMITS = { file: 1_000, total: 2_500 };
let host: Awaited<ReturnType<typeof served>>;
beforeEach(async () => {
  host = await served({ uploads: LIMITS });
});
afterEach(() => host.loopback.close());

const headers = () => ({ cookie: host.cookie, origin: host.origin, 'content-type': 'application/octet-stream' });
const drop = (name: string, body: string | Uint8Array, other = {}) =>
  ask(host.port, `${UPLOAD_PATH}?name=${encodeURIComponent(name)}`, { ...headers(), ...other }, 'POST', body);

test('a dropped file keeps its bytes and its name, where only its owner reads it', async () => {
  const bytes = Uint8Array.from({ length: 900 }, (_, index) => index % 256);
  const answer = await drop('Kraken ledgers 2024 – März.csv', bytes);
  expect(answer.status).toBe(201);
  const { path } = uploadAnswer.parse(JSON.parse(answer.body));
  expect(basename(path)).toBe('Kraken ledgers 2024 – März.csv');
  expect(new Uint8Array(readFileSync(path))).toEqual(bytes);
  expect(statSync(path).mode & 0o077).toBe(0);
  expect(statSync(dirname(dirname(path))).mode & 0o077).toBe(0);
});

test('two files of one name both live', async () => {
  const paths = await Promise.all(
    ['one', 'two'].map(async (body) => uploadAnswer.parse(JSON.parse((await drop('same.csv', body)).body)).path),
  );
  expect(new Set(paths).size).toBe(2);
  expect(paths.map((path) => readFileSync(path, 'utf8')).sort()).toEqual(['one', 'two']);
});

test.each([
  ['../../../etc/passwd', 'passwd'],
  ['..\\..\\windows\\system.ini', 'system.ini'],
  ['..', 'file'],
  ['', 'file'],
  ['.bashrc', 'bashrc'],
  ['a\u0000b\n.csv', 'ab.csv'],
  ['CON:stream|x?.csv', 'CONstreamx.csv'],
  [`${'ä'.repeat(300)}.csv`, `${'ä'.repeat(98)}.csv`],
])('a name cannot lead elsewhere: %j', async (name, stored) => {
  const { path } = uploadAnswer.parse(JSON.parse((await drop(name, 'x')).body));
  expect(basename(path)).toBe(stored);
});

test('a file over the limit is refused in words, however long it is, and nothing of it stays', async () => {
  const answer = await drop('large.csv', 'x'.repeat(20_000_000));
  expect(answer.status).toBe(413);
  expect(uploadRefusal.parse(JSON.parse(answer.body)).error).toMatchObject({ code: 'too-large' });
  const { path } = uploadAnswer.parse(JSON.parse((await drop('fits.csv', 'x'.repeat(1_000))).body));
  expect(readdirSync(dirname(dirname(path)))).toEqual([basename(dirname(path))]);
});

test('all files together have a limit too, and a refused one does not count', async () => {
  const statuses: number[] = [];
  for (const size of [1_000, 1_000, 600, 500, 1]) statuses.push((await drop('part.csv', 'x'.repeat(size))).status);
  expect(statuses).toEqual([201, 201, 413, 201, 413]);
});

test('an upload that breaks off leaves nothing and harms nobody', async () => {
  const { path } = uploadAnswer.parse(JSON.parse((await drop('first.csv', 'x')).body));
  await new Promise<void>((resolve) => {
    const half = request({
      host: '127.0.0.1',
      port: host.port,
      path: `${UPLOAD_PATH}?name=half.csv`,
      method: 'POST',
      headers: { ...headers(), 'content-length': 900 },
    });
    half.once('error', () => resolve());
    half.write('x'.repeat(100), () => half.destroy());
  });
  const next = uploadAnswer.parse(JSON.parse((await drop('next.csv', 'x')).body));
  await expect.poll(() => readdirSync(dirname(dirname(path))).sort()).toEqual([path, next.path].map((kept) => basename(dirname(kept))));
});

test('only our own page hands over files', async () => {
  const refusals: Array<[object, number]> = [
    [{ cookie: '' }, 401],
    [{ origin: 'http://evil.example' }, 403],
    [{ origin: `http://127.0.0.1:${host.port + 1}` }, 403],
    [{ host: 'evil.example' }, 421],
    // What a form of another site can send without asking first.
    [{ 'content-type': 'text/plain' }, 415],
    [{ 'content-type': 'multipart/form-data; boundary=x' }, 415],
  ];
  const answers = await Promise.all(refusals.map(async ([changed]) => [changed, (await drop('x.csv', 'x', changed)).status]));
  expect(answers).toEqual(refusals);
  const { origin: _left, ...without } = headers();
  expect((await ask(host.port, `${UPLOAD_PATH}?name=x.csv`, without, 'POST', 'x')).status).toBe(403);
});

test('closing takes every file along', async () => {
  const { path } = uploadAnswer.parse(JSON.parse((await drop('x.csv', 'x')).body));
  const other = await served();
  expect(existsSync(path)).toBe(true);
  await host.loopback.close();
  expect(existsSync(dirname(dirname(path)))).toBe(false);
  host = other;
});
