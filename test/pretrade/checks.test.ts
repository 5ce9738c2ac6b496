import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import {
  BEGINNERS_MISTAKES,
  type CheckEvidence,
  type CheckId,
  CHECK_IDS,
  CHECKS,
  DEFAULT_TICKET_RULES,
  evaluateTicket,
  type TicketInputs,
  verdictOf,
} from '../../shared/pretrade/index.ts';
import { inputs, PERPETUAL, sourced } from './made-inputs.ts';
import { NOW } from './reading.ts';

const BRIEF = '../shared/data/venues-and-desks.json';

function check(of: TicketInputs, id: CheckId) {
  return evaluateTicket(of).checks.find((each) => each.check === id)!;
}

function verdict(of: TicketInputs, id: CheckId): string {
  return check(of, id).verdict;
}

describe('the catalogue', () => {
  test('has the thirty-two checks once each, each with a rule, a reason and a source', () => {
    expect(CHECKS.map(({ id }) => id)).toEqual(CHECK_IDS);
    expect(CHECK_IDS).toHaveLength(32);
    for (const { rule, why, source, title } of CHECKS) expect([rule, why, source, title].every((text) => text.length > 5)).toBe(true);
    expect(CHECKS.filter(({ types }) => types.includes('gate')).map(({ id }) => id)).toEqual([
      'P01',
      'P02',
      'P03',
      'P19',
      'P20',
      'P21',
      'P28',
    ]);
  });

  test('covers every mistake by a check that names it', () => {
    const covered = new Set(CHECKS.flatMap(({ covers }) => covers ?? []));
    expect([...covered].toSorted()).toEqual(Object.keys(BEGINNERS_MISTAKES).toSorted());
    expect(check(inputs(), 'P13').covers).toContain('thin alts where slippage eats the edge');
  });

  test.skipIf(!existsSync(BRIEF))('leaves out none of the mistakes that the brief names for derivatives, and words them as it does', () => {
    const brief = JSON.parse(readFileSync(BRIEF, 'utf8')) as Record<'derivatives' | 'otc', { beginner_mistakes: string[] }>;
    const ours: readonly string[] = Object.values(BEGINNERS_MISTAKES);
    expect(brief.derivatives.beginner_mistakes.filter((mistake) => !ours.includes(mistake))).toEqual([]);
    const all = new Set([...brief.derivatives.beginner_mistakes, ...brief.otc.beginner_mistakes]);
    expect(ours.filter((mistake) => !all.has(mistake))).toEqual([]);
  });
});

const SOUND = {
  quantity: '1',
  leverage: '4',
  stop: '49000',
  maxLoss: '1200',
  collateral: { free: '40000' },
  sizing: { capital: '200000' },
} as const;
const HELD = { name: 'Binance', held: { ok: '1000', trail: [] }, limit: '50000' };
const VENUE = {
  venue: 'binance-futures',
  name: 'Binance',
  type: 'cex' as const,
  exposure: HELD,
  group: null,
  asset: { ...HELD, limit: null },
};
const DAILY = {
  asset: 'BTC',
  currency: 'USDT',
  closes: Array.from({ length: 30 }, (_, day) => ({
    day: `2025-08-${String(day + 1).padStart(2, '0')}`,
    price: String(50_000 + 600 * (day % 2)),
  })),
};
const sound = (draft: Parameters<typeof inputs>[0] = {}, changes: Partial<TicketInputs> = {}) =>
  inputs({ ...SOUND, ...draft }, { venue: VENUE, daily: DAILY, ...changes });

describe('computed checks and limits', () => {
  test('pass for a sound trade', () => {
    for (const id of ['P04', 'P05', 'P06', 'P07', 'P08', 'P10', 'P11', 'P12', 'P13', 'P14', 'P15', 'P25', 'P26'] as const)
      expect([id, verdict(sound(), id)]).toEqual([id, 'pass']);
  });

  const table = (asOf: string) => ({ margin: sourced({ ...inputs().margin!.row, asOf }) });
  const instrument = (more: Partial<typeof PERPETUAL>) => ({ instrument: sourced({ ...PERPETUAL, ...more }) });
  const rules = (more: Partial<typeof DEFAULT_TICKET_RULES>) => ({ rules: { ...DEFAULT_TICKET_RULES, ...more } });
  const depth = (more: object) => ({ depth: sourced({ ...inputs().depth!.row, ...more }) });

  test.each<[CheckId, string, TicketInputs, string, RegExp]>([
    ['P04', 'an old specification', sound({}, instrument({ asOf: '2025-08-01T00:00:00Z' })), 'fail', /47 days old; the rules allow 30/],
    ['P04', 'another kind than the file says', sound({ variant: 'future' }), 'fail', /is a perpetual, and the ticket a dated future/],
    ['P04', 'no file', sound({}, { instrument: null }), 'unknown', /is in no imported file/],
    ['P05', 'half a step', sound({ quantity: '1.0005' }), 'fail', /no whole number of steps of 0.001; 1 would be/],
    ['P05', 'below the least size and notional', sound({ quantity: '0.001' }), 'fail', /below the least of 100/],
    ['P05', 'zero', sound({ quantity: '0' }), 'fail', /must be above zero/],
    ['P05', 'less than a step from the loss', sound({ quantity: undefined, maxLoss: '0.1' }), 'fail', /below one step/],
    ['P06', 'no mode', sound({ marginMode: undefined }), 'unknown', /Neither isolated nor cross/],
    ['P06', 'portfolio', sound({ marginMode: 'portfolio' }), 'fail', /no liquidation price can be computed/],
    ['P07', 'over the own cap', sound({ leverage: '6' }), 'fail', /above your own cap of 5×/],
    ['P07', 'over the tier', sound({ quantity: '500', leverage: '5' }, rules({ leverage: '50' })), 'pass', /5× by the margin table/],
    [
      'P07',
      'over the tier',
      sound({ quantity: '500', leverage: '6' }, rules({ leverage: '50' })),
      'fail',
      /above the 5× that the margin table allows/,
    ],
    [
      'P08',
      'too near',
      sound({ leverage: '5', stop: '49500' }, rules({ distance: '0.3' })),
      'fail',
      /is 19\.\d+ % away; your rule is 30 %/,
    ],
    ['P08', 'too few daily moves', sound({}, rules({ distanceInRanges: '30' })), 'fail', /mean daily moves away/],
    ['P08', 'a stop beyond it', sound({ stop: '30000' }), 'fail', /would never fire/],
    ['P08', 'an old table', sound({}, table('2025-01-01T00:00:00Z')), 'fail', /259 days old/],
    ['P08', 'no table', sound({}, { margin: null }), 'unknown', /Import the venue’s/],
    ['P08', 'no daily prices', sound({}, { daily: null }), 'unknown', /no daily prices/],
    ['P08', 'fully funded', sound({ leverage: '1' }), 'pass', /so no price liquidates it/],
    ['P10', 'more than may be lost', sound({ maxLoss: '1000' }), 'fail', /of 1000 that it may/],
    ['P10', 'no stop', sound({ stop: undefined }), 'unknown', /Give the stop/],
    [
      'P10',
      'a limit on the loss of trades',
      sound({}, { limits: [{ metric: 'loss', scope: 'everything', amount: '900', currency: 'USDT' }] }),
      'fail',
      /limit on loss of a trade \(everything\) is 900/,
    ],
    ['P11', 'over the budget', sound({}, rules({ fundingBudget: '0.0001' })), 'fail', /of 0.01 % budgeted/],
    [
      'P11',
      'over the budget, acknowledged',
      sound({ fundingAcknowledged: true }, rules({ fundingBudget: '0.0001' })),
      'pass',
      /is acknowledged/,
    ],
    ['P11', 'old rates', sound({}, { at: '2025-09-20T08:00:00.000Z' }), 'unknown', /hours old; the rules allow 24/],
    ['P12', 'no volume told', sound({}, { volume: null }), 'unknown', /Tell your 30-day volume/],
    ['P12', 'an old table', sound({}, { at: '2026-03-01T00:00:00.000Z' }), 'fail', /the rules allow 90/],
    ['P13', 'an old book', sound({}, { at: '2025-09-17T08:16:00.000Z' }), 'fail', /16 minutes old; the rules allow 15/],
    ['P13', 'a book of tomorrow', sound({}, depth({ asOf: '2025-09-18T08:00:00Z' })), 'fail', /later than now/],
    ['P13', 'more than the book holds', sound({ quantity: '16' }), 'fail', /are short/],
    ['P13', 'too dear', sound({ quantity: '9' }, rules({ slippageBp: '2' })), 'fail', /above your limit of 2 bp/],
    ['P13', 'an allowance instead of a book', sound({ slippageBp: '1' }, { depth: null }), 'unknown', /Save one from the venue/],
    ['P15', 'too little left free', sound({ collateral: { free: '13000' } }), 'fail', /the rules want 3250/],
    ['P15', 'free collateral not told', sound({ collateral: {} }), 'unknown', /how much collateral is free/],
    [
      'P25',
      'over the limit',
      sound({}, { venue: { ...VENUE, exposure: { ...HELD, limit: '13000' } } }),
      'fail',
      /of 13000 USDT \(10\d\.\d+ %, red\)/,
    ],
    ['P25', 'no limit', sound({}, { venue: { ...VENUE, exposure: { ...HELD, limit: null } } }), 'unknown', /set a limit for it/],
    [
      'P25',
      'over the limit of the group',
      sound({}, { venue: { ...VENUE, group: { ...HELD, name: 'Group', limit: '2000' } } }),
      'fail',
      /Group would hold/,
    ],
    [
      'P25',
      'collateral that lies there already',
      sound({ collateral: { free: '40000', from: 'venue-balance' } }, { venue: { ...VENUE, exposure: { ...HELD, limit: '1000' } } }),
      'pass',
      /would hold 1000 of 1000/,
    ],
    ['P26', 'too much of the asset', sound({ sizing: { capital: '60000' } }), 'fail', /the asset would be 85/],
    ['P30', 'no reason', sound(), 'unknown', /Nobody has answered/],
    ['P31', 'an unlimited approval', sound({ variant: 'on-chain', onChain: { approval: 'Unlimited' } }), 'fail', /may take everything/],
  ])('%s: %s', (id, _case, of, expected, says) => {
    const found = check(of, id);
    expect([found.verdict, found.says]).toEqual([expected, expect.stringMatching(says)]);
  });
});

describe('attested checks', () => {
  const answer = (more: Partial<CheckEvidence>): CheckEvidence => ({
    check: 'P19',
    from: 'venue-checklist',
    result: 'pass',
    value: 'hardware',
    says: 'Seen.',
    at: '2025-09-01T00:00:00.000Z',
    validUntil: '2026-02-28T00:00:00.000Z',
    run: 'run-1',
    ...more,
  });
  const found = (...evidence: CheckEvidence[]) => verdict(inputs({}, { evidence }), 'P19');

  test('pass by an answer that stands; what is unknown or expired passes nothing; a fail outweighs', () => {
    expect(found()).toBe('unknown');
    expect(found(answer({}))).toBe('pass');
    expect(found(answer({ result: 'unknown' }))).toBe('unknown');
    expect(found(answer({ validUntil: NOW }))).toBe('unknown');
    expect(found(answer({}), answer({ from: 'venue-register', result: 'fail', validUntil: null }))).toBe('fail');
    expect(found(answer({}), answer({ result: 'fail', validUntil: NOW }))).toBe('pass');
    expect(found(answer({ result: 'not-applicable' }))).toBe('not-applicable');
  });
});

describe('the verdict', () => {
  type Told = readonly [CheckId, 'pass' | 'fail' | 'unknown' | 'not-applicable'];
  /** All checks passed but those that are told. */
  function result(...told: readonly Told[]) {
    const verdicts = new Map<string, Told[1]>(told);
    const { checks } = evaluateTicket(inputs());
    for (const each of checks) each.verdict = verdicts.get(each.check) ?? 'pass';
    return { problems: [], checks };
  }

  test('is go, go with override or no go, by what stands in the way', () => {
    expect(verdictOf(result(), [])).toEqual({ verdict: 'go', reasons: [] });
    expect(verdictOf(result(['P01', 'unknown']), []).verdict).toBe('no-go');
    expect(verdictOf(result(['P11', 'unknown'], ['P23', 'fail'], ['P31', 'not-applicable']), []).verdict).toBe('go');
    expect(verdictOf(result(['P11', 'fail']), []).verdict).toBe('no-go');
    const overridden = verdictOf(result(['P13', 'fail']), [{ check: 'P13', reason: 'In parts.' }]);
    expect(overridden).toMatchObject({ verdict: 'go-with-override', reasons: [{ what: 'P13', overridden: 'In parts.' }] });
    expect(verdictOf(result(['P13', 'fail'], ['P10', 'fail']), [{ check: 'P13', reason: 'In parts.' }]).verdict).toBe('no-go');
  });

  test('lets nobody override a problem of the terms', () => {
    const problems = [{ code: 'stop-beyond-liquidation', field: 'stop', message: 'It lies beyond.' }];
    expect(verdictOf({ ...result(), problems }, [{ check: 'stop', reason: 'I want it.' }]).verdict).toBe('no-go');
  });
});
