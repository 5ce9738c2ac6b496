import { join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { makeDemonstration } from '../../electron/engine/demonstration/index.ts';
import { createCaller } from '../../electron/engine/api/router.ts';
import type { PositionAnswer, PositionSummary } from '../../electron/engine/positions/answers.ts';
import { Decimal, decimalText, type Figure, sum } from '../../shared/figures/index.ts';
import { POSITION_KINDS } from '../../shared/positions/index.ts';
import { ok, open, temporaryFolder } from '../workspace/open-workspace.ts';

// Every answer is held against the schema that `api` promises.
vi.hoisted(() => {
  process.env['COUNTINGHOUSE_CHECK_ANSWERS'] = '1';
});

async function demonstration() {
  const engine = open(join(temporaryFolder(), 'demonstration.countinghouse'), { mode: 'create', now: () => '2026-11-22T12:00:00.000Z' });
  ok(await makeDemonstration({ engine, store: engine.writableStore, progress: () => undefined, cancelled: () => false }));
  return createCaller({ engine });
}

function exact(figure: Figure<string>): Decimal | null {
  return 'ok' in figure ? new Decimal(figure.ok) : null;
}

describe('the demonstration', () => {
  test('shows every kind of position, each told whole and adding up', async () => {
    const api = await demonstration();
    const { positions, totals } = await api.positions.list({});
    expect(new Set(positions.map(({ kind }) => kind))).toEqual(new Set(POSITION_KINDS));
    for (const summary of positions) await toldWhole(api, summary);
    const all = totals.find(({ group }) => group === 'all');
    const known = positions.map(({ real }) => exact(real)).filter((real) => real !== null);
    expect(all?.real).toMatchObject({ ok: decimalText(sum(known)) });
    expect(all?.unavailable.real).toBe(positions.length - known.length);
  });

  test('is measured in a coin as well', async () => {
    const api = await demonstration();
    const { positions } = await api.positions.list({ currency: 'ETH' });
    const staked = positions.find(({ title }) => title === 'stETH');
    expect(staked?.components['price']).toEqual({ ok: '0', trail: [] });
  });

  test('and as of an earlier day, without what came later', async () => {
    const api = await demonstration();
    const [now, then] = [await api.positions.list({}), await api.positions.list({ asOf: '2026-06-01' })];
    expect(then.positions.length).toBeLessThanOrEqual(now.positions.length);
    expect(then.positions.every(({ opened }) => opened <= '2026-06-01')).toBe(true);
  });
});

async function toldWhole(api: Awaited<ReturnType<typeof demonstration>>, { position, title }: PositionSummary): Promise<void> {
  const one = (await api.positions.one({ position })) as PositionAnswer;
  const parts = one.components.map(({ figure }) => exact(figure));
  const real = exact(one.real);
  const total = parts.includes(null) ? null : sum(parts.filter((part) => part !== null));
  expect({ title, real: real && decimalText(real) }).toEqual({ title, real: total && decimalText(total) });
  const series = await api.positions.series({ position });
  expect(series?.points.length).toBeGreaterThan(1);
  expect(await api.positions.activities({ position })).not.toEqual([]);
  for (const { component } of one.components) {
    const answer = await api.positions.explain({ position, figure: component });
    expect(answer?.figure).toEqual(one.components.find((each) => each.component === component)?.figure);
  }
}
