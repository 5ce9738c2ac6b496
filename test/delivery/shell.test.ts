import { EventEmitter } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Notification as SystemNotification, NotificationConstructorOptions, SafeStorage } from 'electron';
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import type { Vault } from '../../electron/engine/delivery/index.ts';
import { answerVault, distantVault } from '../../electron/engine/thread/distant-vault.ts';
import { type HostedEngine, hostEngine, type PageEnd } from '../../electron/host/hosted-engine.ts';
import { rememberDiscretion } from '../../electron/shell/discretion.ts';
import { rememberToldPlaces } from '../../electron/shell/told-places.ts';
import { showNotifications } from '../../electron/shell/notifications.ts';
import { systemVault } from '../../electron/shell/secret-vault.ts';
import { bareNotice, type DeliveryPreferences, type Notice } from '../../shared/delivery/index.ts';
import { done, refuse } from '../../shared/figures/index.ts';
import type { ClientMessage } from '../../shared/wire/wire.ts';
import { ok, refusal, temporaryFolder } from '../workspace/open-workspace.ts';
import { madeNotice } from './made-notice.ts';

/** Stands in for Electron's notifications, which keep nothing of what was shown. */
class MadeNotification extends EventEmitter {
  static shown: MadeNotification[] = [];
  static supported = true;
  static isSupported = () => MadeNotification.supported;
  readonly options: NotificationConstructorOptions;
  constructor(options: NotificationConstructorOptions) {
    super();
    this.options = options;
  }
  show(): void {
    MadeNotification.shown.push(this);
  }
}
const system = MadeNotification as unknown as { isSupported(): boolean; new (options: NotificationConstructorOptions): SystemNotification };

interface MadeEngine extends Pick<HostedEngine, 'connect'> {
  readonly asked: Array<{ readonly path: string; readonly input: unknown }>;
  /** Has the engine tell. */
  tell(notices: readonly Notice[], count?: number): void;
  /** Exchanges it for that of another workspace. */
  exchange(): void;
  preferences: DeliveryPreferences;
  answer: unknown;
}

function madeEngine(): MadeEngine {
  const pages: Array<{ end: PageEnd; listening: number }> = [];
  const engine: MadeEngine = {
    asked: [],
    preferences: { native: { least: 'low', sound: true }, quiet: null },
    answer: { ok: {} },
    tell(notices, count = notices.length) {
      const page = pages.at(-1)!;
      page.end.heard(JSON.stringify({ id: page.listening, kind: 'data', data: { notices, count, upTo: 7 } }));
    },
    exchange: () => pages.at(-1)!.end.ended(),
    connect(end) {
      const page = { end, listening: 0 };
      pages.push(page);
      return {
        send(message: ClientMessage) {
          if (message.method !== 'call') return;
          engine.asked.push({ path: message.path, input: message.input });
          if (message.type === 'subscription') page.listening = message.id;
          else {
            const data = message.path === 'delivery.preferences' ? engine.preferences : engine.answer;
            queueMicrotask(() => end.heard(JSON.stringify({ id: message.id, kind: 'data', data })));
          }
        },
        close: () => {},
      };
    },
  };
  return engine;
}

describe('notifications of the system', () => {
  let engine: MadeEngine;
  let opened: Array<string | null>;
  let clock = 0;
  let discreet = false;
  let told: number | undefined;
  const notice = (n: number, made: Partial<Notice> = {}) => ({ ...bareNotice(madeNotice(n)), ...made });
  const settle = () =>
    vi
      .waitFor(() => expect(engine.asked.at(-1)?.path).toBe('delivery.preferences'))
      .then(() => new Promise((resolve) => setTimeout(resolve)));

  beforeEach(() => {
    MadeNotification.shown = [];
    engine = madeEngine();
    opened = [];
    discreet = false;
    told = undefined;
    clock = Date.parse('2026-11-20T10:00:00.000Z');
    const stop = showNotifications({
      engine,
      system,
      icon: 'icon.png',
      open: (firing) => void opened.push(firing),
      isDiscreet: () => discreet,
      toldBefore: () => told,
      keepTold: (upTo) => void (told = upTo),
      now: () => clock,
    });
    onTestFinished(stop);
  });
  afterEach(() => vi.useRealTimers());

  it('are shown for what fires, weightier ones more insistently', async () => {
    expect(engine.asked).toEqual([{ path: 'delivery.notices', input: { since: 'opening' } }]);
    engine.tell([notice(1, { severity: 'critical', late: true }), notice(2, { severity: 'low' }), notice(3, { tells: 'cleared' })]);
    await settle();
    expect(MadeNotification.shown.map(({ options }) => options)).toMatchObject([
      {
        title: 'Critical: Depeg · stETH/ETH',
        body: 'price 0.971 ETH – price below 0.98 (found late)',
        urgency: 'critical',
        timeoutType: 'never',
        silent: false,
      },
      { title: 'Low: Depeg · stETH/ETH', urgency: 'low', actions: [{ text: 'Acknowledge' }, { text: 'Snooze 1 h' }] },
    ]);
  });

  it('open the alert when they are clicked', async () => {
    engine.tell([notice(1)]);
    await settle();
    MadeNotification.shown[0]!.emit('click', {});
    expect(opened).toEqual(['firing-1']);
  });

  it('acknowledge and snooze; what is refused opens the alert', async () => {
    engine.tell([notice(1), notice(2), notice(3)]);
    await settle();
    const [one, two, three] = MadeNotification.shown;
    // As Electron 33 tells it, and as current ones do.
    one!.emit('action', {}, 0);
    two!.emit('action', { actionIndex: 1 });
    await vi.waitFor(() => expect(engine.asked).toHaveLength(4));
    expect(engine.asked.slice(2)).toEqual([
      { path: 'alerts.acknowledge', input: { firings: ['firing-1'] } },
      { path: 'alerts.snooze', input: { rule: 'rule-1', subject: 'STETH/ETH', until: '2026-11-20T11:00:00.000Z' } },
    ]);
    expect(opened).toEqual([]);
    engine.answer = { error: { code: 'gone', message: 'gone' } };
    three!.emit('action', {}, 0);
    await vi.waitFor(() => expect(opened).toEqual(['firing-3']));
  });

  it('are one where many fire at once, and a number where the minute is full', async () => {
    engine.tell(
      Array.from({ length: 25 }, (_, n) => notice(n)),
      100_000,
    );
    await settle();
    expect(MadeNotification.shown.map(({ options }) => options.title)).toEqual(['100,000 alerts']);
    MadeNotification.shown[0]!.emit('click', {});
    expect(opened).toEqual([null]);
    vi.useFakeTimers();
    for (let n = 0; n < 30; n += 1) {
      engine.tell([notice(n)]);
      await vi.advanceTimersByTimeAsync(1);
    }
    expect(MadeNotification.shown).toHaveLength(10);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(MadeNotification.shown.map(({ options }) => options.title).at(-1)).toBe('21 more alerts');
  });

  it('go by what the owner has decided', async () => {
    engine.preferences = { native: { least: 'high', sound: false }, quiet: null };
    engine.tell([notice(1, { severity: 'medium' }), notice(2, { severity: 'high' })]);
    await settle();
    expect(MadeNotification.shown.map(({ options }) => [options.title, options.silent])).toEqual([['High: Depeg · stETH/ETH', true]]);
    engine.preferences = { native: null, quiet: null };
    engine.tell([notice(3, { severity: 'critical' })]);
    await settle();
    expect(MadeNotification.shown).toHaveLength(1);
  });

  it('say which rule fired and how severely, and no value, where the window hides amounts', async () => {
    discreet = true;
    const position = { severity: 'critical', subjectTitle: '32 ETH at Lido', sentence: 'value 84,000 EUR – value below 90000' } as const;
    engine.tell([notice(1, { ...position, late: true })]);
    await settle();
    engine.tell(
      Array.from({ length: 4 }, (_, n) => notice(n, position)),
      40,
    );
    await settle();
    expect(MadeNotification.shown.map(({ options: { title, body } }) => [title, body])).toEqual([
      ['Critical: Depeg', 'Open Countinghouse to see what it says. (found late)'],
      ['40 alerts', 'Critical: Depeg\nCritical: Depeg\nCritical: Depeg'],
    ]);
    discreet = false;
    engine.tell([notice(1, position)]);
    await settle();
    expect(MadeNotification.shown.at(-1)!.options.body).toContain('84,000');
  });

  it('are discreet from the start on where the window was when it was closed, and where nobody can tell', () => {
    const file = join(temporaryFolder(), 'discretion.json');
    const first = rememberDiscretion(file);
    expect(first.hides()).toBe(false);
    first.hide(true);
    expect(rememberDiscretion(file).hides()).toBe(true);
    first.hide(false);
    expect(rememberDiscretion(file).hides()).toBe(false);
    writeFileSync(file, '{ "disc');
    expect(rememberDiscretion(file).hides()).toBe(true);
  });

  it('go on with the next workspace', async () => {
    engine.exchange();
    expect(engine.asked.map(({ path }) => path)).toEqual(['delivery.notices', 'delivery.notices']);
    engine.tell([notice(1)]);
    await settle();
    expect(MadeNotification.shown).toHaveLength(1);
  });

  it('go on from where the last run had told', async () => {
    engine.tell([notice(1)]);
    await settle();
    expect(told).toBe(7);
    engine.exchange();
    expect(engine.asked.at(-1)).toEqual({ path: 'delivery.notices', input: { since: 7 } });
    const file = join(temporaryFolder(), 'told.json');
    rememberToldPlaces(file).keep('/one.countinghouse', 12);
    rememberToldPlaces(file).keep('/other.countinghouse', 3);
    expect(rememberToldPlaces(file).of('/one.countinghouse')).toBe(12);
    expect(rememberToldPlaces(file).of('/none.countinghouse')).toBeUndefined();
    writeFileSync(file, '{ "/one');
    expect(rememberToldPlaces(file).of('/one.countinghouse')).toBeUndefined();
  });

  it('are not even listened for where the system shows none', () => {
    MadeNotification.supported = false;
    const other = madeEngine();
    showNotifications({
      engine: other,
      system,
      icon: '',
      open: () => {},
      isDiscreet: () => false,
      toldBefore: () => 0,
      keepTold: () => {},
    })();
    MadeNotification.supported = true;
    expect(other.asked).toEqual([]);
  });
});

describe('the store of secrets', () => {
  const flip = (bytes: Uint8Array) => Buffer.from(bytes.map((byte) => byte ^ 0x5a));
  const older = (made: Partial<Record<keyof SafeStorage, unknown>> = {}) =>
    ({
      isEncryptionAvailable: () => true,
      getSelectedStorageBackend: () => 'gnome_libsecret',
      encryptString: (text: string) => flip(Buffer.from(text)),
      decryptString: (bytes: Buffer) => flip(bytes).toString('utf8'),
      ...made,
    }) as unknown as SafeStorage;
  const newer = (made: Partial<Record<keyof SafeStorage, unknown>> = {}) =>
    older({
      isAsyncEncryptionAvailable: async () => true,
      encryptStringAsync: async (text: string) => flip(Buffer.from(text)),
      decryptStringAsync: async (bytes: Buffer) => ({ result: flip(bytes).toString('utf8'), shouldReEncrypt: false }),
      encryptString: () => {
        throw new Error('deprecated');
      },
      ...made,
    });

  it.each([
    ['older', older],
    ['current', newer],
  ])('encrypts and decrypts with %s Electron', async (_name, storage) => {
    const vault = systemVault(storage(), 'linux');
    expect(ok(await vault.name())).toBe('the keyring of this desktop');
    const kept = ok(await vault.encrypt('hush'));
    expect(Buffer.from(kept).toString()).not.toContain('hush');
    expect(ok(await vault.decrypt(kept))).toBe('hush');
  });

  it('is none where Linux has no keyring, whatever Electron would do then', async () => {
    const vault = systemVault(older({ getSelectedStorageBackend: () => 'basic_text' }), 'linux');
    expect(refusal(await vault.name()).message).toMatch(/no keyring that Electron knows/);
    expect(refusal(await vault.encrypt('hush')).code).toBe('no-vault');
  });

  it('says where it cannot be opened, and quotes nothing that it was given', async () => {
    const shut = systemVault(older({ isEncryptionAvailable: () => false }), 'darwin');
    expect(refusal(await shut.name()).message).toMatch(/^The keychain of this Mac cannot be opened/);
    const failing = systemVault(
      older({
        encryptString: (text: string) => {
          throw new Error(`cannot encrypt ${text}`);
        },
      }),
      'win32',
    );
    const { message } = refusal(await failing.encrypt('hush'));
    expect(message).toMatch(/refused/);
    expect(message).not.toContain('hush');
  });

  it('is reached across the threads, and a silent one is given up', async () => {
    const near: Vault = {
      name: async () => done('Near'),
      encrypt: async (secret) => done(flip(Buffer.from(secret))),
      decrypt: async () => {
        throw new Error('defect');
      },
    };
    const far = distantVault((message) => void answerVault(near, message).then((answer) => far.answered(structuredClone(answer))));
    expect(await far.vault.name()).toEqual(done('Near'));
    expect(Buffer.from(flip(ok(await far.vault.encrypt('grün')))).toString()).toBe('grün');
    expect(refusal(await far.vault.decrypt(new Uint8Array(3)))).toMatchObject({ code: 'vault-failed' });
    const silent = distantVault(() => {}, 20);
    expect(refusal(await silent.vault.name()).code).toBe('vault-silent');
    silent.answered({ to: 'vault', ask: 1, answer: refuse('late', 'late') });
  });

  it('is lent by a shell to the engine in its thread, and to that of the next workspace', async () => {
    const asked: string[] = [];
    const vault: Vault = {
      name: async () => done('Lent'),
      encrypt: async (secret) => {
        asked.push(secret);
        return done(flip(Buffer.from(secret)));
      },
      decrypt: async (content) => done(flip(content).toString('utf8')),
    };
    const path = join(temporaryFolder(), 'books.countinghouse');
    const engine = ok(
      await hostEngine(
        { path, mode: 'create' },
        (why) => {
          throw new Error(why);
        },
        vault,
      ),
    );
    onTestFinished(() => engine.close());
    const call = (type: 'query' | 'mutation', procedure: string, input: unknown) =>
      new Promise((resolve) => {
        const page = engine.connect({
          heard(text) {
            page.close();
            resolve((JSON.parse(text) as { data: unknown }).data);
          },
          ended: () => {},
        });
        page.send({ id: 1, method: 'call', type, path: procedure, input });
      });
    expect(await call('query', 'delivery.secretPlaces', {})).toMatchObject({ system: { name: 'Lent' } });
    ok(await engine.open({ path: join(temporaryFolder(), 'other.countinghouse'), mode: 'create' }));
    const terms = {
      kind: 'webhook',
      name: 'Hook',
      on: true,
      byDefault: true,
      least: 'low',
      tellsCleared: false,
      digestMinutes: null,
      perHour: 20,
      seconds: 5,
      url: 'https://example.com/',
      trust: null,
    };
    const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
    expect(
      await call('mutation', 'delivery.saveChannel', { channel: null, terms, secret: { place: 'system', text: secret } }),
    ).toMatchObject({ ok: {} });
    expect(asked).toEqual([secret]);
  });
});
