import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createCaller } from '../../electron/engine/api/router.ts';
import { makeDemonstration } from '../../electron/engine/demonstration/index.ts';
import { verifyStore } from '../../electron/engine/journal/index.ts';
import { type OpenEngine, openEngine } from '../../electron/engine/open-engine.ts';
import { Decimal, isKnown, isRefused } from '../../shared/figures/index.ts';
import { POSITION_KINDS } from '../../shared/positions/index.ts';

let folder: string;
const engines: OpenEngine[] = [];

async function demonstrationMade(name: string, now: string): Promise<OpenEngine> {
  const opened = openEngine({ workspace: join(folder, `${name}.countinghouse`), actor: 'owner', mode: 'create', now: () => now });
  if (isRefused(opened)) throw new Error(opened.error.message);
  const engine = opened.ok;
  engines.push(engine);
  const made = await makeDemonstration({ engine, store: engine.writableStore, progress: () => {}, cancelled: () => false });
  if (isRefused(made)) throw new Error(made.error.message);
  return engine;
}

async function positionsOf(engine: OpenEngine) {
  const { positions, totals } = await createCaller({ engine }).positions.list({});
  return { positions, totals };
}

let engine: OpenEngine;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'countinghouse-'));
  engine = await demonstrationMade('one', '2026-05-04T12:00:00.000Z');
});
afterAll(async () => {
  for (const each of engines) await each.close();
  rmSync(folder, { recursive: true });
});

describe('the demonstration', () => {
  test('shows every kind of position but the plainest twins, some won, some lost, one without a price', async () => {
    const { positions } = await positionsOf(engine);
    expect(POSITION_KINDS.filter((kind) => !positions.some((position) => position.kind === kind))).toEqual([]);
    const real = positions.map((position) => position.real);
    expect(real.filter((figure) => !isKnown(figure))).toHaveLength(1);
    expect(real.filter((figure) => isKnown(figure) && figure.ok.startsWith('-')).length).toBeGreaterThan(3);
    expect(real.filter((figure) => isKnown(figure) && !figure.ok.startsWith('-')).length).toBeGreaterThan(3);
    expect(positions.filter((position) => position.status === 'closed')).toHaveLength(1);
  });

  test('totals are the sums of what can be valued, and say how many cannot', async () => {
    const { positions, totals } = await positionsOf(engine);
    const all = totals.find((total) => total.group === 'all')!;
    const valued = positions.flatMap((position) => (isKnown(position.value) ? [new Decimal(position.value.ok)] : []));
    expect(isKnown(all.value) && new Decimal(all.value.ok).toFixed(12)).toBe(
      valued.reduce((total, value) => total.plus(value)).toFixed(12),
    );
    expect(positions).toHaveLength(valued.length + 1);
  });

  test('is the same each time, and the same a year later but for the dates', async () => {
    const again = await demonstrationMade('again', '2026-05-04T12:00:00.000Z');
    const later = await demonstrationMade('later', '2027-05-04T12:00:00.000Z');
    const figures = async (of: OpenEngine) =>
      (await positionsOf(of)).positions.map(({ title, value }) => [title, isKnown(value) ? value.ok : value.unavailable.reason]);
    expect(await figures(again)).toEqual(await figures(engine));
    expect(await figures(later)).toEqual(await figures(engine));
  });

  test('verifies, and its suspicious price waits in quarantine', async () => {
    expect(verifyStore(engine.writableStore, engine.journal.registry, () => {}).holds).toBe(true);
    const aside = await createCaller({ engine }).market.quarantine({});
    expect(aside.values.map(({ series }) => series)).toEqual(['price BAL/USD']);
  });

  test('does not mix with what is there', async () => {
    const made = await makeDemonstration({ engine, store: engine.writableStore, progress: () => {}, cancelled: () => false });
    expect(made).toMatchObject({ error: { code: 'not-empty' } });
  });
});
