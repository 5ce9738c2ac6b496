import { connect } from 'node:net';
import { once } from 'node:events';
import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { WIRE_PATH } from '../../electron/loopback/server.ts';
import { ask, served } from './visitor.ts';

const LIMITS = { message: 4_096, waiting: 1_000_000, connections: 3 };
let host: Awaited<ReturnType<typeof served>>;
beforeEach(async () => {
  host = await served({ connections: LIMITS });
});
afterEach(() => host.loopback.close());

const call = (id: number, path = 'workspace.status') => JSON.stringify({ id, method: 'call', type: 'query', path, input: {} });

/** Opens a socket as the page does, but for `changed` headers; answers 101 or the status of the refusal. */
async function open(changed: Record<string, string | undefined> = {}, path = WIRE_PATH): Promise<{ status: number; socket: WebSocket }> {
  const headers = Object.fromEntries(
    Object.entries({ cookie: host.cookie, origin: host.origin, ...changed }).filter(([, value]) => value !== undefined),
  );
  const socket = new WebSocket(`ws://127.0.0.1:${host.port}${path}`, { headers: headers as Record<string, string> });
  const status = await new Promise<number>((resolve) => {
    socket.once('open', () => resolve(101));
    socket.once('unexpected-response', (_request, response) => resolve(response.statusCode ?? 0));
    socket.once('error', () => resolve(0));
  });
  socket.on('error', () => undefined);
  return { status, socket };
}

async function closing(socket: WebSocket): Promise<number> {
  const [code] = (await once(socket, 'close')) as [number];
  return code;
}

async function answered(socket: WebSocket, message: string): Promise<unknown> {
  socket.send(message);
  const [data] = (await once(socket, 'message')) as [Buffer];
  return JSON.parse(data.toString('utf8'));
}

test('a page of ours talks to an engine of its own', async () => {
  const [one, two] = [await open(), await open()];
  expect(await answered(one.socket, call(1, 'a.b'))).toEqual({ id: 1, kind: 'data', data: 'a.b' });
  expect(await answered(two.socket, call(1, 'c.d'))).toEqual({ id: 1, kind: 'data', data: 'c.d' });
  expect(host.engine.pages.size).toBe(2);
  one.socket.close();
  await expect.poll(() => host.engine.pages.size).toBe(1);
});

test.each([
  ['no cookie', { cookie: undefined }],
  ['a wrong cookie', { cookie: 'countinghouse=1' }],
  ['no origin', { origin: undefined }],
  ['another origin', { origin: 'http://evil.example' }],
  ['the origin null', { origin: 'null' }],
  ['another port', { origin: 'http://127.0.0.1:1' }],
  ['a rebound name', { host: 'evil.example', origin: 'http://evil.example' }],
])('a socket with %s is refused', async (_what, changed) => {
  expect((await open(changed)).status).toBe(403);
  expect(host.engine.pages.size).toBe(0);
});

test('a socket at another path is refused', async () => {
  expect((await open({}, '/')).status).toBe(403);
  expect((await open({}, `${WIRE_PATH}?x`)).status).toBe(403);
});

test.each([
  ['not JSON', '{"id":', 1007],
  ['not UTF-8', Buffer.from([0xff, 0xfe]), 1003],
  ['a number', '1', 1008],
  ['nothing', 'null', 1008],
  ['an array', '[]', 1008],
  ['no path', '{"id":1,"method":"call","type":"query"}', 1008],
  ['another method', '{"id":1,"method":"eval","path":"x","type":"query"}', 1008],
  ['an id that is no integer', '{"id":1.5,"method":"cancel"}', 1008],
  ['a path without end', JSON.stringify({ id: 1, method: 'call', type: 'query', path: 'x'.repeat(300) }), 1008],
  ['a huge frame', call(1, 'x').replace('{}', JSON.stringify('x'.repeat(5_000))), 1009],
])('%s ends that connection and no other', async (_what, message, code) => {
  const [bad, good] = [await open(), await open()];
  const ended = closing(bad.socket);
  bad.socket.send(message, { binary: Buffer.isBuffer(message) });
  expect(await ended).toBe(code);
  expect(host.engine.told).toEqual([]);
  expect(await answered(good.socket, call(7))).toMatchObject({ id: 7 });
});

test('a frame that only says that it is huge is refused by its head', async () => {
  const socket = connect(host.port, '127.0.0.1');
  await once(socket, 'connect');
  const key = randomBytes(16).toString('base64');
  socket.write(
    `GET ${WIRE_PATH} HTTP/1.1\r\nHost: 127.0.0.1:${host.port}\r\nOrigin: ${host.origin}\r\nCookie: ${host.cookie}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: ${key}\r\n\r\n`,
  );
  await once(socket, 'data');
  // FIN + text, masked, 64-bit length of 4 GiB.
  socket.write(Buffer.from([0x81, 0xff, 0, 0, 0, 1, 0, 0, 0, 0, 1, 2, 3, 4]));
  await once(socket, 'close');
  expect((await ask(host.port, '/', { cookie: host.cookie })).status).toBe(200);
});

test('no more pages than there are places; one that leaves makes room', async () => {
  const pages = [await open(), await open(), await open()];
  expect((await open()).status).toBe(503);
  pages[0]?.socket.close();
  await expect.poll(async () => (await open()).status).toBe(101);
});

test('a page that does not read is let go instead of filling the memory', async () => {
  const { socket } = await open();
  const ended = closing(socket);
  socket.pause();
  const page = [...host.engine.pages][0];
  const text = JSON.stringify({ id: 1, kind: 'data', data: 'x'.repeat(100_000) });
  for (let count = 0; count < 400 && host.engine.pages.size > 0; count += 1) {
    page?.heard(text);
    await new Promise(setImmediate);
  }
  expect(host.engine.pages.size).toBe(0);
  socket.resume();
  expect(await ended).toBe(1006);
});

test('when the engine goes, the page is told and may come again', async () => {
  const { socket } = await open();
  const ended = closing(socket);
  for (const page of host.engine.pages) page.ended();
  expect(await ended).toBe(1001);
  expect((await open()).status).toBe(101);
});
