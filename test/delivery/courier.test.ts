import { readFileSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createCaller } from '../../electron/engine/api/router.ts';
import { holdVault, keepDelivering, openCourier, type Vault } from '../../electron/engine/delivery/index.ts';
import { refold, verifyStore } from '../../electron/engine/journal/index.ts';
import type { OpenEngine } from '../../electron/engine/open-engine.ts';
import type { ChannelTerms, EmailTerms, WebhookTerms } from '../../shared/delivery/index.ts';
import { done, refuse } from '../../shared/figures/index.ts';
import { ok, open, refusal, temporaryFolder } from '../workspace/open-workspace.ts';
import { fire } from './made-alerts.ts';
import { answers, bareServer, mailServer, webServer } from './made-servers.ts';

const COMMON = { on: true, byDefault: true, least: 'low', tellsCleared: false, digestMinutes: null, perHour: 100, seconds: 5 } as const;
const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const VARIABLE = 'COUNTINGHOUSE_TEST_SECRET';
process.env[VARIABLE] = SECRET;

const webhook = (url: string, made: Partial<WebhookTerms> = {}): ChannelTerms => ({
  ...COMMON,
  kind: 'webhook',
  name: 'Hook',
  url,
  trust: null,
  ...made,
});
const email = (port: number, made: Partial<EmailTerms> = {}): ChannelTerms => ({
  ...COMMON,
  kind: 'email',
  name: 'Mail',
  host: '127.0.0.1',
  port,
  security: 'none',
  user: 'desk',
  from: 'a@example.com',
  to: ['b@example.com'],
  trust: null,
  ...made,
});

interface Desk {
  readonly engine: OpenEngine;
  readonly api: ReturnType<typeof createCaller>;
  readonly courier: ReturnType<typeof openCourier>;
  /** Moves the clock. */
  readonly pass: (seconds: number) => void;
}

/** A workspace whose clock stands still unless it is moved. */
function desk(path = join(temporaryFolder(), 'books.countinghouse'), begins = Date.parse('2026-11-20T10:00:00.000Z')): Desk {
  let clock = begins;
  const engine = open(path, { mode: 'open-or-create', now: () => new Date(clock).toISOString() });
  return { engine, api: createCaller({ engine }), courier: openCourier(engine), pass: (seconds) => void (clock += seconds * 1_000) };
}

async function channel(api: Desk['api'], terms: ChannelTerms): Promise<string> {
  const secret = terms.kind === 'command' ? {} : { secret: { place: 'environment' as const, variable: VARIABLE } };
  return ok(await api.delivery.saveChannel({ channel: null, terms, ...secret })).channel;
}
const typesIn = (engine: OpenEngine) => [...engine.journal.each()].map(({ type }) => type);

describe('delivering', () => {
  it('sends what fires after a channel was set up, once, and journals it', async () => {
    const { engine, api, courier } = desk();
    const { url, received } = await webServer([answers.ok]);
    fire(engine, [{ firing: 'before' }]);
    const id = await channel(api, webhook(url));
    fire(engine, [{ firing: 'one' }, { firing: 'two', severity: 'low' }]);
    await courier.look();
    await courier.look();
    expect(
      received.map(({ body }) => (JSON.parse(body) as { data: { notices: { firing: string }[] } }).data.notices[0]!.firing).sort(),
    ).toEqual(['one', 'two']);
    const { total, rows } = await api.delivery.deliveries({});
    expect(total).toBe(2);
    expect(rows.map(({ state, attempts, channelName }) => [state, attempts, channelName])).toEqual([
      ['sent', 1, 'Hook'],
      ['sent', 1, 'Hook'],
    ]);
    expect(rows[0]!.last).toMatchObject({ sent: true, output: 'thanks', next: null });
    // Two messages are three entries: queued, begun, attempted.
    expect(typesIn(engine).slice(-3)).toEqual(['delivery.queued', 'delivery.begun', 'delivery.attempted']);
    expect(await api.delivery.channels({})).toMatchObject([{ channel: id, waiting: 0, dead: 0, last: { sent: true } }]);
    expect((await api.delivery.deliveries({ words: 'low: depeg' })).total).toBe(1);
    expect((await api.delivery.deliveries({ words: 'nothing of it' })).total).toBe(0);
  });

  it('says in its words what fired, with the value', async () => {
    const { engine, api, courier } = desk();
    const { url, received } = await webServer([answers.ok]);
    await channel(api, webhook(url, { tellsCleared: true }));
    fire(engine, [{ firing: 'one', late: true }]);
    fire(engine, [], ['one']);
    await courier.look();
    const notices = received.map(({ body }) => JSON.parse(body) as { type: string; data: { notices: unknown[] } });
    expect(notices.map(({ type }) => type).sort()).toEqual(['alert.cleared', 'alert.fired']);
    expect(notices.find(({ type }) => type === 'alert.fired')!.data.notices[0]).toMatchObject({
      sentence: 'price 0.971 ETH – price below 0.98',
      late: true,
      subject: { kind: 'pair', id: 'STETH/ETH' },
      cleared: null,
    });
  });

  it('tries again after a failure, under the same id with the same body, and after a restart too', async () => {
    const path = join(temporaryFolder(), 'books.countinghouse');
    const first = desk(path);
    const { url, received } = await webServer([answers.failing, answers.ok]);
    await channel(first.api, webhook(url));
    fire(first.engine, [{ firing: 'one' }]);
    await first.courier.look();
    const [row] = (await first.api.delivery.deliveries({})).rows;
    expect(row).toMatchObject({ state: 'waiting', attempts: 1, last: { sent: false, output: 'broken' } });
    const wait = Date.parse(row!.due) - Date.parse('2026-11-20T10:00:00.000Z');
    expect(wait).toBeGreaterThanOrEqual(4_000);
    expect(wait).toBeLessThanOrEqual(6_000);
    first.pass(3);
    await first.courier.look();
    expect(received).toHaveLength(1);
    await first.engine.close();

    const second = desk(path, Date.parse('2026-11-20T11:00:00.000Z'));
    await second.courier.look();
    expect(received).toHaveLength(2);
    expect(received[1]!.body).toBe(received[0]!.body);
    expect(received[1]!.headers['webhook-id']).toBe(received[0]!.headers['webhook-id']);
    expect(received[1]!.headers['webhook-timestamp']).not.toBe(received[0]!.headers['webhook-timestamp']);
    expect((await second.api.delivery.deliveries({ states: ['sent'] })).total).toBe(1);
  });

  it('gives up after the last attempt; a dead letter is sent again when somebody says so', async () => {
    const { engine, api, courier, pass } = desk();
    const { url, received } = await webServer([...Array.from({ length: 8 }, () => answers.failing), answers.ok]);
    const id = await channel(api, webhook(url));
    fire(engine, [{ firing: 'one' }]);
    for (let turn = 0; turn < 20; turn += 1) {
      await courier.look();
      pass(13 * 3_600);
    }
    expect(received).toHaveLength(8);
    const dead = await api.delivery.deadLetters({});
    expect(dead.rows).toMatchObject([{ state: 'dead', attempts: 8 }]);
    expect(refusal(await api.delivery.retry({ sends: ['nobody'] })).code).toBe('nothing-to-retry');
    expect(ok(await api.delivery.retry({ channel: id }))).toEqual({ put: 1 });
    await courier.look();
    expect(received).toHaveLength(9);
    const one = await api.delivery.delivery({ send: dead.rows[0]!.send });
    expect(one).toMatchObject({ state: 'sent', attempts: 9 });
    expect(one!.all.map(({ sent }) => sent)).toEqual([...Array<boolean>(8).fill(false), true]);
    expect((await api.delivery.deadLetters({})).total).toBe(0);
  });

  it('makes one message of a hundred thousand firings at once, and few entries', async () => {
    const { engine, api, courier } = desk();
    const { url, received } = await webServer([answers.ok]);
    await channel(api, webhook(url));
    for (let part = 0; part < 10; part += 1) {
      fire(
        engine,
        Array.from({ length: 10_000 }, (_, n) => ({ firing: `firing-${part}-${n}`, severity: 'low' as const })),
      );
    }
    const before = engine.journal.head().size;
    await courier.look();
    expect(received).toHaveLength(1);
    expect(JSON.parse(received[0]!.body)).toMatchObject({ type: 'alerts.gathered', data: { count: 100_000, more: 99_975 } });
    expect(received[0]!.body.length).toBeLessThan(20_000);
    expect(engine.journal.head().size - before).toBeLessThanOrEqual(12);
  }, 120_000);

  it('is not done twice by two processes on one file', async () => {
    const path = join(temporaryFolder(), 'books.countinghouse');
    const one = desk(path);
    const { url, received } = await webServer([(response) => void setTimeout(() => answers.ok(response), 100)]);
    await channel(one.api, webhook(url));
    const others = [desk(path), desk(path)];
    fire(
      one.engine,
      Array.from({ length: 4 }, (_, n) => ({ firing: `firing-${n}` })),
    );
    await Promise.all([one, ...others, one, ...others].map(({ courier }) => courier.look()));
    expect(received).toHaveLength(4);
    expect(new Set(received.map(({ headers }) => headers['webhook-id'])).size).toBe(4);
    expect((await one.api.delivery.deliveries({ states: ['sent'] })).total).toBe(4);
  });

  it('is taken over from a process that died in the middle, when its time is up', async () => {
    const path = join(temporaryFolder(), 'books.countinghouse');
    const dying = desk(path);
    const { url, received } = await webServer([answers.hanging, answers.ok]);
    await channel(dying.api, webhook(url));
    fire(dying.engine, [{ firing: 'one' }]);
    void dying.courier.look();
    await expect.poll(() => received.length).toBe(1);
    // It has taken the message in hand, and writes nothing down any more.
    const heir = desk(path);
    await heir.courier.look();
    expect(received).toHaveLength(1);
    heir.pass(11);
    await heir.courier.look();
    expect(received).toHaveLength(2);
    expect(received[1]!.headers['webhook-id']).toBe(received[0]!.headers['webhook-id']);
    await dying.courier.close();
  });

  it('leaves what waits behind a server that hangs, and writes down what was cut on closing', async () => {
    const { engine, api, courier } = desk();
    const { url, received } = await webServer([answers.hanging]);
    await channel(api, webhook(url, { seconds: 300 }));
    fire(
      engine,
      Array.from({ length: 3 }, (_, n) => ({ firing: `firing-${n}` })),
    );
    const looking = courier.look();
    await expect.poll(() => received.length).toBe(1);
    await courier.close();
    await looking;
    const { rows } = await api.delivery.deliveries({});
    expect(rows.map(({ state }) => state)).toEqual(['waiting', 'waiting', 'waiting']);
    expect(rows.map(({ attempts }) => attempts).sort((one, other) => one - other)).toEqual([0, 0, 1]);
    expect(rows.find(({ attempts }) => attempts === 1)!.last!.says).toContain('The application was closed');
    expect(engine.store.get('SELECT count(*) AS n FROM delivery_send WHERE taken_by IS NOT NULL')).toEqual({ n: 0 });
  });

  it('keeps to so many an hour, retries counted', async () => {
    const { engine, api, courier, pass } = desk();
    const { url, received } = await webServer([answers.ok]);
    await channel(api, webhook(url, { perHour: 2 }));
    for (let n = 0; n < 6; n += 1) {
      fire(engine, [{ firing: `firing-${n}` }]);
      await courier.look();
      pass(60);
    }
    expect(received).toHaveLength(2);
    pass(3_600);
    await courier.look();
    expect(received).toHaveLength(3);
    expect(JSON.parse(received[2]!.body)).toMatchObject({ data: { count: 4 } });
  });

  it('goes neither to a channel that is off nor, later, what fired meanwhile; what waits is dropped', async () => {
    const { engine, api, courier } = desk();
    const { url, received } = await webServer([answers.failing, answers.ok]);
    const id = await channel(api, webhook(url));
    fire(engine, [{ firing: 'one' }]);
    await courier.look();
    ok(await api.delivery.saveChannel({ channel: id, terms: webhook(url, { on: false }) }));
    expect((await api.delivery.deliveries({})).rows[0]!.state).toBe('dropped');
    fire(engine, [{ firing: 'two' }]);
    await courier.look();
    ok(await api.delivery.saveChannel({ channel: id, terms: webhook(url) }));
    fire(engine, [{ firing: 'three' }]);
    await courier.look();
    expect(received).toHaveLength(2);
    expect(received[1]!.body).toContain('three');
  });

  it('waits through quiet hours of the workspace, and tells together what it has held back', async () => {
    const { engine, api, courier, pass } = desk();
    const { url, received } = await webServer([answers.ok]);
    await channel(api, webhook(url));
    const quiet = { days: [1, 2, 3, 4, 5, 6, 7], from: '09:00', to: '11:00', zone: 'UTC' };
    expect(ok(await api.delivery.changePreferences({ quiet }))).toEqual({ native: { least: 'low', sound: true }, quiet });
    fire(engine, [{ firing: 'one' }]);
    fire(engine, [{ firing: 'two' }, { firing: 'three', severity: 'critical' }]);
    await courier.look();
    expect(received.map(({ body }) => body.includes('three'))).toEqual([true]);
    pass(3_600);
    await courier.look();
    expect(received).toHaveLength(2);
    expect(JSON.parse(received[1]!.body)).toMatchObject({ data: { count: 2 } });
  });

  it('begins by itself with what an earlier run has left, and stops', async () => {
    const { engine, api } = desk();
    const { url, received } = await webServer([answers.ok]);
    await channel(api, webhook(url));
    fire(engine, [{ firing: 'while closed' }]);
    const stop = keepDelivering(engine);
    await expect.poll(() => received.length).toBe(1);
    fire(engine, [{ firing: 'while open' }]);
    await expect.poll(() => received.length).toBe(2);
    await stop();
    fire(engine, [{ firing: 'afterwards' }]);
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(received).toHaveLength(2);
  });

  it('hands letters to a real mail server under the password from its place', async () => {
    const { engine, api, courier } = desk();
    const { port, letters } = await mailServer({ authOptional: false, allowInsecureAuth: true });
    process.env['COUNTINGHOUSE_TEST_PASSWORD'] = 'correct horse';
    ok(
      await api.delivery.saveChannel({
        channel: null,
        terms: email(port),
        secret: { place: 'environment', variable: 'COUNTINGHOUSE_TEST_PASSWORD' },
      }),
    );
    fire(engine, [{ firing: 'one' }]);
    await courier.look();
    expect(letters).toMatchObject([{ user: 'desk', to: ['b@example.com'] }]);
  });

  it('folds to the same tables again, and verifies', async () => {
    const { engine, api, courier } = desk();
    const { url } = await webServer([answers.failing, answers.ok]);
    const id = await channel(api, webhook(url));
    fire(engine, [{ firing: 'one' }, { firing: 'two', cleared: '2026-11-20T10:00:00.000Z' }]);
    await courier.look();
    ok(await api.delivery.test({ channel: id }));
    ok(await api.delivery.removeChannel({ channel: id }));
    const report = verifyStore(engine.writableStore, engine.journal.registry, () => {});
    expect(report.checks.filter(({ holds }) => !holds)).toEqual([]);
    engine.writableStore.transact(() => refold(engine.writableStore, engine.journal.registry, () => {}));
    expect(verifyStore(engine.writableStore, engine.journal.registry, () => {}).holds).toBe(true);
  });
});

describe('channels', () => {
  it('are changed, removed and brought back by events that can be undone', async () => {
    const { engine, api } = desk();
    const id = await channel(api, webhook('https://example.com/a'));
    expect(refusal(await api.delivery.saveChannel({ channel: null, terms: webhook('https://example.com/b') })).code).toBe('name-taken');
    expect(refusal(await api.delivery.saveChannel({ channel: id, terms: email(25) })).code).toBe('another-kind');
    expect(refusal(await api.delivery.saveChannel({ channel: 'nobody', terms: webhook('https://example.com/b') })).code).toBe(
      'no-such-channel',
    );
    ok(await api.delivery.saveChannel({ channel: id, terms: webhook('https://example.com/b') }));
    ok(await api.journal.undo({ target: id }));
    expect((await api.delivery.channels({}))[0]).toMatchObject({ destination: 'https://example.com/a' });
    const { size } = engine.journal.head();
    ok(await api.delivery.saveChannel({ channel: id, terms: webhook('https://example.com/a') }));
    expect(engine.journal.head().size).toBe(size);
    ok(await api.delivery.removeChannel({ channel: id }));
    expect(await api.delivery.channels({})).toEqual([]);
    ok(await api.journal.undo({ target: id }));
    expect(await api.delivery.channels({})).toHaveLength(1);
  });

  it.each<[string, ChannelTerms, RegExp]>([
    ['http to elsewhere', webhook('http://example.com/'), /only a server on this machine is spoken to in the open/],
    ['a password in the address', webhook('https://me:pw@example.com/'), /must not hold a name or a password/],
    ['no address', webhook('example.com'), /must be an address/],
    ['a file', webhook('file:///etc/passwd'), /must begin with https/],
    ['mail in the open to elsewhere', email(25, { host: 'mail.example.com' }), /only a server on this machine/],
    ['a line break in a name', webhook('https://example.com/', { name: 'a\nb' }), /must be one line/],
    ['a recipient with a header in it', email(25, { to: ['a@b.c\r\nBcc: d@e.f'] }), /must be an address/],
    ['a private key as a certificate', webhook('https://example.com/', { trust: '-----BEGIN PRIVATE KEY-----' }), /must be a certificate/],
    ['no program', { ...COMMON, kind: 'command', name: 'x', argv: ['  '] }, /must begin with a program/],
  ])('refuse %s', async (_name, terms, sentence) => {
    const { engine, api } = desk();
    await expect(api.delivery.saveChannel({ channel: null, terms })).rejects.toThrow(sentence);
    expect(engine.journal.head().size).toBe(0);
  });

  it('want the secret that they need, and one that is one', async () => {
    const { api } = desk();
    expect(refusal(await api.delivery.saveChannel({ channel: null, terms: webhook('https://example.com/') })).code).toBe('secret-needed');
    expect(
      refusal(
        await api.delivery.saveChannel({
          channel: null,
          terms: webhook('https://example.com/'),
          secret: { place: 'system', text: 'short' },
        }),
      ).message,
    ).toMatch(/written whsec_/);
    const { secret } = await api.delivery.newSigningSecret({});
    expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    ok(await api.delivery.saveChannel({ channel: null, terms: { ...COMMON, kind: 'command', name: 'Script', argv: ['true'] } }));
  });

  it('answer their test with what came of it, on or off, and journal it', async () => {
    const { engine, api } = desk();
    const { url, received } = await webServer([answers.ok, answers.failing]);
    const id = await channel(api, webhook(url, { on: false }));
    expect(ok(await api.delivery.test({ channel: id }))).toMatchObject({ sent: true, output: 'thanks' });
    expect(JSON.parse(received[0]!.body)).toMatchObject({ type: 'test', data: { channel: 'Hook' } });
    expect(ok(await api.delivery.test({ channel: id }))).toMatchObject({ sent: false, output: 'broken' });
    expect(await api.delivery.channels({})).toMatchObject([{ tested: { sent: false, output: 'broken' } }]);
    expect(typesIn(engine).slice(-2)).toEqual(['delivery.tested', 'delivery.tested']);
    const slow = await bareServer(null);
    const mail = ok(
      await api.delivery.saveChannel({
        channel: null,
        terms: email(slow, { seconds: 1 }),
        secret: { place: 'environment', variable: VARIABLE },
      }),
    ).channel;
    expect(ok(await api.delivery.test({ channel: mail }))).toMatchObject({ sent: false });
  });
});

describe('secrets', () => {
  const PASSWORD = 'Tr0ub4dor-hush-hush-42';

  /** Every byte of the workspace's files, the log included. */
  function bytesOf(engine: OpenEngine): Buffer {
    return Buffer.concat(
      ['', '-wal', '-shm']
        .map((end) => engine.workspace.path + end)
        .filter((file) => existsSync(file))
        .map((file) => readFileSync(file)),
    );
  }
  function expectNoTrace(engine: OpenEngine, secret: string): void {
    const bytes = bytesOf(engine);
    expect(bytes.includes('Mail')).toBe(true);
    for (const form of [
      secret,
      Buffer.from(secret).toString('base64').replace(/=+$/, ''),
      Buffer.from(`\0desk\0${secret}`).toString('base64'),
      Buffer.from(secret).toString('hex'),
    ]) {
      expect(bytes.includes(form)).toBe(false);
    }
    expect(JSON.stringify([...engine.journal.each()])).not.toContain(secret);
  }
  function madeVault(): Vault & { fails: boolean } {
    const flip = (bytes: Uint8Array) => bytes.map((byte) => byte ^ 0xa5);
    return {
      fails: false,
      name: async () => done('Test Keyring'),
      encrypt: async (secret) => done(flip(Buffer.from(secret))),
      async decrypt(content) {
        return this.fails ? refuse('vault-failed', 'The keyring does not open it.') : done(Buffer.from(flip(content)).toString('utf8'));
      },
    };
  }

  it('in the system’s store are encrypted there, and told plainly to be out of reach elsewhere', async () => {
    const { engine, api, courier } = desk();
    const { port, letters } = await mailServer({
      onAuth: (auth, _session, answer) => answer(auth.password === PASSWORD ? null : new Error(`no ${auth.password}`), { user: 'desk' }),
      allowInsecureAuth: true,
    });
    const secret = { place: 'system' as const, text: PASSWORD };
    expect(refusal(await api.delivery.saveChannel({ channel: null, terms: email(port), secret })).message).toMatch(
      /Only the window reaches/,
    );
    expect(await api.delivery.secretPlaces({})).toMatchObject({
      system: { name: null },
      sealed: { name: null, obstacle: expect.stringMatching(/no passphrase/) as string },
    });
    const vault = madeVault();
    holdVault(engine.store, vault);
    expect(await api.delivery.secretPlaces({})).toMatchObject({ system: { name: 'Test Keyring', obstacle: null } });
    const id = ok(await api.delivery.saveChannel({ channel: null, terms: email(port), secret })).channel;
    fire(engine, [{ firing: 'one' }]);
    await courier.look();
    expect(letters).toHaveLength(1);
    expectNoTrace(engine, PASSWORD);

    // Another process without a vault: it waits, and says why; it does not burn an attempt.
    const there = open(engine.workspace.path, { now: () => engine.now() });
    fire(engine, [{ firing: 'two' }]);
    await openCourier(there).look();
    expect(await createCaller({ engine: there }).delivery.channels({})).toMatchObject([
      { obstacle: expect.stringMatching(/only the window reaches/) as string, waiting: 1 },
    ]);
    vault.fails = true;
    await courier.look();
    expect((await api.delivery.deadLetters({})).rows).toMatchObject([{ last: { says: 'The keyring does not open it.' } }]);
    vault.fails = false;
    ok(await api.delivery.retry({ channel: id }));
    await courier.look();
    expect(letters).toHaveLength(2);

    ok(await api.delivery.removeChannel({ channel: id }));
    expect(engine.store.get('SELECT count(*) AS n FROM delivery_secret')).toEqual({ n: 0 });
    ok(await api.journal.undo({ target: id }));
    expect(await api.delivery.channels({})).toMatchObject([{ obstacle: expect.stringMatching(/give it again/) as string }]);
  });

  it('sealed under the passphrase wait while the workspace is locked, and go with the passphrase', async () => {
    const { engine, api, courier, pass } = desk();
    const { url, received } = await webServer([answers.ok]);
    const passphrase = 'otter velvet ladder mosaic prune';
    const { job } = ok(await api.workspace.setPassphrase({ passphrase }));
    await engine.jobs.finished(job);
    ok(await api.delivery.saveChannel({ channel: null, terms: webhook(url, { name: 'Mail' }), secret: { place: 'sealed', text: SECRET } }));
    expectNoTrace(engine, SECRET);
    expect(engine.store.get('SELECT place, length(tag) AS tag FROM delivery_secret')).toEqual({ place: 'sealed', tag: 16 });
    ok(await api.workspace.lock({}));
    expect(
      refusal(await api.delivery.saveChannel({ channel: null, terms: webhook(url), secret: { place: 'sealed', text: SECRET } })).code,
    ).toBe('locked');
    fire(engine, [{ firing: 'one' }]);
    await courier.look();
    expect(received).toEqual([]);
    expect(await api.delivery.channels({})).toMatchObject([{ waiting: 1, obstacle: expect.stringMatching(/locked/) as string }]);
    ok(await api.workspace.unlock({ passphrase }));
    await courier.look();
    expect(received).toHaveLength(1);
    const removal = ok(await api.workspace.removePassphrase({ passphrase }));
    await engine.jobs.finished(removal.job);
    engine.journal.lookForForeignChanges();
    fire(engine, [{ firing: 'two' }]);
    pass(60);
    await courier.look();
    expect((await api.delivery.deadLetters({})).rows[0]!.last!.says).toMatch(/passphrase that has been removed/);
    expectNoTrace(engine, SECRET);
  });

  it('in a variable are read when needed; without it what is due waits', async () => {
    const { engine, api, courier } = desk();
    const { url, received } = await webServer([answers.ok]);
    const variable = 'COUNTINGHOUSE_TEST_LATER';
    ok(
      await api.delivery.saveChannel({ channel: null, terms: webhook(url, { name: 'Mail' }), secret: { place: 'environment', variable } }),
    );
    fire(engine, [{ firing: 'one' }]);
    await courier.look();
    expect(await api.delivery.channels({})).toMatchObject([
      { waiting: 1, obstacle: expect.stringMatching(/COUNTINGHOUSE_TEST_LATER is not set/) as string },
    ]);
    process.env[variable] = SECRET;
    await courier.look();
    delete process.env[variable];
    expect(received).toHaveLength(1);
    expectNoTrace(engine, SECRET);
  });

  it('that are altered in the file do not open', async () => {
    const { engine, api, courier } = desk();
    const { url } = await webServer([answers.ok]);
    const { job } = ok(await api.workspace.setPassphrase({ passphrase: 'otter velvet ladder mosaic prune' }));
    await engine.jobs.finished(job);
    ok(await api.delivery.saveChannel({ channel: null, terms: webhook(url), secret: { place: 'sealed', text: SECRET } }));
    engine.writableStore.run('UPDATE delivery_secret SET content = zeroblob(length(content))');
    fire(engine, [{ firing: 'one' }]);
    await courier.look();
    expect((await api.delivery.deadLetters({})).rows[0]!.last!.says).toMatch(/it has been altered/);
  });
});

describe('the stream of notices', () => {
  it('tells a listener at once, also what was found before it came; quiet hours hold back', async () => {
    const { engine, api } = desk();
    const stop = keepDelivering(engine);
    fire(engine, [{ firing: 'on opening' }]);
    const leaving = new AbortController();
    const heard: { firings: string[]; count: number }[] = [];
    const listening = (async () => {
      const caller = createCaller({ engine }, { signal: leaving.signal });
      for await (const batch of await caller.delivery.notices({ since: 'opening' })) {
        heard.push({ firings: batch.notices.map(({ firing }) => firing), count: batch.count });
      }
    })();
    await expect.poll(() => heard).toEqual([{ firings: ['on opening'], count: 1 }]);
    fire(
      engine,
      Array.from({ length: 40 }, (_, n) => ({ firing: `firing-${n}`, severity: n === 39 ? ('critical' as const) : ('low' as const) })),
    );
    await expect.poll(() => heard[1]).toMatchObject({ count: 40 });
    expect(heard[1]!.firings).toHaveLength(25);
    expect(heard[1]!.firings[0]).toBe('firing-39');
    ok(await api.delivery.changePreferences({ quiet: { days: [5], from: '09:00', to: '11:00', zone: 'UTC' } }));
    fire(engine, [{ firing: 'quietly' }, { firing: 'loudly', severity: 'critical' }]);
    await expect.poll(() => heard[2]).toEqual({ firings: ['loudly'], count: 1 });
    leaving.abort();
    await listening;
    await stop();
  });
});
