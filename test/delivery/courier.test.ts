import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { keepDelivering, openCourier } from '../../electron/engine/delivery/index.ts';
import { rebuild, refold, verifyStore } from '../../electron/engine/journal/index.ts';
import { deliveryFirings } from '../../electron/engine/store/migrations/0016-delivery-firings.ts';
import { ok, refusal, temporaryFolder } from '../workspace/open-workspace.ts';
import { fire } from './made-alerts.ts';
import { channel, desk, email, typesIn, webhook } from './made-desk.ts';
import { answers, mailServer, webServer } from './made-servers.ts';

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

  it('is found by the alert, however many rules bear its title', async () => {
    const { engine, api, courier } = desk();
    const { url } = await webServer([answers.ok]);
    const id = await channel(api, webhook(url, { tellsCleared: true }));
    fire(engine, [{ firing: 'one' }, { firing: 'two' }]);
    await courier.look();
    ok(await api.delivery.saveChannel({ channel: id, terms: webhook(url, { tellsCleared: true, digestMinutes: 5 }) }));
    fire(engine, [{ firing: 'three' }], ['one']);
    await courier.look();
    const about = async (firing: string) =>
      (await api.delivery.deliveries({ firing })).rows.map(({ count, state }) => `${state} ${count}`).sort();
    expect(await about('one')).toEqual(['sent 1', 'waiting 2']);
    expect(await about('two')).toEqual(['sent 1']);
    expect(await about('three')).toEqual(['waiting 2']);
    expect(await about('nobody')).toEqual([]);
    // What joins a message that waits is found there, too, and after all is folded anew.
    fire(engine, [{ firing: 'four' }]);
    await courier.look();
    expect(await about('four')).toEqual(['waiting 3']);
    ok(rebuild(engine.writableStore, engine.journal.registry, () => {}));
    expect(await about('four')).toEqual(['waiting 3']);
    expect((await api.delivery.deliveries({ firing: 'one', states: ['sent'] })).total).toBe(1);
    const table = () => engine.store.all('SELECT firing, send FROM delivery_firing');
    const folded = table();
    // Messages of earlier versions are brought in as they would be folded.
    engine.writableStore.script(`DROP TABLE delivery_firing; ALTER TABLE delivery_channel DROP COLUMN address; ${deliveryFirings.sql}`);
    expect(table()).toEqual(folded);
  });

  it('leaves values out where its owner wants that, of what waits already as well', async () => {
    const { engine, api, courier, pass } = desk();
    const { url, received } = await webServer([answers.failing, answers.ok]);
    const id = await channel(api, webhook(url));
    fire(engine, [{ firing: 'one' }]);
    await courier.look();
    expect(received[0]!.body).toContain('0.971');
    ok(await api.delivery.saveChannel({ channel: id, terms: webhook(url, { withoutValues: true }) }));
    fire(engine, [{ firing: 'two' }]);
    pass(10);
    await courier.look();
    expect(received).toHaveLength(3);
    for (const { body } of received.slice(1)) {
      expect(body).not.toContain('0.971');
      expect(JSON.parse(body)).toMatchObject({
        data: { notices: [{ title: 'Depeg', severity: 'high', sentence: 'Its values are in Countinghouse, and not in this message.' }] },
      });
    }
    const { rows } = await api.delivery.deliveries({ firing: 'two' });
    expect((await api.delivery.delivery({ send: rows[0]!.send }))!.text).not.toContain('0.971');
  });

  it('holds what was snoozed after it was queued until the snooze is over', async () => {
    const { engine, api, courier, pass } = desk();
    const { url, received } = await webServer([answers.failing, answers.ok]);
    await channel(api, webhook(url));
    fire(engine, [{ firing: 'one' }]);
    await courier.look();
    expect(received).toHaveLength(1);
    ok(await api.alerts.snooze({ rule: 'rule-1', subject: 'STETH/ETH', until: '2026-11-20T12:00:00.000Z' }));
    pass(3_600);
    await courier.look();
    expect(received).toHaveLength(1);
    pass(3_600);
    await courier.look();
    expect(received).toHaveLength(2);
    expect((await api.delivery.deliveries({})).rows).toMatchObject([{ state: 'sent', attempts: 2 }]);
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

  it('is not done twice where another process comes between the looking and the writing', async () => {
    const path = join(temporaryFolder(), 'books.countinghouse');
    const one = desk(path);
    const two = desk(path);
    const { url, received } = await webServer([answers.ok]);
    await channel(one.api, webhook(url, { digestMinutes: 1 }));
    fire(one.engine, [{ firing: 'one' }, { firing: 'two' }]);
    const between: string[] = [];
    const others: Promise<void>[] = [];
    const { journal } = one.engine;
    const commit: typeof journal.commit = (events, bulk) => {
      const type = events[0]!.type;
      if (!between.includes(type)) {
        between.push(type);
        others.push(two.courier.look());
      }
      return journal.commit(events, bulk);
    };
    const racing = openCourier({ ...one.engine, journal: { ...journal, commit } });
    await racing.look();
    expect((await one.api.delivery.deliveries({})).rows).toMatchObject([{ state: 'waiting', count: 2 }]);
    for (const { pass } of [one, two]) pass(61);
    await racing.look();
    await Promise.all(others);
    expect(between.slice(0, 2)).toEqual(['delivery.queued', 'delivery.begun']);
    expect(received).toHaveLength(1);
    expect(typesIn(one.engine).filter((type) => type === 'delivery.queued')).toHaveLength(1);
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
