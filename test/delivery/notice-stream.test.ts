import { describe, expect, it } from 'vitest';
import { createCaller } from '../../electron/engine/api/router.ts';
import { keepDelivering } from '../../electron/engine/delivery/index.ts';
import { ok } from '../workspace/open-workspace.ts';
import { fire } from './made-alerts.ts';
import { desk } from './made-desk.ts';

describe('the stream of notices', () => {
  it('tells a listener at once, also what was found before it came; quiet hours hold back', async () => {
    const { engine, api } = desk();
    const stop = keepDelivering(engine);
    fire(engine, [{ firing: 'on opening' }]);
    const leaving = new AbortController();
    const heard: { firings: string[]; count: number; upTo: number }[] = [];
    const listening = (async () => {
      const caller = createCaller({ engine }, { signal: leaving.signal });
      for await (const batch of await caller.delivery.notices({ since: 'opening' })) {
        heard.push({ firings: batch.notices.map(({ firing }) => firing), count: batch.count, upTo: batch.upTo });
      }
    })();
    await expect.poll(() => heard).toEqual([{ firings: ['on opening'], count: 1, upTo: engine.journal.head().size }]);
    fire(
      engine,
      Array.from({ length: 40 }, (_, n) => ({ firing: `firing-${n}`, severity: n === 39 ? ('critical' as const) : ('low' as const) })),
    );
    await expect.poll(() => heard[1]).toMatchObject({ count: 40 });
    expect(heard[1]!.firings).toHaveLength(25);
    expect(heard[1]!.firings[0]).toBe('firing-39');
    ok(await api.delivery.changePreferences({ quiet: { days: [5], from: '09:00', to: '11:00', zone: 'UTC' } }));
    fire(engine, [{ firing: 'quietly' }, { firing: 'loudly', severity: 'critical' }]);
    // What is held back has not been told: who comes again begins before it.
    await expect.poll(() => heard[2]).toEqual({ firings: ['loudly'], count: 1, upTo: engine.journal.head().size - 1 });
    leaving.abort();
    await listening;
    await stop();
  });

  it('tells what was found while nobody listened, where it still fires and nobody has seen it, as late', async () => {
    const { engine, api } = desk();
    const began = engine.journal.head().size;
    fire(engine, [{ firing: 'still fires' }, { firing: 'is over', cleared: engine.now() }, { firing: 'was seen' }]);
    ok(await api.alerts.acknowledge({ firings: ['was seen'] }));
    const stop = keepDelivering(engine);
    const first = async (since: number | 'opening') => {
      const leaving = new AbortController();
      const batches = await createCaller({ engine }, { signal: leaving.signal }).delivery.notices({ since });
      const iterator = batches[Symbol.asyncIterator]();
      const { value } = await iterator.next();
      leaving.abort();
      await iterator.return?.();
      return { told: value.notices.map(({ firing, late }: { firing: string; late: boolean }) => [firing, late]), upTo: value.upTo };
    };
    const { size } = engine.journal.head();
    // Behind the evaluation; the acknowledgement that follows tells nothing.
    expect(await first(began)).toEqual({ told: [['still fires', true]], upTo: size - 1 });
    expect(await first('opening')).toEqual({ told: [], upTo: size });
    expect(await first(size)).toEqual({ told: [], upTo: size });
    fire(engine, [{ firing: 'after opening' }]);
    expect((await first('opening')).told).toEqual([['after opening', false]]);
    // A journal that is shorter than what was told of it is another one.
    expect((await first(engine.journal.head().size + 1)).told).toEqual([['after opening', false]]);
    await stop();
  });
});
