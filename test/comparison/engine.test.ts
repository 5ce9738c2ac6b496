import { beforeAll, describe, expect, test } from 'vitest';
import { undo } from '../../electron/engine/journal/index.ts';
import { dashboardFrom, EXAMPLE_LAYOUTS, newPanel } from '../../shared/comparison/index.ts';
import { isKnown } from '../../shared/figures/index.ts';
import { ok, refusal } from '../workspace/open-workspace.ts';
import { APR, madeMarket, type MadePool } from './made-market.ts';

beforeAll(() => {
  process.env['COUNTINGHOUSE_CHECK_ANSWERS'] = '1';
});

const wave = (length: number, phase = 0) =>
  Array.from({ length }, (_, day) => 0.05 + 0.02 * Math.sin(day / 9 + phase) + ((day * 7919) % 13) / 1e4);
const pool = (id: string) => ({ kind: 'pool' as const, id });
const POOLS: Record<string, MadePool> = {
  a: { values: wave(100) },
  b: { values: wave(100, 2) },
  apr: { values: wave(100, 1), basis: APR },
  flat: { values: Array.from({ length: 100 }, () => 0.04) },
  weekly: { values: wave(15), step: 7 },
  holes: { values: [0.04, null, 0.05, 0.05] },
  lone: { values: [0.07] },
};
const SERIES = { metric: 'rate', windowDays: null, tolerance: 1, unlike: 'separate', pixels: 800 } as const;
const STATISTICS = { metric: 'rate', windowDays: null, tolerance: 0, of: 'values' } as const;

describe('dashboards', () => {
  const layout = EXAMPLE_LAYOUTS[0]!;
  const detail = dashboardFrom(layout, [pool('a'), pool('b')]);

  test('are laid out, changed, duplicated, removed and restored, and every step can be undone', async () => {
    const { engine, api } = madeMarket(POOLS);
    const { dashboard, revision } = ok(await api.comparison.save({ detail }));
    expect(await api.comparison.dashboards({})).toMatchObject([
      {
        dashboard,
        name: 'Four pools side by side',
        panels: 7,
        subjects: [
          { id: 'a', title: 'Pool a' },
          { id: 'b', title: 'Pool b' },
        ],
      },
    ]);
    const renamed = { ...detail, name: 'Stable pools' };
    const changed = ok(await api.comparison.save({ dashboard, revision, detail: renamed }));
    expect(changed.revision).toBeGreaterThan(revision);
    expect((await api.comparison.dashboard({ dashboard }))?.detail.name).toBe('Stable pools');
    ok(undo(engine.store, engine.journal, dashboard));
    expect((await api.comparison.dashboard({ dashboard }))?.detail).toEqual(detail);

    const copy = ok(await api.comparison.duplicate({ dashboard }));
    expect((await api.comparison.dashboard({ dashboard: copy.dashboard }))?.detail).toEqual({
      ...detail,
      name: 'Four pools side by side, copy',
    });
    ok(await api.comparison.remove({ dashboard: copy.dashboard }));
    expect((await api.comparison.dashboards({ removed: true })).map(({ dashboard }) => dashboard)).toEqual([copy.dashboard]);
    ok(undo(engine.store, engine.journal, copy.dashboard));
    expect(await api.comparison.dashboards({})).toHaveLength(2);
    ok(await api.comparison.remove({ dashboard }));
    ok(await api.comparison.restore({ dashboard }));
    expect(await api.comparison.dashboards({})).toHaveLength(2);
    const words = [...engine.journal.each()].map((event) => engine.journal.registry.typeOf(event.type).words(event.payload));
    expect(words[1]).toBe('Changed the dashboard “Stable pools”: it was called “Four pools side by side”');
  });

  test('nothing is overwritten that was changed meanwhile, and faults are refused in sentences', async () => {
    const { api, engine } = madeMarket(POOLS);
    const { dashboard, revision } = ok(await api.comparison.save({ detail }));
    ok(await api.comparison.save({ dashboard, revision, detail: { ...detail, name: 'Theirs' } }));
    expect(refusal(await api.comparison.save({ dashboard, revision, detail: { ...detail, name: 'Mine' } }))).toMatchObject({
      code: 'changed-meanwhile',
      message: expect.stringContaining('“Theirs” was changed meanwhile'),
    });
    const size = engine.journal.head().size;
    ok(await api.comparison.save({ dashboard, detail: { ...detail, name: 'Theirs' } }));
    expect(engine.journal.head().size).toBe(size);
    expect(refusal(await api.comparison.save({ detail: { ...detail, subjects: [pool('a'), pool('a')] } })).code).toBe('broken-dashboard');
    expect(refusal(await api.comparison.save({ dashboard: 'none', detail })).code).toBe('no-such-dashboard');
    expect(refusal(await api.comparison.restore({ dashboard })).code).toBe('not-removed');
    ok(await api.comparison.remove({ dashboard }));
    expect(refusal(await api.comparison.save({ dashboard, detail })).code).toBe('removed');
    const seven = Array.from({ length: 7 }, (_, n) => pool(`p${n}`));
    await expect(api.comparison.save({ detail: { ...detail, subjects: seven } })).rejects.toThrow(/subjects/);
  });

  test('a rebuild makes the same dashboards from the journal', async () => {
    const { engine, api } = madeMarket(POOLS);
    const { dashboard, revision } = ok(await api.comparison.save({ detail }));
    ok(await api.comparison.save({ dashboard, revision, detail: { ...detail, panels: [newPanel('n', 'note', null)] } }));
    const before = engine.store.all('SELECT * FROM comparison_dashboard');
    const events = [...engine.journal.each()];
    for (const event of events) for (const apply of engine.journal.registry.foldsOf(event.type)) apply(engine.store as never, event);
    expect(engine.store.all('SELECT * FROM comparison_dashboard')).toEqual(before);
  });
});

describe('side by side', () => {
  test('facts and rates with basis and age; what is unknown says why, and a subject that is gone too', async () => {
    const { api } = madeMarket(POOLS);
    const answer = await api.comparison.compare({ subjects: [pool('a'), pool('apr'), { kind: 'network', id: 'Polkadot' }, pool('gone')] });
    expect(answer.subjects.map(({ title }) => title)).toEqual(['Pool a', 'Pool apr', 'Polkadot', null]);
    const rate = answer.rows.find(({ word }) => word === 'rate');
    expect(rate).toMatchObject({ group: 'rate', unit: 'fraction' });
    expect(rate?.cells.map(({ basis, late }) => [basis?.kind ?? null, late])).toEqual([
      ['APY', true],
      ['APR', true],
      [null, false],
      [null, false],
    ]);
    const says = rate?.cells.map(({ figure }) => (isKnown(figure) ? null : figure.unavailable.message));
    expect(says).toEqual([
      null,
      null,
      '“Rate” is not asked of a network.',
      expect.stringMatching(/^There is no pool gone in the workspace/),
    ]);
    const inflation = answer.rows.find(({ word }) => word === 'inflation');
    expect(inflation?.cells.map(({ figure }) => (isKnown(figure) ? figure.ok : figure.unavailable.reason))).toEqual([
      'not-of-kind',
      'not-of-kind',
      'not-told',
      'subject-gone',
    ]);
    // What is a metric is not told again as a fact.
    expect(answer.facts).toEqual([{ name: 'pool.remark', cells: ['fee 0.05 %', null, null, null] }]);
  });
});

describe('series', () => {
  test('of one kind stand on one axis; of unlike basis each has its own, with the basis in its title', async () => {
    const { api } = madeMarket(POOLS);
    const like = await api.comparison.series({ ...SERIES, subjects: [pool('a'), pool('b')], form: 'values' });
    expect(like).toMatchObject({ unlike: null, axes: [{ title: 'APY (daily) · quoted · gross · 24 h, per cent', members: [0, 1] }] });
    expect(like.lines[0]).toMatchObject({ observations: 100, at: expect.objectContaining({ length: 100 }) });
    const unlike = await api.comparison.series({ ...SERIES, subjects: [pool('a'), pool('apr')], form: 'values' });
    expect(unlike.axes.map(({ members }) => members)).toEqual([[0], [1]]);
    expect(unlike.unlike).toBe('Pool a and Pool apr are not of one kind: one is an APY, the other an APR.');
  });

  test('values of unlike kinds never share an axis; an index does only when asked, and says so', async () => {
    const { api } = madeMarket(POOLS);
    const subjects = [pool('a'), pool('apr')];
    const asked = { ...SERIES, subjects, unlike: 'together' } as const;
    expect((await api.comparison.series({ ...asked, form: 'values' })).axes).toHaveLength(2);
    const index = await api.comparison.series({ ...asked, form: 'indexed' });
    expect(index).toMatchObject({ base: '2026-01-01', axes: [{ title: '100 = first common day · of unlike kinds', members: [0, 1] }] });
    expect(index.lines.map(({ value }) => value[0])).toEqual([100, 100]);
    const apart = await api.comparison.series({ ...asked, unlike: 'separate', form: 'indexed' });
    expect(apart.axes.map(({ title }) => title)).toEqual([
      '100 = first common day · APY (daily) · quoted · gross · 24 h, per cent',
      '100 = first common day · APR · quoted · gross · 24 h, per cent',
    ]);
  });

  test('gaps stay gaps, drawn and indexed; a weekly series is whole where its own step is a week', async () => {
    const { api } = madeMarket({
      ...POOLS,
      pause: { values: [0.04, 0.05], step: 1 },
      late: { values: Array.from({ length: 60 }, () => 0.05) },
    });
    const holes = await api.comparison.series({ ...SERIES, subjects: [pool('holes')], form: 'values' });
    expect(holes.lines[0]!.value).toEqual([0.04, null, 0.05, 0.05]);
    const weekly = await api.comparison.series({ ...SERIES, subjects: [pool('weekly')], form: 'values' });
    expect(weekly.lines[0]!.value).not.toContain(null);
    const index = await api.comparison.series({ ...SERIES, subjects: [pool('weekly'), pool('a')], form: 'indexed' });
    expect(index.lines[0]!.value.filter((value) => value === null).length).toBeGreaterThan(60);
  });

  test('drawdowns name the rows of their peak and trough', async () => {
    const { api } = madeMarket({ x: { values: [1, 2, 1, 1.5, 2.5] } });
    const answer = await api.comparison.series({ ...SERIES, subjects: [pool('x')], form: 'drawdown', metric: 'tvl' });
    const { worst, value } = answer.lines[0]!;
    expect(value).toEqual([0, 0, -0.5, -0.25, 0]);
    expect(worst).toMatchObject({ peak: '2026-01-02', trough: '2026-01-03', recovered: '2026-01-05', figure: { ok: '-0.5' } });
    const trail = worst && isKnown(worst.figure) ? worst.figure.trail : [];
    expect(
      trail[0]?.inputs.map(({ name, origin, value }) => [name, value, 'row' in origin ? `${origin.dataset}:${origin.row}` : null]),
    ).toEqual([
      ['n', '5', null],
      ['peak', '2000000', 'data-x:2'],
      ['trough', '1000000', 'data-x:3'],
      ['recovered', '2500000', 'data-x:5'],
    ]);
  });

  test('what cannot be drawn says why beside what can', async () => {
    const { api } = madeMarket(POOLS);
    const subjects = [pool('a'), { kind: 'network' as const, id: 'Polkadot' }, pool('gone')];
    const answer = await api.comparison.series({ ...SERIES, subjects, form: 'values' });
    expect(answer.lines.map(({ place }) => place)).toEqual([0]);
    expect(answer.missing).toMatchObject([
      { place: 1, reason: 'no-such-metric', message: 'There is no metric “rate” of networks. Choose another for this panel.' },
      { place: 2, reason: 'subject-gone' },
    ]);
    const words = await api.comparison.series({ ...SERIES, subjects: [pool('a')], form: 'values', metric: 'chain' });
    expect(words).toMatchObject({ span: null, lines: [], missing: [{ reason: 'no-history' }] });
    const never = await api.comparison.series({ ...SERIES, subjects: [pool('a'), pool('lone')], form: 'indexed', windowDays: 30 });
    expect(never.missing.map(({ reason }) => reason)).toEqual(['no-common-day', 'no-common-day']);
  });

  test('a window ends with the newest observation, and a stretch of it is sampled to the pixel', async () => {
    const { api } = madeMarket({ long: { values: wave(20_000) } });
    const whole = await api.comparison.series({ ...SERIES, subjects: [pool('long')], form: 'values', pixels: 100 });
    expect(whole.lines[0]!.observations).toBe(20_000);
    expect(whole.lines[0]!.at.length).toBeLessThan(510);
    const month = await api.comparison.series({ ...SERIES, subjects: [pool('long')], form: 'values', windowDays: 30 });
    expect(month.lines[0]!.observations).toBe(31);
    const stretch = { from: whole.span!.from, to: whole.span!.from + 9 * 86_400_000 };
    const near = await api.comparison.series({ ...SERIES, subjects: [pool('long')], form: 'values', pixels: 100, stretch });
    expect(near.lines[0]!.observations).toBe(10);
  });
});

describe('statistics', () => {
  test('each pair with its n and the rows of its first and last common day; what stands still goes with nothing', async () => {
    const { api } = madeMarket(POOLS);
    const subjects = [pool('a'), pool('b'), pool('flat'), pool('weekly')];
    const answer = await api.comparison.correlation({ ...STATISTICS, subjects, method: 'pearson', rolling: null });
    expect(answer.pairs.map(({ one, other, n }) => [one, other, n])).toEqual([
      [0, 1, 100],
      [0, 2, 100],
      [0, 3, 15],
      [1, 2, 100],
      [1, 3, 15],
      [2, 3, 15],
    ]);
    const [first, flat] = answer.pairs;
    expect(flat?.figure).toMatchObject({ unavailable: { reason: 'constant-series' } });
    const trail = first && isKnown(first.figure) ? first.figure.trail : [];
    expect(trail[0]?.inputs.slice(1).map(({ origin, asOf }) => ['row' in origin ? `${origin.dataset}:${origin.row}` : null, asOf])).toEqual(
      [
        ['data-a:1', '2026-01-01'],
        ['data-a:100', '2026-04-10'],
        ['data-b:1', '2026-01-01'],
        ['data-b:100', '2026-04-10'],
      ],
    );
    const rolling = await api.comparison.correlation({ ...STATISTICS, subjects: subjects.slice(0, 2), method: 'spearman', rolling: 30 });
    expect(rolling.pairs[0]?.rolling?.value.slice(28, 30)).toEqual([null, expect.any(Number)]);
  });

  test('distributions share bins only with their like, and say n', async () => {
    const { api } = madeMarket(POOLS);
    const subjects = [pool('a'), pool('b'), pool('apr'), pool('lone')];
    const answer = await api.comparison.distribution({ ...STATISTICS, subjects });
    expect(answer.axes.map(({ members }) => members.map(({ place }) => place))).toEqual([[0, 1, 3], [2]]);
    for (const { counts, summary } of answer.axes.flatMap(({ members }) => members)) {
      expect(counts.reduce((total, count) => total + count, 0)).toBe(summary.n);
    }
    const lone = answer.axes[0]!.members[2]!.summary;
    expect(lone).toMatchObject({ n: 1, mean: { ok: '0.07' }, deviation: { unavailable: { reason: 'not-a-number' } }, volatility: null });
    const returns = await api.comparison.distribution({ ...STATISTICS, subjects, of: 'log' });
    expect(returns.axes.map(({ title }) => title)).toEqual(['log return of a day, per cent']);
    expect(returns.axes[0]!.members[0]!.summary.volatility).toMatchObject({ ok: expect.any(String) });
    expect(returns.axes[0]!.members[3]!.summary).toMatchObject({ n: 0, mean: { unavailable: { reason: 'no-values' } } });
  });

  test('suggests the largest with the most to show', async () => {
    const { api } = madeMarket(POOLS);
    const found = await api.comparison.suggest({ kind: 'pool', metric: 'tvl', count: 4 });
    expect(found.map(({ id }) => id).toSorted()).toEqual(['a', 'apr', 'b', 'flat']);
  });
});
