import { afterEach, beforeEach, expect, test } from 'vitest';
import { WORKSPACE_PATH } from '../../shared/wire/bridge.ts';
import { uploadRefusal } from '../../shared/wire/upload.ts';
import { ask, served } from './visitor.ts';

let host: Awaited<ReturnType<typeof served>>;
beforeEach(async () => {
  host = await served();
});
afterEach(() => host.loopback.close());

const wish = (body: string, changed = {}) =>
  ask(
    host.port,
    WORKSPACE_PATH,
    { cookie: host.cookie, origin: host.origin, 'content-type': 'application/json', ...changed },
    'POST',
    body,
  );

test('our page may put another workspace in place of this one', async () => {
  expect((await wish('{"path":"/books/other.countinghouse"}')).status).toBe(204);
  expect(host.engine.opened).toEqual(['/books/other.countinghouse']);
});

test('our page may put a backup in the place of the present one', async () => {
  expect((await wish('{"backup":"/books/copy.countinghouse"}')).status).toBe(204);
  expect(host.engine.opened).toEqual(['/books/present.countinghouse from /books/copy.countinghouse']);
});

test('a workspace that is refused is refused in words', async () => {
  const answer = await wish('{"path":"/books/refused"}');
  expect(answer.status).toBe(409);
  expect(uploadRefusal.parse(JSON.parse(answer.body)).error.message).toBe('It is refused.');
});

test.each([
  '',
  '{',
  'null',
  '{}',
  '{"path":""}',
  '{"path":5}',
  '{"path":"/a","more":1}',
  '{"demonstration":false}',
  `{"path":"/${'a'.repeat(5_000)}"}`,
  ' '.repeat(20_000),
])('nonsense opens nothing: %j', async (body) => {
  expect((await wish(body)).status).toBe(400);
  expect(host.engine.opened).toEqual([]);
});

test('nobody else may', async () => {
  const body = '{"path":"/books/other.countinghouse"}';
  const attempts: Array<[object, number]> = [
    [{ cookie: '' }, 401],
    [{ host: 'evil.example' }, 421],
    [{ origin: 'http://evil.example' }, 403],
    [{ 'content-type': 'text/plain' }, 415],
    [{ 'content-type': 'application/x-www-form-urlencoded' }, 415],
  ];
  const answers = await Promise.all(attempts.map(async ([changed]) => [changed, (await wish(body, changed)).status]));
  expect(answers).toEqual(attempts);
  const withoutOrigin = { cookie: host.cookie, 'content-type': 'application/json' };
  expect((await ask(host.port, WORKSPACE_PATH, withoutOrigin, 'POST', body)).status).toBe(403);
  expect(host.engine.opened).toEqual([]);
});
