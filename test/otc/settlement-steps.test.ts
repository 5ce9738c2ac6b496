import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type ChecklistStanding,
  DELIVERY_ORDERS,
  type OutgoingSituation,
  releaseBlockers,
  type SettlementSituation,
  settlementSteps,
} from '../../shared/otc/index.ts';

const SIGNED: ChecklistStanding = { state: 'signed', blockers: [] };
const MISSING: ChecklistStanding = { state: 'missing', blockers: [] };

const PAYMENT: OutgoingSituation = {
  leg: 't1.out',
  words: '600,000 USD',
  firstUse: false,
  testChosen: false,
  test: MISSING,
  release: SIGNED,
  released: false,
};

function situation(changes: Partial<SettlementSituation> = {}): SettlementSituation {
  return {
    owner: { kind: 'trade', id: 't1' },
    title: 'OTC-1',
    cancelled: false,
    confirmations: [{ trade: 't1', reference: 'OTC-1', standing: SIGNED }],
    netting: null,
    nettedInto: null,
    deliveryOrder: 'we-first',
    deliveryTerms: null,
    outgoing: [PAYMENT],
    incoming: [{ leg: 't1.in', words: '10 BTC', match: 'none' }],
    openCases: [],
    ...changes,
  };
}

const standing: fc.Arbitrary<ChecklistStanding> = fc.record({
  // Signed more often than not, so that all of them together are signed often enough to be worth counting.
  state: fc.constantFrom('signed', 'signed', 'signed', 'signed', 'signed', 'signed', 'missing', 'open', 'expired', 'outdated'),
  blockers: fc.constant([]),
});
const seldom = fc.constantFrom(true, false, false, false, false);
const outgoing: fc.Arbitrary<OutgoingSituation> = fc.record({
  leg: fc.constant('t1.out'),
  words: fc.constant('600,000 USD'),
  firstUse: fc.boolean(),
  testChosen: fc.boolean(),
  test: standing,
  release: standing,
  released: fc.boolean(),
});
const anySituation: fc.Arbitrary<SettlementSituation> = fc.record({
  owner: fc.constant({ kind: 'trade' as const, id: 't1' }),
  title: fc.constant('OTC-1'),
  cancelled: seldom,
  confirmations: fc.array(fc.record({ trade: fc.constantFrom('t1', 't2'), reference: fc.constant('OTC'), standing }), {
    minLength: 1,
    maxLength: 3,
  }),
  netting: fc.option(standing),
  nettedInto: seldom.map((is) => (is ? { batch: 'b', title: 'NET-1' } : null)),
  deliveryOrder: fc.constantFrom(...DELIVERY_ORDERS),
  deliveryTerms: fc.option(fc.constant('approved')),
  outgoing: fc.array(outgoing, { minLength: 1, maxLength: 2 }),
  incoming: fc.array(
    fc.record({
      leg: fc.constant('t1.in'),
      words: fc.constant('10 BTC'),
      match: fc.constantFrom('none', 'exact', 'within', 'short', 'over'),
    }),
    { maxLength: 2 },
  ),
  openCases: seldom.map((is) => (is ? [{ trade: 't9', reference: 'OTC-9' }] : [])),
});

/** Everything that has to hold for money to leave, said once more and in another way than the code says it. */
function mayLeave(s: SettlementSituation, leg: OutgoingSituation): boolean {
  if (leg.released || s.cancelled || s.nettedInto !== null || s.openCases.length > 0) return false;
  const lists = [...s.confirmations.map((each) => each.standing), leg.release];
  if (s.netting !== null) lists.push(s.netting);
  if (leg.firstUse || leg.testChosen) lists.push(leg.test);
  if (lists.some(({ state }) => state !== 'signed')) return false;
  if (s.deliveryOrder === 'they-first') return s.incoming.every(({ match }) => match !== 'none' && match !== 'short');
  return s.deliveryOrder === 'we-first' || s.deliveryOrder === 'prefunded' || s.deliveryTerms !== null;
}

/** Nothing is left to do by itself: it was cancelled, or is settled by a netting. */
const isOver = (s: SettlementSituation) => s.cancelled || s.nettedInto !== null;

describe('a release', () => {
  test('is reachable exactly where every checklist before it is signed, it is our turn and nothing has failed', () => {
    let [reached, barred] = [0, 0];
    fc.assert(
      fc.property(anySituation, (s) => {
        for (const leg of s.outgoing) {
          const free = releaseBlockers(s, leg).length === 0;
          expect(free).toBe(mayLeave(s, leg));
          if (free) reached += 1;
          else barred += 1;
        }
      }),
      { numRuns: 20_000 },
    );
    expect(reached).toBeGreaterThan(500);
    expect(barred).toBeGreaterThan(1_000);
  });

  test('is offered as the next step exactly where it is reachable', () => {
    fc.assert(
      fc.property(anySituation, (s) => {
        const releases = settlementSteps(s).filter(({ kind }) => kind === 'release');
        expect(releases.map(({ state }) => state)).toEqual(
          (isOver(s) ? [] : s.outgoing).map((leg) => (leg.released ? 'done' : mayLeave(s, leg) ? 'next' : 'later')),
        );
      }),
    );
  });

  test('names the open killer items of the checklist that is in its way', () => {
    const blockers = [{ item: 'R03', text: 'Destination equals the instructions', reason: 'failed' }];
    const [only, ...others] = releaseBlockers(situation(), { ...PAYMENT, release: { state: 'open', blockers } });
    expect(others).toEqual([]);
    expect(only).toMatchObject({
      code: 'release-not-signed',
      template: 'TPL-RELEASE',
      about: { kind: 'leg', id: 't1.out' },
      items: blockers,
    });
    expect(only?.says).toContain('R03 “Destination equals the instructions”');
  });

  test('waits for what they deliver first, and says what has not come', () => {
    const waiting = situation({ deliveryOrder: 'they-first' });
    expect(releaseBlockers(waiting, PAYMENT).map(({ code }) => code)).toEqual(['not-our-turn']);
    expect(releaseBlockers(waiting, PAYMENT)[0]?.says).toContain('10 BTC has not come in full');
    const come = situation({ deliveryOrder: 'they-first', incoming: [{ leg: 't1.in', words: '10 BTC', match: 'within' }] });
    expect(releaseBlockers(come, PAYMENT)).toEqual([]);
  });
});

describe('the steps', () => {
  test('come in the order of the reference: confirmation, receipt where they deliver first, test, release checklist, release', () => {
    const steps = settlementSteps(situation({ deliveryOrder: 'they-first', outgoing: [{ ...PAYMENT, firstUse: true, release: MISSING }] }));
    expect(steps.map(({ kind, state }) => `${kind} ${state}`)).toEqual([
      'confirm done',
      'receive next',
      'test next',
      'release-checklist later',
      'release later',
    ]);
    expect(steps.map(({ template }) => template)).toEqual(['TPL-CONFIRM', null, 'TPL-TEST-TRANSFER', 'TPL-RELEASE', null]);
  });

  test('begin with confirmation, which everything else waits for', () => {
    const steps = settlementSteps(
      situation({ confirmations: [{ trade: 't1', reference: 'OTC-1', standing: MISSING }], outgoing: [{ ...PAYMENT, release: MISSING }] }),
    );
    expect(steps.map(({ kind, state }) => `${kind} ${state}`)).toEqual([
      'confirm next',
      'release-checklist later',
      'release later',
      'receive next',
    ]);
  });

  test('put netting behind the confirmation of each of its trades', () => {
    const steps = settlementSteps(
      situation({
        owner: { kind: 'batch', id: 'b1' },
        netting: MISSING,
        confirmations: [
          { trade: 't1', reference: 'T1', standing: SIGNED },
          { trade: 't2', reference: 'T2', standing: { state: 'outdated', blockers: [] } },
        ],
      }),
    );
    expect(steps.slice(0, 3).map(({ kind, state }) => `${kind} ${state}`)).toEqual(['confirm done', 'confirm next', 'net later']);
    expect(steps[2]?.blockers[0]?.says).toContain('before the trade or the payment was last changed');
  });

  test('begin with a failed settlement of the same desk, and with none once nothing is to be paid', () => {
    const openCases = [{ trade: 't9', reference: 'OTC-9' }];
    expect(settlementSteps(situation({ openCases }))[0]).toMatchObject({ kind: 'close-case', template: 'TPL-FAIL', about: { id: 't9' } });
    const paid = situation({ openCases, outgoing: [{ ...PAYMENT, released: true }] });
    expect(settlementSteps(paid).some(({ kind }) => kind === 'close-case')).toBe(false);
  });
});
