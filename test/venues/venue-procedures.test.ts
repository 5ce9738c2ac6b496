import { beforeAll, describe, expect, test } from 'vitest';
import { rebuild, undo } from '../../electron/engine/journal/index.ts';
import { gatesOf } from '../../electron/engine/venues/index.ts';
import { ok, refusal } from '../workspace/open-workspace.ts';
import { approved, desk, EXAMPLE, example, rules, scores, TODAY } from './made-venues.ts';

beforeAll(() => {
  process.env['COUNTINGHOUSE_CHECK_ANSWERS'] = '1';
});

describe('the catalogue', () => {
  test('has ten venues and ten desks, none of them scored', async () => {
    const { api } = desk();
    for (const family of ['derivatives', 'otc'] as const) {
      const { venues, profile } = await api.venues.list({ family });
      expect(venues).toHaveLength(10);
      expect(venues.every(({ place, gate, status }) => place.score === null && gate === 'unknown' && status === 'candidate')).toBe(true);
      expect(profile.name).toBe('Balanced');
    }
  });

  test('keeps the bundled fact to be seen, with its date, under what its owner says', async () => {
    const { api } = desk();
    const before = (await api.venues.one({ venue: 'deribit' }))!;
    expect(before.facts.every(({ own, bundled }) => !own && bundled !== null)).toBe(true);
    ok(
      await api.venues.edit({ venue: 'deribit', details: { ...before.details, considerIf: 'We only trade its options.', hours: '24/7' } }),
    );
    const after = (await api.venues.one({ venue: 'deribit' }))!;
    expect(after.facts.find(({ field }) => field === 'considerIf')).toEqual({
      field: 'considerIf',
      value: 'We only trade its options.',
      own: true,
      bundled: { value: before.details.considerIf, source: expect.stringContaining('Token Metrics'), asOf: '2025-09' },
    });
    expect(after.facts.find(({ field }) => field === 'hours')).toMatchObject({ own: true, bundled: null });
    ok(await api.venues.revert({ venue: 'deribit' }));
    expect((await api.venues.one({ venue: 'deribit' }))?.facts).toEqual(before.facts);
    ok(await api.journal.undo({}));
    expect((await api.venues.one({ venue: 'deribit' }))?.details.hours).toBe('24/7');
    expect(refusal(await api.venues.remove({ venue: 'deribit' })).code).toBe('bundled');
  });

  test('takes venues of one’s own by form and by file, and gives them out again', async () => {
    const { api } = desk();
    const { venue } = ok(await api.venues.add({ details: { name: 'Harbour Desk', kind: 'otc', type: 'desk', custody: 'bilateral' } }));
    expect((await api.venues.list({ family: 'otc' })).venues.map(({ name }) => name)).toContain('Harbour Desk');
    const file = (await api.venues.exportVenue({ venue }))!;
    ok(await api.venues.remove({ venue }));
    expect(await api.venues.one({ venue })).toBeNull();
    expect(ok(await api.venues.importVenue({ content: file.content }))).toEqual({ venue, name: 'Harbour Desk', replaced: false });
    expect(ok(await api.venues.importVenue({ content: file.content.replace('bilateral', 'segregated') })).replaced).toBe(true);
    expect((await api.venues.one({ venue }))?.custody).toBe('segregated');
    expect(refusal(await api.venues.add({ details: { name: 'harbour desk', kind: 'otc', type: 'desk' } })).code).toBe('name-taken');
  });

  test.each([
    ['{', /This is not JSON/],
    ['{}', /format:.*countinghouse-venue\/1/],
    ['{"format":"countinghouse-venue/1","venue":{"name":"X","kind":"shop","type":"desk"}}', /venue\.kind/],
    [
      '{"format":"countinghouse-venue/1","venue":{"name":"X","kind":"otc","type":"desk","links":[{"title":"x","url":"javascript:alert(1)"}]}}',
      /venue\.links\.0\.url: must be an address/,
    ],
    ['{"format":"countinghouse-venue/1","id":"Not An Id","venue":{"name":"X","kind":"otc","type":"desk"}}', /id: must be small letters/],
    ['{"format":"countinghouse-venue/1","venue":{"name":"X","kind":"otc","type":"desk","secret":"x"}}', /secret/],
  ])('refuses %s with a sentence', async (content, says) => {
    const { api } = desk();
    expect(refusal(await api.venues.importVenue({ content })).message).toMatch(says);
  });

  test('has a status that wants a day for the next review', async () => {
    const { api, clock } = desk();
    const standing = { status: 'approved' as const, reviewDue: null, reason: '' };
    expect(refusal(await api.venues.setStatus({ venue: 'okx', standing })).code).toBe('review-due-needed');
    ok(await api.venues.setStatus({ venue: 'okx', standing: { ...standing, reviewDue: '2026-04-01' } }));
    expect((await api.venues.one({ venue: 'okx' }))?.reviewOverdue).toBe(false);
    clock.now = '2026-04-02T00:00:00.000Z';
    expect((await api.venues.one({ venue: 'okx' }))?.reviewOverdue).toBe(true);
    expect((await api.venues.expiring({})).map(({ what, daysLeft }) => [what, daysLeft])).toEqual([['review', -1]]);
  });
});

describe('gates', () => {
  test('are unknown until somebody looked, and then pass with the record they come from', async () => {
    const { api, engine } = desk();
    await rules(api);
    expect(gatesOf(engine, 'okx')?.map(({ gate, verdict }) => [gate, verdict])).toEqual([
      ['eligibility', 'unknown'],
      ['legal', 'unknown'],
      ['red-flags', 'pass'],
      ['kyc', 'unknown'],
      ['custody', 'pass'],
      ['exposure-limit', 'pass'],
    ]);
    await approved(api, 'okx');
    const one = (await api.venues.one({ venue: 'okx' }))!;
    expect(one.gate).toBe('pass');
    const [eligibility] = one.gates;
    expect(eligibility?.from).toEqual({ in: 'record', record: one.records[0]?.record });
    expect(eligibility?.says).toBe('Northwind Ltd is eligible in DE, checked on 2026-02-01.');
    expect(gatesOf(engine, 'nowhere')).toBeNull();
  });

  test('a critical red flag keeps the best one out until it is closed', async () => {
    const { api } = desk();
    await example(api);
    const flag = {
      kind: 'red-flag' as const,
      flag: 'withdrawals-delayed' as const,
      severity: 'critical' as const,
      says: 'Withdrawals took three days',
      seenOn: '2026-02-27',
    };
    const { record } = ok(await api.venues.addRecord({ venue: 'deribit', detail: flag }));
    const out = (await api.venues.list({})).venues.find(({ venue }) => venue === 'deribit')!;
    expect(out.place).toMatchObject({ state: 'not-eligible', rank: null, score: '7.85' });
    expect(out.place.because).toContain('Withdrawals took three days');
    ok(await api.venues.editRecord({ record, detail: { ...flag, closed: { on: '2026-02-28', because: 'Explained, and tried again' } } }));
    expect((await api.venues.list({})).venues[0]).toMatchObject({ venue: 'deribit', flags: { open: 0 }, place: { rank: 1 } });
    ok(await api.journal.undo({}));
    expect((await api.venues.list({})).venues[0]?.venue).toBe('bybit');
  });

  test('run out', async () => {
    const { api, clock } = desk();
    await example(api);
    clock.now = '2026-05-10T12:00:00.000Z';
    const { gates } = (await api.venues.one({ venue: 'okx' }))!;
    expect(gates.find(({ gate }) => gate === 'eligibility')).toMatchObject({
      verdict: 'unknown',
      says: expect.stringContaining('run out'),
    });
    expect(gates.find(({ gate }) => gate === 'kyc')?.verdict).toBe('pass');
  });

  test('do not decide where the owner’s check and the catalogue contradict each other', async () => {
    const { api } = desk();
    const detail = {
      kind: 'eligibility' as const,
      entity: 'Me',
      region: 'US',
      result: 'eligible' as const,
      checkedOn: '2026-02-01',
      source: 'support chat',
    };
    ok(await api.venues.addRecord({ venue: 'binance-otc', detail }));
    const { gates } = (await api.venues.one({ venue: 'binance-otc' }))!;
    expect(gates[0]).toMatchObject({ verdict: 'unknown', says: expect.stringContaining('US is among the regions') });
  });

  test('fail where custody is not accepted or the limit is exceeded', async () => {
    const { api } = desk();
    await rules(api);
    ok(await api.venues.setPolicy({ custodyAccepted: ['self'] }));
    ok(
      await api.venues.addRecord({
        venue: 'okx',
        detail: { kind: 'balance', holds: 'cash', asset: 'USD', amount: '120000', asOf: '2026-02-28' },
      }),
    );
    const { gates } = (await api.venues.one({ venue: 'okx' }))!;
    expect(gates.find(({ gate }) => gate === 'custody')).toMatchObject({ verdict: 'fail', from: { in: 'policy' } });
    expect(gates.find(({ gate }) => gate === 'exposure-limit')).toMatchObject({ verdict: 'fail', says: expect.stringContaining('120 %') });
    expect((await api.venues.one({ venue: 'dydx' }))?.gates.find(({ gate }) => gate === 'custody')?.verdict).toBe('pass');
  });
});

describe('scores', () => {
  test('rank the published example, among bundled venues', async () => {
    const { api } = desk();
    await example(api);
    const { ranking } = await api.venues.ranking({});
    expect(ranking.slice(0, 4).map(({ venue, rank, score }) => [venue, rank, score])).toEqual([
      ['deribit', 1, '7.85'],
      ['bybit', 2, '7.55'],
      ['okx', 3, '7.25'],
      ['bitget', 4, '7.05'],
    ]);
    expect(ranking.slice(4).every(({ rank, state }) => rank === null && state === 'cannot-decide')).toBe(true);
    const sensitivity = await api.venues.sensitivity({ draws: 5_000 });
    expect(sensitivity).toMatchObject({
      leader: 'deribit',
      second: 'bybit',
      lead: '0.3',
      says: 'Deribit leads Bybit Derivatives by 0.3 points.',
    });
    expect(sensitivity.stability.find(({ criterion }) => criterion === 'security')).toMatchObject({
      weight: '0.25',
      low: '0',
      above: 'bybit',
    });
    expect(sensitivity.stability.find(({ criterion }) => criterion === 'liquidity')?.low).toBe('0.125');
    expect(Number(sensitivity.acceptability.venues[0]?.first)).toBeCloseTo(0.9115, 1);
    expect(sensitivity.wouldTurn.find(({ criterion, about }) => criterion === 'security' && about === 'score-of-second')).toMatchObject({
      needed: '9.2',
    });
    expect(await api.venues.sensitivity({ draws: 5_000 })).toEqual(sensitivity);
  });

  test('need evidence for four fifths of the weights', async () => {
    const { api } = desk();
    await example(api);
    ok(await api.venues.removeScore({ venue: 'bybit', measure: 'security' }));
    const row = (await api.venues.list({})).venues.find(({ venue }) => venue === 'bybit')!;
    expect(row.place).toMatchObject({
      state: 'too-little-evidence',
      coverage: '0.75',
      low: '5.55',
      high: '8.05',
      score: '7.4',
      rank: null,
    });
    ok(await api.venues.setPolicy({ coverageNeeded: '0.7' }));
    expect((await api.venues.list({})).venues.find(({ venue }) => venue === 'bybit')?.place.rank).toBe(2);
  });

  test('come from raw values by fixed anchors, from categories and from rubrics; a whole criterion speaks for the rest', async () => {
    const { api } = desk();
    const about = { sourceClass: 'official' as const, source: 'own depth snapshots', asOf: TODAY };
    const set = (
      measure: string,
      given: { by: 'anchors'; raw: string } | { by: 'table'; row: string } | { by: 'rubric'; points: string },
    ) => api.venues.setScore({ venue: 'okx', measure, score: { given, ...about } });
    expect(ok(await set('liquidity.depth', { by: 'anchors', raw: '5.5' })).points).toBe('7.5');
    expect(ok(await set('security.custody', { by: 'table', row: 'segregated' })).points).toBe('7');
    expect(ok(await set('security', { by: 'rubric', points: '4' })).points).toBe('4');
    const { place, scores: kept } = (await api.venues.one({ venue: 'okx' }))!;
    expect(place.criteria.find(({ criterion }) => criterion === 'liquidity')).toMatchObject({ score: '7.5', covered: '0.4' });
    // 7 for a quarter, 4 for the rest
    expect(place.criteria.find(({ criterion }) => criterion === 'security')).toMatchObject({ score: '4.75', covered: '1' });
    expect(kept.find(({ measure }) => measure === 'liquidity.depth')).toMatchObject({ words: '5.5 bp', confidence: '0.8' });
    expect(refusal(await set('liquidity.depth', { by: 'table', row: 'x' })).message).toMatch(/scored by a measured value/);
    expect(refusal(await set('security.custody', { by: 'table', row: 'x' })).message).toMatch(/no category “x”/);
    expect(refusal(await set('liquidity.fill', { by: 'rubric', points: '4' })).code).toBe('no-such-measure');
    expect(await api.venues.points({ measure: 'liquidity.depth', given: { by: 'anchors', raw: '30' } })).toEqual({
      points: '2.5',
      says: '2.5 of 10 points.',
    });
  });

  test('of anchors that were changed follow them, and a scale can be taken back', async () => {
    const { api } = desk();
    const score = { given: { by: 'anchors' as const, raw: '10' }, sourceClass: 'official' as const, source: 's', asOf: TODAY };
    ok(await api.venues.setScore({ venue: 'okx', measure: 'liquidity.depth', score }));
    const points = async () => (await api.venues.one({ venue: 'okx' }))?.scores[0]?.points;
    expect(await points()).toBe('5');
    const scale = { by: 'anchors' as const, unit: 'bp', at0: '20', at5: '10', at10: '5' };
    ok(
      await api.venues.setMeasure({
        family: 'derivatives',
        measure: 'liquidity.depth',
        change: { share: '0.4', halfLifeDays: 30, scale: { ...scale, at5: '15' } },
      }),
    );
    expect(await points()).toBe('7.5');
    ok(await api.venues.setMeasure({ family: 'derivatives', measure: 'liquidity.depth', change: null }));
    expect(await points()).toBe('5');
    await expect(
      api.venues.setMeasure({
        family: 'derivatives',
        measure: 'liquidity.depth',
        change: { share: '1', halfLifeDays: 30, scale: { ...scale, at5: '30' } },
      }),
    ).rejects.toThrow(/between the values/);
  });

  test('grow old as confidence, and lower the score only where the owner wants it so', async () => {
    const { api } = desk();
    const score = {
      given: { by: 'rubric' as const, points: '8' },
      low: '6',
      sourceClass: 'own-measurement' as const,
      source: 's',
      asOf: '2026-01-30',
      halfLifeDays: 30,
    };
    ok(await api.venues.setScore({ venue: 'okx', measure: 'liquidity', score }));
    const one = async () => (await api.venues.one({ venue: 'okx' }))!;
    expect((await one()).scores[0]).toMatchObject({ points: '8', ageDays: 30, decay: '0.5', confidence: '0.5' });
    expect((await one()).evidence).toMatchObject({ scores: 1, expiring: 1, expired: 0 });
    ok(await api.venues.setPolicy({ conservative: true }));
    expect((await one()).scores[0]?.points).toBe('7');
    expect(refusal(await api.venues.setScore({ venue: 'okx', measure: 'liquidity', score: { ...score, low: '9' } })).code).toBe(
      'outside-interval',
    );
    expect(refusal(await api.venues.setScore({ venue: 'okx', measure: 'liquidity', score: { ...score, asOf: '2026-03-02' } })).code).toBe(
      'in-the-future',
    );
  });

  test('below a floor are not ranked', async () => {
    const { api } = desk();
    await example(api);
    ok(await api.venues.setPolicy({ floors: { coverage: '5' } }));
    const last = (await api.venues.list({})).venues.find(({ venue }) => venue === 'bitget')!;
    expect(last.place).toMatchObject({ state: 'below-floor', rank: null, because: 'Below your floor in Coverage.' });
  });
});

describe('weights', () => {
  const even = { liquidity: '20', security: '20', coverage: '20', costs: '20', ux: '10', support: '10' };

  test('that do not sum to 100 are refused with the sum and the remedy', async () => {
    const { api } = desk();
    const { error } = (await api.venues.saveProfile({ detail: { name: 'Mine', weights: { ...even, ux: '15' } } })) as {
      error: { code: string; message: string };
    };
    expect(error).toMatchObject({ code: 'weights-do-not-sum', message: 'The weights sum to 105, not to 100. Take 5 away somewhere.' });
    expect(refusal(await api.venues.saveProfile({ detail: { name: 'Mine', weights: { ...even, ux: '9.5' } } })).message).toContain(
      'Add 0.5',
    );
  });

  test('are kept, changed, used and removed by name; bundled ones stay', async () => {
    const { api } = desk();
    await example(api);
    const { profile } = ok(await api.venues.saveProfile({ detail: { name: 'Mine', weights: even } }));
    expect(await api.venues.profiles({})).toHaveLength(7);
    expect((await api.venues.list({ profile })).profile).toMatchObject({ name: 'Mine', bundled: false });
    expect((await api.venues.ranking({ weights: { ...even, security: '40', coverage: '0' } })).ranking[0]?.venue).not.toBe('deribit');
    expect(refusal(await api.venues.saveProfile({ profile: 'balanced', detail: { name: 'B', weights: even } })).code).toBe('bundled');
    expect(refusal(await api.venues.saveProfile({ detail: { name: 'mine', weights: even } })).code).toBe('name-taken');
    ok(await api.venues.removeProfile({ profile }));
    expect(refusal(await api.venues.removeProfile({ profile: 'balanced' })).code).toBe('bundled');
    ok(await api.journal.undo({}));
    expect(await api.venues.profiles({})).toHaveLength(7);
  });

  test('come from an order, and from pairs with a word on their consistency', async () => {
    const { api } = desk();
    const order = ['security', 'liquidity', 'costs', 'coverage', 'ux', 'support'] as const;
    const { weights } = await api.venues.weightsFromOrder({ order: [...order] });
    expect(weights).toEqual({ security: '40.83', liquidity: '24.17', costs: '15.83', coverage: '10.28', ux: '6.11', support: '2.78' });
    expect((await api.venues.weightsFromOrder({ order: ['ux', 'ux', 'costs', 'coverage', 'ux', 'support'] })).weights).toBeNull();
    const fair = await api.venues.weightsFromPairs({ pairs: [] });
    expect(fair).toMatchObject({ consistencyRatio: '0.0000' });
    expect(Object.values(fair.weights ?? {}).reduce((sum, weight) => sum + Math.round(Number(weight) * 100), 0)).toBe(10_000);
    const circle = await api.venues.weightsFromPairs({
      pairs: [
        { more: 'liquidity', less: 'security', times: '9' },
        { more: 'security', less: 'costs', times: '9' },
        { more: 'costs', less: 'liquidity', times: '9' },
      ],
    });
    expect(circle.says).toMatch(/contradict each other/);
    expect((await api.venues.weightsFromPairs({ pairs: [{ more: 'ux', less: 'support', times: '12' }] })).weights).toBeNull();
  });
});

describe('a decision', () => {
  const wish = { chosen: 'deribit', reason: 'Options are quoted there and nowhere else.', by: 'Ada', nextReview: '2026-06-01' };

  test('freezes what it rests on and comes out the same, whatever changes later', async () => {
    const { api, engine, clock } = desk();
    await example(api);
    const { decision } = ok(await api.venues.recordDecision({ ...wish, draws: 2_000 }));
    const before = (await api.venues.decision({ decision }))!;
    expect(before.recomputed).toEqual({ same: true, differences: [] });
    expect(before.detail.ranking[0]).toMatchObject({ venue: 'deribit', rank: 1, score: '7.85' });
    expect(before.detail.acceptability?.first[0]?.venue).toBe('deribit');
    await scores(api, 'deribit', [1, 1, 1, 1, 1, 1]);
    ok(await api.venues.setPolicy({ conservative: true, floors: { liquidity: '9' } }));
    clock.now = '2027-03-01T12:00:00.000Z';
    expect(await api.venues.decision({ decision })).toEqual(before);
    expect((await api.venues.decisions({}))[0]).toMatchObject({ decision, chosenName: 'Deribit', reviewOverdue: true });
    expect(refusal(undo(engine.store, engine.journal, decision)).message).toContain('Record a new decision that supersedes it');
  });

  test('says so where a record was tampered with', async () => {
    const { api, engine } = desk();
    await example(api);
    const { decision } = ok(await api.venues.recordDecision(wish));
    engine.writableStore.run('UPDATE venue_decision SET detail = replace(detail, \'"score":"7.85"\', \'"score":"9.85"\')');
    const { recomputed } = (await api.venues.decision({ decision }))!;
    expect(recomputed).toEqual({ same: false, differences: ['score of deribit was 9.85 then and is 7.85 now.'] });
  });

  test('is refused for a venue that its gates keep out, a day that is past, and one that is not among them', async () => {
    const { api } = desk();
    await example(api);
    expect(refusal(await api.venues.recordDecision({ ...wish, chosen: 'aevo' })).message).toMatch(/Aevo cannot be chosen. Cannot decide/);
    expect(refusal(await api.venues.recordDecision({ ...wish, nextReview: TODAY })).code).toBe('review-not-ahead');
    expect(refusal(await api.venues.recordDecision({ ...wish, among: ['okx'] })).code).toBe('not-among-them');
    expect(refusal(await api.venues.recordDecision({ ...wish, supersedes: 'x' })).code).toBe('no-such-decision');
  });

  test('supersedes another', async () => {
    const { api } = desk();
    await example(api);
    const first = ok(await api.venues.recordDecision(wish)).decision;
    const second = ok(await api.venues.recordDecision({ ...wish, chosen: 'okx', supersedes: first })).decision;
    expect((await api.venues.decision({ decision: first }))?.supersededBy).toBe(second);
  });
});

describe('comparing', () => {
  test('puts facts, gates and scores side by side, in the order asked for', async () => {
    const { api } = desk();
    await example(api);
    const answer = await api.venues.compare({ venues: ['okx', 'deribit', 'nowhere', 'cme'] });
    expect(answer.venues.map(({ venue }) => venue)).toEqual(['okx', 'deribit', 'cme']);
    expect(answer.facts.find(({ field }) => field === 'custody')?.values.map((fact) => fact?.value)).toEqual([
      'venue',
      'venue',
      'clearing',
    ]);
    expect(answer.gates).toHaveLength(6);
    expect(answer.criteria.find(({ criterion }) => criterion === 'security')?.values.map(({ score }) => score)).toEqual(['9', '6', null]);
    expect(answer.measures.map(({ measure, values }) => [measure, values.map((value) => value?.points ?? null)])).toContainEqual([
      'ux',
      ['7', '8', null],
    ]);
    expect(Object.keys(EXAMPLE)).toContain('okx');
  });
});

test('a rebuild folds the same tables, and each event twice without harm', async () => {
  const { api, engine } = desk();
  await example(api);
  const { venue } = ok(await api.venues.add({ details: { name: 'Harbour Desk', kind: 'both', type: 'desk' } }));
  const { record } = ok(await api.venues.addRecord({ venue, detail: { kind: 'contact', name: 'Night desk' } }));
  ok(await api.venues.editRecord({ record, detail: { kind: 'contact', name: 'Night desk', handle: '+49 30 1234' } }));
  ok(await api.venues.writeNote({ venue, note: 'Answers at night.' }));
  ok(await api.venues.setStatus({ venue, standing: { status: 'watch', reviewDue: '2026-05-01', reason: 'new' } }));
  const overlay = (await api.venues.one({ venue: 'cme' }))!.details;
  ok(await api.venues.edit({ venue: 'cme', details: { ...overlay, hours: '23/5' } }));
  ok(await api.venues.removeRecord({ record }));
  ok(await api.venues.recordDecision({ chosen: 'okx', reason: 'r', by: 'Ada', nextReview: '2026-06-01' }));
  const tables = () =>
    ['own', 'overlay', 'standing', 'note', 'record', 'limit', 'score', 'profile', 'measure', 'policy', 'decision'].map((name) =>
      engine.store.all(`SELECT * FROM venue_${name} ORDER BY 1, 2`),
    );
  const before = tables();
  ok(rebuild(engine.writableStore, engine.journal.registry, () => undefined));
  expect(tables()).toEqual(before);
  const events = engine.store.all<{ seq: number }>("SELECT seq FROM journal_body WHERE type LIKE 'venues.%' ORDER BY seq");
  for (const { seq } of events) {
    const event = engine.journal.at(seq)!;
    for (const apply of engine.journal.registry.foldsOf(event.type)) for (const _ of [1, 2]) apply(engine.writableStore, event);
  }
  expect(tables()).toEqual(before);
});

test('everything that can be undone leaves the tables as they were', async () => {
  const { api, engine } = desk();
  await rules(api);
  const tables = () =>
    JSON.stringify(
      ['own', 'overlay', 'record', 'limit', 'score', 'profile', 'measure'].map((name) => engine.store.all(`SELECT * FROM venue_${name}`)),
    );
  const before = tables();
  const { venue } = ok(await api.venues.add({ details: { name: 'Harbour Desk', kind: 'otc', type: 'desk' } }));
  await approved(api, venue);
  await scores(api, venue, [5, 6, null, 7, null, null]);
  ok(await api.venues.setLimit({ detail: { scope: { to: 'desk', venue }, metric: 'settlement', amount: '5000', currency: 'USD' } }));
  ok(
    await api.venues.saveProfile({
      detail: { name: 'Mine', weights: { liquidity: '50', security: '50', coverage: '0', costs: '0', ux: '0', support: '0' } },
    }),
  );
  ok(await api.venues.setMeasure({ family: 'otc', measure: 'support.hours', change: null }));
  let undone = 0;
  while (tables() !== before) {
    ok(undo(engine.store, engine.journal));
    undone += 1;
    expect(undone).toBeLessThan(20);
  }
  expect(undone).toBe(9);
});
