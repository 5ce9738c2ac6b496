import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Ranking, rehearse } from '../../shared/alerts/index.ts';
import { History, type Point } from '../../shared/figures/index.ts';
import { planned } from './made-names.ts';
import { every, HOUR, historyOver, series, START } from './made-series.ts';

const pointsOf = ({ at, value, length }: History) => Array.from({ length }, (_, index) => [at[index]!, value[index]!] as const);

describe('places among subjects over time', () => {
  it('are kept where a subject is observed, and where another takes its place', () => {
    const histories = [every(2 * HOUR, ['5', '5', '5']), every(3 * HOUR, ['1', '9', null]), every(6 * HOUR, ['5', '6'])].map(historyOver);
    const ranking = new Ranking(histories);
    ranking.advance();
    const hours = (subject: number) => pointsOf(ranking.ranks[subject]!).map(([at, rank]) => [(at - START) / HOUR, rank]);
    expect(hours(0)).toEqual([
      [0, 1],
      [2, 1],
      [3, 2],
      [4, 2],
    ]);
    expect(hours(1)).toEqual([
      [0, 3],
      [3, 1],
      [6, Number.NaN],
    ]);
    expect(hours(2)).toEqual([
      [0, 1],
      [3, 2],
      [6, 1],
    ]);
  });

  it('do not count who has not been observed for too long', () => {
    const ranking = new Ranking([historyOver([{ at: START, value: 9 }]), historyOver(every(HOUR, [1, 1, 1]))], 2 * HOUR);
    ranking.advance();
    expect(pointsOf(ranking.ranks[1]!).map(([, rank]) => rank)).toEqual([2, 2, 1]);
    expect(pointsOf(ranking.ranks[0]!).map(([, rank]) => rank)).toEqual([1, Number.NaN]);
  });

  it('are those of counting who is above, in one go and bit by bit', () => {
    fc.assert(
      fc.property(fc.array(series, { minLength: 1, maxLength: 5 }), (all) => {
        const rounded = all.map((points) =>
          [...new Map(points.slice(0, 20).map(({ at, value }) => [Math.ceil(at / HOUR) * HOUR, value] as const))].map(
            ([at, value]): Point => ({ at, value }),
          ),
        );
        const whole = new Ranking(rounded.map(historyOver));
        whole.advance();
        const growing = rounded.map(() => new History());
        const bit = new Ranking(growing);
        const instants = [...new Set(rounded.flat().map(({ at }) => at))].sort((a, b) => a - b);
        for (const instant of instants) {
          rounded.forEach((points, subject) =>
            points.filter(({ at }) => at === instant).forEach((point) => growing[subject]!.append(point)),
          );
          bit.advance();
          const now = rounded.map((points) => points.findLast(({ at }) => at <= instant)?.value ?? null);
          now.forEach((value, subject) => {
            const history = bit.ranks[subject]!;
            const rank = history.length === 0 ? Number.NaN : history.value[history.length - 1]!;
            expect(rank).toBe(
              value === null ? Number.NaN : 1 + now.filter((other) => other !== null && Number(other) > Number(value)).length,
            );
          });
        }
        expect(bit.ranks.map(pointsOf)).toEqual(whole.ranks.map(pointsOf));
        expect(bit.isOvertaken).toBe(false);
      }),
      { numRuns: 50 },
    );
  });

  it('say when the past has changed, and carry a rule', () => {
    const [one, other] = [new History(), new History()];
    const ranking = new Ranking([one, other]);
    one.append({ at: START + HOUR, value: 1 });
    ranking.advance();
    other.append({ at: START, value: 2 });
    expect(ranking.isOvertaken).toBe(true);
    const histories = [every(HOUR, [5, 5, 1, 1, 5]), every(HOUR, [3, 3, 3, 3, 3])].map(historyOver);
    const places = new Ranking(histories);
    places.advance();
    const firings = rehearse(planned('rank(tvl) > 1 for 1h'), new Map([['rank(tvl)', { history: places.ranks[0]! }]])).firings;
    expect(firings).toEqual([{ at: START + 3 * HOUR, index: 3, cleared: START + 4 * HOUR }]);
  });
});
