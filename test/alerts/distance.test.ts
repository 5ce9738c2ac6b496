import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { distanceAt, Evaluation, explainFiring, whyUnknownWords } from '../../shared/alerts/index.ts';
import { History, type Point } from '../../shared/figures/index.ts';
import { observed, planned, readBy, RULES_OF_SEVERAL, seriesOver } from './made-names.ts';
import { DAY, every, HOUR, START } from './made-series.ts';

function distance(text: string, all: Readonly<Record<string, readonly Point[]>>, at: number) {
  const plan = planned(text);
  const evaluation = new Evaluation(plan, seriesOver(all));
  evaluation.advance();
  return distanceAt(plan, evaluation.series, evaluation.state, at);
}

describe('how far a rule is from firing', () => {
  const health = every(DAY, ['1.5', '1.4', '1.6', '1.56']);
  const value = every(DAY, ['90', '80', '50', '50']);
  const now = START + 3 * DAY;

  it('is told of each clause in its unit, as a share of the level and of what it moved within', () => {
    const { clauses, share, holds } = distance('health < 1.3', { health }, now);
    expect(clauses[0]).toMatchObject({ text: 'health < 1.3', holds: false, wanted: true, levels: [1.3] });
    expect(clauses[0]?.gap).toBeCloseTo(-0.26, 12);
    expect(clauses[0]?.ofLevel).toBeCloseTo(0.2, 12);
    expect(clauses[0]?.ofRange).toBeCloseTo(1.3, 12);
    expect([share, holds]).toEqual([clauses[0]?.ofLevel, false]);
  });

  it('is that of the farthest clause with “and”, of the nearest with “or”, the other way round under “not”', () => {
    const share = (text: string) => distance(text, { health, value }, now).share;
    expect(share('health < 1.3 and value > 100')).toBeCloseTo(0.5, 12);
    expect(share('health < 1.3 or value > 100')).toBeCloseTo(0.2, 12);
    expect(share('not (health > 1.3 or value < 100)')).toBeCloseTo(0.5, 12);
    expect(share('not (health > 1.3 and value < 100)')).toBeCloseTo(0.2, 12);
    expect(share('health < 1.3 or value < 100')).toBe(0);
    expect(share('health between 1 and 1.2')).toBeCloseTo(0.3, 12);
  });

  it('is unknown where what decides is, and says why', () => {
    const unknown = distance('mean(health, 9d) < 1 and value > 100', { health, value }, now);
    expect(unknown).toMatchObject({
      share: null,
      holds: false,
      clauses: [{ gap: null, sides: [{ unknown: 'window-not-seen' }] }, { gap: 50 }],
    });
    expect(distance('mean(health, 9d) < 1 or value > 100', { health, value }, now)).toMatchObject({ share: 0.5, holds: null });
    expect(distance('health < 1 and value > 100', { health }, now).clauses[1]?.sides[0]?.unknown).toBe('never-observed');
    expect(distance('health < 1 stale 1d', { health }, now + DAY).clauses[0]?.sides[0]?.unknown).toBe('stale');
    expect(whyUnknownWords('never-observed', 'TVL $& of A')).toBe('nothing was ever observed of TVL $& of A');
  });

  it('tells how long a condition has held, and how long nothing may come before data are missing', () => {
    const low = every(HOUR, ['2', '1', '1']);
    expect(distance('health < 1.3 for 5h', { health: low }, START + 3 * HOUR)).toMatchObject({
      share: 0,
      holds: true,
      held: { so: 2 * HOUR, of: 5 * HOUR },
    });
    expect(distance('health < 0.5 for 5h', { health: low }, START + 3 * HOUR).held).toBeNull();
    expect(distance('missing(health, 6h)', { health: low }, START + 4 * HOUR)).toMatchObject({
      clauses: [{ gap: 4 * HOUR }],
      share: 4 / 6,
    });
    expect(distance('stuck(health, 6h)', { health: low }, START + 2 * HOUR)).toMatchObject({ clauses: [{ gap: 5 * HOUR }] });
    expect(distance('age(health) > 6h', { health: low }, START + 3 * HOUR)).toMatchObject({ clauses: [{ gap: 5 * HOUR }] });
  });

  it('has no measure between words', () => {
    const chain = every(HOUR, ['Lido']);
    expect(distance('chain = aave', { chain }, START)).toMatchObject({
      share: 1,
      clauses: [{ gap: null, sides: [{ word: 'Lido' }], holds: false }],
    });
    expect(distance('chain ~ "LI"', { chain }, START)).toMatchObject({ share: 0, holds: true });
  });
});

describe('why a rule fired', () => {
  it('names the values, the levels, the window and the observations of each clause', () => {
    const value = every(DAY, ['100', '90', '60', '65']);
    const plan = planned('change(value, 2d) < -30% and value < 70');
    const evaluation = new Evaluation(plan, seriesOver({ value }));
    const [fired] = evaluation.advance();
    const clauses = explainFiring(plan, evaluation.series, fired!.at);
    expect(clauses).toMatchObject([
      {
        text: 'change(value, 2d) < -30%',
        holds: true,
        levels: [-0.3],
        sides: [{ value: 0.6 - 1, from: START, to: START + 2 * DAY, observations: [0, 2] }],
      },
      { text: 'value < 70', holds: true, levels: [70], sides: [{ value: 60, observations: [2] }] },
    ]);
  });

  it.each([
    ...RULES_OF_SEVERAL,
    'missing(health, 2h) or value < 0.95',
    'age(value) > 3h and health < 1',
    'change(health, 5h) = -1% or value between 0.95 and 1',
  ])('decides each clause as the evaluation does: %s', (text) => {
    fc.assert(
      fc.property(observed, (all) => {
        const plan = planned(text);
        const read = readBy(text, all);
        const instants = [...new Set(Object.values(read).flatMap((points) => points.map(({ at }) => at)))].sort((a, b) => a - b);
        for (const instant of instants.slice(-12)) {
          const upTo = Object.fromEntries(Object.entries(read).map(([key, points]) => [key, points.filter(({ at }) => at <= instant)]));
          const evaluation = new Evaluation(plan, seriesOver(upTo));
          evaluation.advance();
          const { holds, share } = distanceAt(plan, evaluation.series, evaluation.state, instant);
          expect(holds).toBe(evaluation.holds);
          expect(holds === true ? share : 0).toBe(0);
        }
      }),
      { numRuns: 40 },
    );
  });

  it('counts back over observations that know nothing to where a value came from', () => {
    const history = new History();
    for (const point of every(HOUR, ['1', null, '0.9'])) history.append(point);
    const plan = planned('health crosses below 1');
    expect(explainFiring(plan, [{ history }], START + 2 * HOUR)[0]?.holds).toBe(true);
    expect(explainFiring(plan, [{ history }], START + HOUR)[0]?.holds).toBeNull();
  });
});
