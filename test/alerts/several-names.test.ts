import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Evaluation, type Happening, type Left, planOf, rehearse, subjectAt, testAt, WordSeries } from '../../shared/alerts/index.ts';
import { History, type Point } from '../../shared/figures/index.ts';
import { leavesOf, lengthOf, operandsOf } from '../../shared/watchlists/index.ts';
import { DAY, HOUR, historyOver, series, START, told } from './made-series.ts';
import { observed, planned, readBy, ruleOf, RULES_OF_SEVERAL, seriesOver, VOCABULARY } from './made-names.ts';
import { plainFiringsOfSeveral } from './plain-oracle.ts';

describe('a rule about several names of one subject', () => {
  it('is evaluated at the observations of each, with the last value of the others', () => {
    const at = (hours: number, value: string | null): Point => ({ at: START + hours * HOUR, value });
    const health = [at(0, '2'), at(2, '1.2'), at(9, '1.1'), at(12, '2')];
    const value = [at(1, '5'), at(4, '500'), at(6, null), at(8, '600')];
    const said = (text: string) => told(new Evaluation(planned(text), seriesOver({ health, value })).advance());
    expect(said('health < 1.3 and value > 100')).toEqual(['4h fired', '12h cleared']);
    expect(said('health < 1.3 and value > 100 for 4h')).toEqual([]);
    expect(said('health < 1.3 and value > 100 for 1h')).toEqual(['9h fired', '12h cleared']);
    expect(said('health < 1.3 and value > 100 stale 3h')).toEqual(['4h fired', '12h cleared']);
    expect(said('health < 1.3 and value > 100 stale 1h')).toEqual([]);
  });

  it('knows nothing of a name that was never observed, and says so', () => {
    const health = [{ at: START, value: '1' }];
    expect(rehearse(planned('health < 1.3 and value > 100'), seriesOver({ health }))).toMatchObject({
      firings: [],
      evaluated: 1,
      unknown: 1,
    });
    expect(rehearse(planned('health < 1.3 or value > 100'), seriesOver({ health })).firings.length).toBe(1);
  });

  it('sees that an observation has come that lies before what was evaluated', () => {
    const [health, value] = [new History(), new History()];
    const evaluation = new Evaluation(
      planned('health < value'),
      new Map([
        ['health', { history: health }],
        ['value', { history: value }],
      ]),
    );
    health.append({ at: START + HOUR, value: 1 });
    evaluation.advance();
    expect(evaluation.isOvertaken).toBe(false);
    value.append({ at: START + HOUR, value: 2 });
    expect(evaluation.isOvertaken).toBe(true);
  });

  it.each(RULES_OF_SEVERAL)('does what the plain computation does: %s', (text) => {
    fc.assert(
      fc.property(observed, (all) => {
        const read = readBy(text, all);
        const { firings } = rehearse(planned(text), seriesOver(read));
        const plain = plainFiringsOfSeveral(ruleOf(text), read);
        expect(firings.map(({ at, cleared }) => (cleared === undefined ? { at } : { at, cleared }))).toEqual(plain);
      }),
      { numRuns: 60 },
    );
  });

  it.each([...RULES_OF_SEVERAL, 'missing(health, 2h) or value < 0.95 for 1h', 'age(value) > 3h and health < 1'])(
    'says the same in one go, an instant at a time, and taken up again: %s',
    (text) => {
      fc.assert(
        fc.property(observed, fc.nat({ max: 80 }), (all, stop) => {
          const plan = planned(text);
          const read = readBy(text, all);
          const whole = new Evaluation(plan, seriesOver(read)).advance();
          const instants = [...new Set(Object.values(read).flatMap((points) => points.map(({ at }) => at)))].sort((a, b) => a - b);
          const growing = new Map<string, WordSeries | { history: History }>(
            plan.inputs.map(({ key, isWords }) => [key, isWords ? new WordSeries() : { history: new History() }]),
          );
          let evaluation = new Evaluation(plan, growing);
          const said: Happening[] = [];
          instants.forEach((instant, place) => {
            for (const [key, one] of growing) {
              const point = read[key]?.find(({ at }) => at === instant);
              if (point === undefined) continue;
              if (one instanceof WordSeries) one.append(instant, point.value === null ? null : String(point.value));
              else one.history.append(point);
            }
            said.push(...evaluation.advance());
            if (place === stop) evaluation = new Evaluation(plan, growing, JSON.parse(JSON.stringify(evaluation.left)) as Left);
          });
          expect(said).toEqual(whole);
        }),
        { numRuns: 60 },
      );
    },
  );

  it.each(RULES_OF_SEVERAL)('looks at nothing later: %s', (text) => {
    fc.assert(
      fc.property(observed, fc.nat({ max: 60 }), (all, cut) => {
        const read = readBy(text, all);
        const instants = [...new Set(Object.values(read).flatMap((points) => points.map(({ at }) => at)))].sort((a, b) => a - b);
        const end = instants[cut] ?? Number.POSITIVE_INFINITY;
        const earlier = Object.fromEntries(Object.entries(read).map(([key, points]) => [key, points.filter(({ at }) => at <= end)]));
        const upTo = new Evaluation(planned(text), seriesOver(read)).advance().filter(({ at }) => at <= end);
        expect(new Evaluation(planned(text), seriesOver(earlier)).advance()).toEqual(upTo);
      }),
      { numRuns: 40 },
    );
  });

  it('takes long histories of the same instants as it takes one at a time', () => {
    const of = (shift: number): readonly Point[] =>
      Array.from({ length: 6_000 }, (_, at) => ({
        at: START + at * HOUR,
        value: Number((1 + 0.05 * Math.sin((at + shift) / 40)).toFixed(3)),
      }));
    const daily = of(90).filter((_, at) => at % 24 === 0);
    for (const text of [
      'health < 0.98 and value > 1',
      'health < mean(value, 3d) for 5h',
      'change(health, 1d) < -2% and value < 1 stale 30h',
    ]) {
      for (const value of [of(30), daily]) {
        const whole = new Evaluation(planned(text), seriesOver({ health: of(0), value })).advance();
        const [one, other] = [new History(), new History()];
        const evaluation = new Evaluation(
          planned(text),
          new Map([
            ['health', { history: one }],
            ['value', { history: other }],
          ]),
        );
        const later = new Map(value.map((point) => [point.at, point]));
        const said: Happening[] = [];
        for (const point of of(0)) {
          one.append(point);
          const beside = later.get(point.at);
          if (beside !== undefined) other.append(beside);
          said.push(...evaluation.advance());
        }
        expect(said, text).toEqual(whole);
        expect(whole.length, text).toBeGreaterThan(10);
      }
    }
  });
});

describe('what a subject was at an instant, read straight from its history', () => {
  it.each([
    'health < 0.98',
    'change(health, 3h) < -2%',
    'points(health, 3h) < -0.02',
    'mean(health, 5h) < 1',
    'median(health, 5h) < 1',
    'min(health, 4h) < 0.95',
    'max(health, 4h) > 1.05',
    'drawdown(health, 6h) > 4%',
    'zscore(health, 6h) > 1',
    'age(health) > 2h',
    'stuck(health, 2h)',
    'missing(health, 2h)',
  ])('is what the evaluation finds: %s', (text) => {
    fc.assert(
      fc.property(series, fc.boolean(), (points, isStale) => {
        const rule = ruleOf(isStale ? `${text} stale 2h` : text);
        const plan = planOf(rule, VOCABULARY);
        if ('error' in plan) throw new Error(plan.error.message);
        const history = new History();
        const evaluation = new Evaluation(plan.ok, history);
        const [leaf] = leavesOf(rule.condition);
        const stale = isStale ? 2 * HOUR : Number.POSITIVE_INFINITY;
        const pairs = points.map((point) => {
          history.append(point);
          evaluation.advance();
          if (leaf?.kind === 'test') {
            const truth = testAt(leaf.test, lengthOf(leaf.window), history, point.at, stale);
            return [truth === 2 ? null : truth === 1, evaluation.holds];
          }
          const [subject] = operandsOf(leaf!);
          if (subject === undefined || subject.kind === 'quantity') throw new Error('no subject');
          const { value, unknown } = subjectAt(subject, history, point.at, stale);
          return [unknown !== null, evaluation.holds === null, Number.isNaN(value)];
        });
        for (const [first, second, third = first] of pairs) {
          expect(second).toBe(first);
          expect(third).toBe(first);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('tells the observations that decide', () => {
    const history = historyOver([1, 2, 4, 3].map((value, at) => ({ at: START + at * DAY, value })));
    const read = (text: string) => subjectAt(leftOf(text), history, START + 3 * DAY);
    expect(read('health < 1')).toMatchObject({ value: 3, observations: [3] });
    expect(read('change(health, 2d) > 0%')).toMatchObject({ value: 0.5, observations: [1, 3], from: START + DAY });
    expect(read('drawdown(health, 3d) > 0%')).toMatchObject({ value: 0.25, observations: [2, 3] });
    expect(read('mean(health, 2d) > 0')).toMatchObject({ value: 3.5, observations: [2, 3] });
    expect(read('mean(health, 9d) > 0')).toMatchObject({ unknown: 'window-not-seen' });
    expect(read('age(health) > 2h')).toMatchObject({ value: 0, observations: [3] });
    expect(subjectAt(leftOf('health < 1'), history, START - 1)).toMatchObject({ unknown: 'never-observed' });
    expect(subjectAt(leftOf('health < 1'), history, START + 4 * DAY, DAY)).toMatchObject({ unknown: 'stale', observations: [3] });
  });
});

function leftOf(text: string) {
  const [leaf] = leavesOf(ruleOf(text).condition);
  const [subject] = operandsOf(leaf!);
  if (subject === undefined || subject.kind === 'quantity') throw new Error('no subject');
  return subject;
}
