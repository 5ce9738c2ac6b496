import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createCaller } from '../../electron/engine/api/router.ts';
import { holdVault, openCourier, type Vault } from '../../electron/engine/delivery/index.ts';
import type { GivenSecret } from '../../electron/engine/delivery/secrets.ts';
import type { OpenEngine } from '../../electron/engine/open-engine.ts';
import type { ChannelTerms } from '../../shared/delivery/index.ts';
import { done, refuse } from '../../shared/figures/index.ts';
import { ok, open, refusal } from '../workspace/open-workspace.ts';
import { fire } from './made-alerts.ts';
import { desk, email, SECRET, VARIABLE, webhook } from './made-desk.ts';
import { answers, mailServer, webServer } from './made-servers.ts';

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

  it('sealed under the passphrase wait while the workspace is locked, and it is not removed before they are kept elsewhere', async () => {
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
    const refused = refusal(await api.workspace.removePassphrase({ passphrase }));
    expect(refused).toMatchObject({ code: 'secrets-sealed', message: expect.stringMatching(/the channel “Mail” are sealed/) as string });
    expect(await api.workspace.passphrase({})).toMatchObject({ set: true });
    fire(engine, [{ firing: 'two' }]);
    pass(60);
    await courier.look();
    expect(received).toHaveLength(2);
    // Kept elsewhere, it holds nobody up.
    const [line] = await api.delivery.channels({});
    ok(
      await api.delivery.saveChannel({ channel: line!.channel, terms: line!.terms, secret: { place: 'environment', variable: VARIABLE } }),
    );
    await engine.jobs.finished(ok(await api.workspace.removePassphrase({ passphrase })).job);
    engine.journal.lookForForeignChanges();
    expect(await api.workspace.passphrase({})).toMatchObject({ set: false });
    expectNoTrace(engine, SECRET);
  });

  it('sealed while the passphrase is being removed keep it', async () => {
    const { engine, api } = desk();
    const passphrase = 'otter velvet ladder mosaic prune';
    await engine.jobs.finished(ok(await api.workspace.setPassphrase({ passphrase })).job);
    const { job } = ok(await api.workspace.removePassphrase({ passphrase }));
    ok(
      await api.delivery.saveChannel({
        channel: null,
        terms: webhook('https://example.com/'),
        secret: { place: 'sealed', text: SECRET },
      }),
    );
    expect(await engine.jobs.finished(job)).toMatchObject({ refusal: { code: 'secrets-sealed' } });
    engine.journal.lookForForeignChanges();
    expect(await api.workspace.passphrase({})).toMatchObject({ set: true });
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

  it('may be the address of a webhook, of which the journal then has the host and a digest', async () => {
    const { engine, api, courier, pass } = desk();
    holdVault(engine.store, madeVault());
    const echo = (response: ServerResponse, request: IncomingMessage) => void response.writeHead(500).end(`no such hook ${request.url}`);
    const { url, received } = await webServer([echo, answers.ok]);
    const token = 'T0PSECRET9f8e7d6c5b4a';
    const address = `${url}/services/${token}?thread=7`;
    const terms = webhook('https://example.com/', { name: 'Mail' });
    const secret = { place: 'environment' as const, variable: VARIABLE };
    const { channel: id } = ok(
      await api.delivery.saveChannel({ channel: null, terms, secret, address: { place: 'system', text: address } }),
    );
    const { host, origin } = new URL(url);
    const [line] = await api.delivery.channels({});
    expect(line).toMatchObject({
      destination: `a secret address at ${host}`,
      terms: { url: `${origin}/`, digest: createHash('sha256').update(address).digest('hex') },
      address: { place: 'system' },
    });
    fire(engine, [{ firing: 'one' }]);
    await courier.look();
    // What the server echoes of the address is blacked out.
    expect((await api.delivery.deliveries({})).rows[0]!.last).toMatchObject({ sent: false, output: 'no such hook •••' });
    pass(10);
    await courier.look();
    expect(received).toHaveLength(2);
    expect((await api.delivery.deliveries({})).rows).toMatchObject([{ state: 'sent', attempts: 2 }]);
    expectNoTrace(engine, token);
    // Changed in something else, it keeps its address; typed openly, the secret is forgotten.
    ok(await api.delivery.saveChannel({ channel: id, terms: { ...line!.terms, least: 'high' } }));
    expect(await api.delivery.channels({})).toMatchObject([{ address: { place: 'system' }, obstacle: null }]);
    const stranger = { ...line!.terms, digest: 'a'.repeat(64) } as ChannelTerms;
    expect(refusal(await api.delivery.saveChannel({ channel: id, terms: stranger })).code).toBe('address-needed');
    ok(await api.delivery.saveChannel({ channel: id, terms: webhook(url, { name: 'Mail' }) }));
    expect(await api.delivery.channels({})).toMatchObject([{ destination: url, address: null }]);
    expect(engine.store.get('SELECT count(*) AS n FROM delivery_secret')).toEqual({ n: 0 });
  });

  it('of addresses are addresses, and in a variable only the one that was set up is posted to', async () => {
    const { engine, api, courier } = desk();
    const mine = await webServer([answers.ok]);
    const other = await webServer([answers.ok]);
    const variable = 'COUNTINGHOUSE_TEST_ADDRESS';
    const secret = { place: 'environment' as const, variable: VARIABLE };
    const save = (address: GivenSecret) =>
      api.delivery.saveChannel({ channel: null, terms: webhook('https://example.com/'), secret, address });
    expect(refusal(await save({ place: 'environment', variable })).code).toBe('no-variable');
    holdVault(engine.store, madeVault());
    expect(refusal(await save({ place: 'system', text: 'http://example.com/x' })).message).toMatch(/only a server on this machine/);
    process.env[variable] = mine.url;
    onTestFinished(() => void delete process.env[variable]);
    ok(await save({ place: 'environment', variable }));
    process.env[variable] = other.url;
    fire(engine, [{ firing: 'one' }]);
    await courier.look();
    expect([...mine.received, ...other.received]).toEqual([]);
    expect((await api.delivery.deadLetters({})).rows[0]!.last!.says).toMatch(/not the one that was set up/);
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
