import { existsSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Decimal } from '../../shared/figures/index.ts';
import { hasCome, isOpenLeg, isOverdue, type LegFacts, legState, matchReceipts, NO_TOLERANCE } from '../../shared/otc/index.ts';

const match = (expected: string, amounts: readonly string[], absolute = '0', basisPoints = '0') =>
  matchReceipts(expected, 'USD', amounts, { absolute, basisPoints });

describe('what came in against what was expected', () => {
  test('is exact, within, short or over, and says by how much', () => {
    expect(match('602125', []).status).toBe('none');
    expect(match('602125', ['602125'])).toMatchObject({ status: 'exact', difference: '0' });
    expect(match('602125', ['602100'], '50')).toMatchObject({ status: 'within', difference: '-25' });
    expect(match('602125', ['602100'])).toMatchObject({ status: 'short', difference: '-25' });
    expect(match('602125', ['602100']).says).toContain('25 USD are missing');
    expect(match('6', ['5.99'], '0.0005').status).toBe('short');
    expect(match('6', ['6.5']).status).toBe('over');
  });

  test('adds a test transfer to the main one', () => {
    expect(match('10', ['0.01', '9.99']).status).toBe('exact');
    expect(match('10', ['0.01', '9.98']).status).toBe('short');
  });

  test('takes the larger of the two tolerances', () => {
    expect(match('1000000', ['999900'], '50', '1').status).toBe('within');
    expect(match('1000000', ['999899'], '50', '1').status).toBe('short');
    expect(match('1000', ['950'], '50', '1').status).toBe('within');
  });

  test('agrees with whole numbers of the smallest unit, whatever they are', () => {
    const units = fc.bigInt({ min: 1n, max: 10n ** 24n });
    fc.assert(
      fc.property(units, fc.array(units, { maxLength: 5 }), fc.bigInt({ min: 0n, max: 10n ** 12n }), (expected, parts, allowed) => {
        const text = (value: bigint) => new Decimal(value.toString()).dividedBy('1e18').toFixed();
        const { status } = match(text(expected), parts.map(text), text(allowed));
        const apart = parts.reduce((all, part) => all + part, 0n) - expected;
        const size = apart < 0n ? -apart : apart;
        const told = parts.length === 0 ? 'none' : apart === 0n ? 'exact' : size <= allowed ? 'within' : apart < 0n ? 'short' : 'over';
        expect(status).toBe(told);
        expect(hasCome(status)).toBe(told === 'exact' || told === 'within' || told === 'over');
      }),
    );
  });
});

const VECTORS = '../shared/data/vectors/venues-otc.json';
describe.skipIf(!existsSync(VECTORS))('the published reconciliations', () => {
  test('come out as printed', () => {
    const { reconcile } = JSON.parse(readFileSync(VECTORS, 'utf8')) as {
      reconcile: { expected: string; actual: string; tol_abs: string; result: string }[];
    };
    for (const { expected, actual, tol_abs, result } of reconcile) expect(match(expected, [actual], tol_abs).status).toBe(result);
  });
});

describe('how a leg stands', () => {
  const DUE = '2025-09-16T22:45:00.000Z';
  const facts = (changes: Partial<LegFacts>): LegFacts => ({
    direction: 'in',
    cancelled: false,
    netted: false,
    held: false,
    released: false,
    match: 'none',
    due: DUE,
    ...changes,
  });

  test('follows from what was recorded and from the clock', () => {
    expect(legState(facts({}), DUE)).toBe('expected');
    expect(legState(facts({}), '2025-09-16T22:45:00.001Z')).toBe('overdue');
    expect(legState(facts({ match: 'within' }), '2026-01-01T00:00:00.000Z')).toBe('reconciled');
    expect(legState(facts({ match: 'short' }), DUE)).toBe('break');
    expect(legState(facts({ direction: 'out', held: true }), DUE)).toBe('held');
    expect(legState(facts({ direction: 'out', held: true, released: true }), DUE)).toBe('released');
    expect(legState(facts({ netted: true }), '2026-01-01T00:00:00.000Z')).toBe('netted');
  });

  test('is late only while something is still to happen', () => {
    const later = '2025-09-17T00:00:00.000Z';
    expect(isOverdue(facts({ match: 'short' }), later)).toBe(true);
    expect(isOverdue(facts({ match: 'exact' }), later)).toBe(false);
    expect(isOverdue(facts({ direction: 'out' }), later)).toBe(true);
    expect(isOverdue(facts({ direction: 'out', released: true }), later)).toBe(false);
    expect(isOpenLeg(facts({ cancelled: true }))).toBe(false);
    expect(NO_TOLERANCE).toEqual({ absolute: '0', basisPoints: '0' });
  });
});
