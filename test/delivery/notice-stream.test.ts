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
