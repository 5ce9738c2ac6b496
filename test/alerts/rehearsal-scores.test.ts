import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  compareFirings,
  correctionOf,
  drawdownsOf,
  firingsPerMonth,
  rehearse,
  ruleText,
  scoreMarks,
  type Span,
  sweep,
  thresholdsOf,
  withThreshold,
} from '../../shared/alerts/index.ts';
import { isRefused } from '../../shared/figures/index.ts';
import { DAY, every, historyOver, HOUR, planned, ruleOf, RULES, series, START, vocabulary } from './made-series.ts';

describe('thresholds moved', () => {
  it('are found, and moved with the level that clears them', () => {
    expect(thresholdsOf(ruleOf('value < 0.98 and change(value, 7d) > 4% or 5 < mean(value, 2h)'))).toEqual([
      { clause: 0, subject: 'value', number: '0.98', unit: '' },
      { clause: 1, subject: 'change(value, 7d)', number: '4', unit: '%' },
      { clause: 2, subject: 'mean(value, 2h)', number: '5', unit: '' },
    ]);
    const moved = (text: string, clause: number, number: string) => {
      const rule = withThreshold(ruleOf(text), clause, number);
      return rule === null ? null : ruleText(rule);
    };
    expect(moved('value < 0.98 for 2h clear > 0.99', 0, '0.95')).toBe('value < 0.95 for 2h clear > 0.96');
    expect(moved('change(value, 7d) < -30% clear > -10%', 0, '-20')).toBe('change(value, 7d) < -20% clear > 0%');
    expect(moved('value < 0.98 clear mean(value, 2h) > 1', 0, '0.95')).toBe('value < 0.95 clear mean(value, 2h) > 1');
    expect(moved('not (value < 1 or value > 2) and value < 9', 1, '3')).toBe('not (value < 1 or value > 3) and value < 9');
    expect(moved('missing(value, 2h)', 0, '3')).toBeNull();
    expect(moved('value < 1', 4, '3')).toBeNull();
    expect(sweep(ruleOf('missing(value, 2h)'), vocabulary(), 0, ['1'], historyOver([]))).toMatchObject({ error: { code: 'no-threshold' } });
    expect(sweep(ruleOf('value < 1'), vocabulary(), 0, Array.from({ length: 501 }, String), historyOver([]))).toMatchObject({
      error: { code: 'too-many' },
    });
    expect(sweep(ruleOf('value < 1'), vocabulary(), 0, [], historyOver([]))).toEqual({ ok: [] });
  });

  it.each(RULES.filter((text) => thresholdsOf(ruleOf(text)).length > 0))('fire as each rule by itself would: %s', (text) => {
    fc.assert(
      fc.property(series, (points) => {
        const rule = ruleOf(text);
        const history = historyOver(points);
        for (const { clause, number } of thresholdsOf(rule)) {
          const numbers = [-0.02, 0, 0.01, 1].map((step) => String(Number((Number(number) + step).toFixed(4))));
          const swept = sweep(rule, vocabulary(), clause, numbers, history);
          if (isRefused(swept)) throw new Error(swept.error.message);
          expect(swept.ok.map(({ firings }) => firings)).toEqual(
            swept.ok.map(({ rule: moved }) => rehearse(planned(moved), history).firings),
          );
        }
      }),
      { numRuns: 40 },
    );
  });
});

const spans: fc.Arbitrary<readonly Span[]> = fc
  .tuple(fc.array(fc.tuple(fc.integer({ min: 0, max: 4 }), fc.integer({ min: 0, max: 5 })), { maxLength: 12 }), fc.boolean())
  .map(([pairs, isOpen]) => {
    let now = 0;
    return pairs.map(([gap, length], place): Span => {
      const at = (now += gap + 1);
      now += length;
      return isOpen && place === pairs.length - 1 ? { at } : { at, cleared: now };
    });
  });

describe('two rules', () => {
  it('are compared by the times at which they fire', () => {
    const first = [{ at: 0, cleared: 4 }, { at: 10, cleared: 12 }, { at: 20 }];
    const second = [{ at: 1, cleared: 2 }, { at: 3, cleared: 5 }, { at: 12, cleared: 14 }, { at: 30 }];
    expect(compareFirings(first, second, 40)).toEqual({
      onlyFirst: [first[1]],
      onlySecond: [second[2]],
      both: [
        { first: first[0], second: second[0], lead: 1 },
        { first: first[0], second: second[1], lead: 3 },
        { first: first[2], second: second[3], lead: 10 },
      ],
      overlap: (1 + 1 + 10) / (5 + 2 + 20 + 2),
    });
    expect(compareFirings([], [], 9)).toMatchObject({ overlap: null });
  });

  it('share what an instant-by-instant count says they share', () => {
    fc.assert(
      fc.property(spans, spans, (first, second) => {
        const end = 120;
        const fires = (list: readonly Span[], unit: number) => list.some(({ at, cleared }) => at <= unit && unit + 1 <= (cleared ?? end));
        const units = Array.from({ length: end }, (_, unit) => [fires(first, unit), fires(second, unit)] as const);
        const both = units.filter(([one, other]) => one && other).length;
        const either = units.filter(([one, other]) => one || other).length;
        const compared = compareFirings(first, second, end);
        expect(either === 0 ? 0 : (compared.overlap ?? -1)).toBeCloseTo(either === 0 ? 0 : both / either, 12);
        expect(compared.onlyFirst.length + new Set(compared.both.map((pair) => pair.first)).size).toBe(first.length);
        expect(compared.onlySecond.length + new Set(compared.both.map((pair) => pair.second)).size).toBe(second.length);
      }),
    );
  });
});

describe('what a corrected history changes', () => {
  it('is told apart: the same, moved, would have fired, would not have fired', () => {
    const recorded = [{ at: 1, cleared: 3 }, { at: 10, cleared: 14 }, { at: 20, cleared: 22 }, { at: 30 }];
    const computed = [
      { at: 1, cleared: 3 },
      { at: 12, cleared: 14 },
      { at: 25, cleared: 26 },
      { at: 30, cleared: 35 },
    ];
    expect(correctionOf(recorded, computed)).toEqual({
      same: [{ recorded: recorded[0], computed: computed[0] }],
      moved: [
        { recorded: recorded[3], computed: computed[3] },
        { recorded: recorded[1], computed: computed[1] },
      ],
      wouldHaveFired: [computed[2]],
      wouldNotHaveFired: [recorded[2]],
    });
  });

  it('accounts for each firing once, and finds nothing where nothing changed', () => {
    fc.assert(
      fc.property(spans, spans, (recorded, computed) => {
        const { same, moved, wouldHaveFired, wouldNotHaveFired } = correctionOf(recorded, computed);
        expect(
          [...same, ...moved]
            .map((pair) => pair.recorded)
            .concat(wouldNotHaveFired)
            .toSorted((a, b) => a.at - b.at),
        ).toEqual(recorded);
        expect(
          [...same, ...moved]
            .map((pair) => pair.computed)
            .concat(wouldHaveFired)
            .toSorted((a, b) => a.at - b.at),
        ).toEqual(computed);
        expect(correctionOf(recorded, recorded)).toMatchObject({ moved: [], wouldHaveFired: [], wouldNotHaveFired: [] });
      }),
    );
  });

  it('holds a hundred thousand firings against each other in no time that anybody would notice', () => {
    const recorded = Array.from({ length: 100_000 }, (_, at) => ({ at: at * 10, cleared: at * 10 + 5 }));
    const computed = recorded.map(({ at, cleared }, place) => (place % 3 === 0 ? { at: at + 1, cleared } : { at, cleared }));
    const begun = performance.now();
    expect(correctionOf(recorded, computed).moved.length).toBe(33_334);
    expect(compareFirings(recorded, computed, 1e6).onlyFirst).toEqual([]);
    console.log(`100,000 firings compared and corrected: ${(performance.now() - begun).toFixed(0)} ms`);
  });
});

describe('falls that were marked', () => {
  const history = historyOver(every(DAY, ['100', '110', '104', '80', '88', '111', '100', '99', '60', '61']));
  const [first, second] = drawdownsOf(history, 0.2);

  it('are proposed from peak to trough, as deep as asked', () => {
    expect(drawdownsOf(history, 0.2).length).toBe(2);
    expect(first).toMatchObject({ from: START + DAY, to: START + 3 * DAY, peak: 110, trough: 80, recovered: START + 5 * DAY });
    expect(first?.depth).toBeCloseTo(30 / 110, 12);
    expect(second).toMatchObject({ from: START + 5 * DAY, to: START + 8 * DAY, peak: 111, trough: 60, recovered: null });
    expect(drawdownsOf(history, 0.4)).toMatchObject([{ from: START + 5 * DAY }]);
    expect(drawdownsOf(historyOver(every(DAY, ['-5', null, '0', '3'])), 0.1)).toEqual([]);
  });

  it('are disjoint, in order, and each as deep as asked', () => {
    fc.assert(
      fc.property(series, fc.integer({ min: 1, max: 15 }), (points, per) => {
        const past = historyOver(points);
        const found = drawdownsOf(past, per / 100);
        found.forEach(({ from, to, depth, peak, trough }, place) => {
          expect(to).toBeGreaterThan(from);
          expect(from).toBeGreaterThanOrEqual(found[place - 1]?.to ?? 0);
          expect(depth).toBeGreaterThanOrEqual(per / 100);
          const within = points
            .filter((point) => point.at >= from && point.at <= to && point.value !== null)
            .map(({ value }) => Number(value));
          expect([Math.max(...within), Math.min(...within)]).toEqual([peak, trough]);
        });
        // The deepest fall that there is is deep enough if any is.
        const values = points.flatMap(({ value }) => (value === null ? [] : [Number(value)]));
        const deepest = Math.max(0, ...values.map((value, at) => 1 - value / Math.max(...values.slice(0, at + 1))));
        expect(found.length > 0).toBe(deepest >= per / 100);
      }),
    );
  });

  it('score a rule: how early, how many missed, how often for nothing, and how much of the fall was still ahead', () => {
    const firings = [
      { at: START, cleared: START + HOUR },
      { at: START + 2 * DAY, cleared: START + 4 * DAY },
    ];
    const score = scoreMarks(firings, [first!, second!], 12 * HOUR, history);
    expect(score).toMatchObject({ missed: 1, falseAlarms: [firings[0]], precision: 0.5, recall: 0.5, medianLead: -DAY });
    expect(score.marks[0]).toMatchObject({ firing: firings[1], lead: -DAY, ahead: 0.8 });
    expect(score.marks[1]).toEqual({ mark: second, firing: null, lead: null, ahead: null });
    expect(scoreMarks(firings, [first!], 1.5 * DAY, history).marks[0]).toMatchObject({ firing: firings[0], lead: DAY, ahead: 1 });
    expect(scoreMarks([{ at: START }], [second!], 0, history)).toMatchObject({ missed: 0, medianLead: 5 * DAY });
    expect(scoreMarks([], [], 0, history)).toMatchObject({ precision: null, recall: null, medianLead: null });
  });

  it('say how often a rule fires', () => {
    expect(firingsPerMonth([{ at: 0 }, { at: 1 }], historyOver(every(30.436_875 * DAY, ['1', '1', '1'])))).toBeCloseTo(1, 12);
    expect(firingsPerMonth([], historyOver([]))).toBeNull();
  });
});
