import { networkInterfaces } from 'node:os';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ask, served } from './visitor.ts';

let host: Awaited<ReturnType<typeof served>>;
beforeAll(async () => {
  host = await served();
});
afterAll(() => host.loopback.close());

describe('the one-time address', () => {
  test('is exchanged for a cookie that scripts and other sites do not get', () => {
    expect(host.admission.status).toBe(303);
    expect(host.admission.headers.location).toBe('/');
    const [cookie] = host.admission.headers['set-cookie'] ?? [];
    expect(cookie).toMatch(/^countinghouse_\d+=[\w-]{43}; HttpOnly; SameSite=Strict; Path=\/$/);
  });

  test('never shows the token again: neither in the cookie nor in any answer', () => {
    const token = new URL(host.address).searchParams.get('token') ?? '';
    expect(token).toHaveLength(43);
    expect(JSON.stringify(host.admission)).not.toContain(token);
  });

  test('is dead after its first use', async () => {
    const again = await ask(host.port, `/${new URL(host.address).search}`);
    expect(again.status).toBe(401);
    expect(again.headers['set-cookie']).toBeUndefined();
  });

  test('just opens the page for a browser that is already in', async () => {
    const again = await ask(host.port, `/${new URL(host.address).search}`, { cookie: host.cookie });
    expect(again.status).toBe(303);
    expect(again.headers['set-cookie']).toBeUndefined();
  });

  test('is replaced by a newer one', async () => {
    const older = host.loopback.newAddress();
    const newer = host.loopback.newAddress();
    expect((await ask(host.port, `/${new URL(older).search}`)).status).toBe(401);
    expect((await ask(host.port, `/${new URL(newer).search}`)).status).toBe(303);
  });

  test.each(['', 'x', 'A'.repeat(43), 'A'.repeat(44)])('cannot be guessed: %s', async (token) => {
    host.loopback.newAddress();
    expect((await ask(host.port, `/?token=${token}`)).status).toBe(401);
  });

  test('is not a way in at any other path', async () => {
    const { search } = new URL(host.loopback.newAddress());
    expect((await ask(host.port, `/assets/main-abc123.js${search}`)).status).toBe(401);
  });
});

describe('who comes in', () => {
  test('with the cookie, the page', async () => {
    const page = await ask(host.port, '/', { cookie: host.cookie });
    expect(page.status).toBe(200);
    expect(page.body).toContain('<p>page</p>');
  });

  test.each([
    ['no cookie', {}],
    ['an empty one', { cookie: '' }],
    ['a wrong one', { cookie: 'countinghouse=x' }],
    ['one that only resembles', { cookie: 'xcountinghouse_1=1' }],
  ])('nobody with %s', async (_what, headers) => {
    for (const path of ['/', '/assets/main-abc123.js', '/nothing']) expect((await ask(host.port, path, headers)).status).toBe(401);
  });

  test('nobody under another name: a rebound DNS name keeps the cookie out of reach and is refused with it', async () => {
    const names = [
      'evil.example',
      `evil.example:${host.port}`,
      'localhost',
      `localhost:${host.port}`,
      '127.0.0.1',
      '127.0.0.1:1',
      `127.0.0.1.:${host.port}`,
    ];
    const answers = await Promise.all(names.map((name) => ask(host.port, '/', { cookie: host.cookie, host: name })));
    expect(answers.map(({ status }, index) => [names[index], status])).toEqual(names.map((name) => [name, 421]));
    expect(answers.filter(({ body }) => body.includes('page'))).toEqual([]);
  });

  test('no page of another origin, even with the cookie', async () => {
    const origins = [
      'http://evil.example',
      'null',
      `http://127.0.0.1:${host.port + 1}`,
      `https://127.0.0.1:${host.port}`,
      `http://localhost:${host.port}`,
    ];
    const answers = await Promise.all(
      origins.map(async (origin) => [origin, (await ask(host.port, '/', { cookie: host.cookie, origin })).status]),
    );
    expect(answers).toEqual(origins.map((origin) => [origin, 403]));
    expect((await ask(host.port, '/', { cookie: host.cookie, origin: host.origin })).status).toBe(200);
  });

  test('no script or picture of another page, as browsers tell', async () => {
    const foreign = { cookie: host.cookie, 'sec-fetch-site': 'same-site', 'sec-fetch-mode': 'no-cors', 'sec-fetch-dest': 'script' };
    expect((await ask(host.port, '/assets/main-abc123.js', foreign)).status).toBe(403);
    const frame = { ...foreign, 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'iframe' };
    expect((await ask(host.port, '/', frame)).status).toBe(403);
    const ours = { ...foreign, 'sec-fetch-site': 'same-origin' };
    expect((await ask(host.port, '/assets/main-abc123.js', ours)).status).toBe(200);
  });

  test('nothing but reading, outside the one upload', async () => {
    const methods = ['PUT', 'DELETE', 'PATCH', 'OPTIONS', 'POST'];
    const asked = { cookie: host.cookie, origin: host.origin };
    const answers = await Promise.all(methods.map(async (method) => [method, (await ask(host.port, '/', asked, method)).status]));
    expect(answers).toEqual(methods.map((method) => [method, 405]));
  });

  test('no other machine: only 127.0.0.1 listens', async () => {
    const others = Object.values(networkInterfaces()).flatMap((addresses) =>
      (addresses ?? []).filter(({ internal, family }) => !internal && family === 'IPv4'),
    );
    const ways = [...others.map(({ address }) => address), '127.0.0.2', '::1'];
    expect(await Promise.all(ways.map((address) => isOpen(address, host.port)))).toEqual(ways.map(() => false));
    expect(await isOpen('127.0.0.1', host.port)).toBe(true);
  });
});

describe('what comes out', () => {
  const traversals = [
    '/../secret.html',
    '/assets/../../secret.html',
    '/%2e%2e/secret.html',
    '/%2e%2e%2fsecret.html',
    '/..%2fsecret.html',
    '/%252e%252e%252fsecret.html',
    '/..%5csecret.html',
    '/..\\secret.html',
    '/assets/..%00/../secret.html',
    '/.hidden.html',
    '//secret.html',
    '/assets/%c0%ae%c0%ae/secret.html',
    '/%',
    '/%zz',
    '/./index.html',
    '/C:/secret.html',
    'http://evil.example/../secret.html',
    '*',
  ];
  test.each(traversals)('nothing outside the page: %s', async (path) => {
    const answer = await ask(host.port, path, { cookie: host.cookie });
    expect(answer.status).toBe(404);
    expect(answer.body).not.toContain('SECRET');
  });

  test('no kind of file that a page is not made of', async () => {
    expect((await ask(host.port, '/assets/main-abc123.js.map', { cookie: host.cookie })).status).toBe(404);
    expect((await ask(host.port, '/assets', { cookie: host.cookie })).status).toBe(404);
  });

  test('always with the same headers', async () => {
    const answers = [
      await ask(host.port, '/', { cookie: host.cookie }),
      await ask(host.port, '/assets/main-abc123.js', { cookie: host.cookie }),
      await ask(host.port, '/nothing', { cookie: host.cookie }),
      await ask(host.port, '/'),
      await ask(host.port, '/', { host: 'evil.example' }),
      host.admission,
    ];
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 404, 401, 421, 303]);
    for (const { headers } of answers) {
      expect(headers['content-security-policy']).toMatch(/^default-src 'none'; script-src 'self';/);
      expect(headers['x-content-type-options']).toBe('nosniff');
      expect(headers['x-frame-options']).toBe('DENY');
      expect(headers['referrer-policy']).toBe('no-referrer');
      expect(headers['cross-origin-resource-policy']).toBe('same-origin');
      expect(headers['access-control-allow-origin']).toBeUndefined();
    }
  });

  test('a page is never kept, an asset for ever', async () => {
    expect((await ask(host.port, '/', { cookie: host.cookie })).headers['cache-control']).toBe('no-store');
    expect((await ask(host.port, '/assets/main-abc123.js', { cookie: host.cookie })).headers['cache-control']).toContain('immutable');
  });

  test('HEAD tells the length and sends nothing', async () => {
    const answer = await ask(host.port, '/assets/main-abc123.js', { cookie: host.cookie }, 'HEAD');
    expect(answer).toMatchObject({ status: 200, body: '', headers: { 'content-length': '10' } });
  });
});

function isOpen(address: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host: address, port, timeout: 1_000 });
    const end = (open: boolean) => () => {
      socket.destroy();
      resolve(open);
    };
    socket.once('connect', end(true)).once('error', end(false)).once('timeout', end(false));
  });
}
