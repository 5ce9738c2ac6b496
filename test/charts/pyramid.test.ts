import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { endNames, lineBars, linePoints, type PlotAxis, plotAreas, ROOM, valueNear } from '../../renderer/charts/plot.ts';
import { Pyramid } from '../../renderer/charts/pyramid.ts';
import { instantTicks } from '../../renderer/charts/time-ticks.ts';

const DAY = 86_400_000;
const START = Date.UTC(2026, 0, 1);

function daily(values: readonly (number | null)[]): Pyramid {
  return new Pyramid(
    Float64Array.from(values, (_, day) => START + day * DAY),
    Float64Array.from(values, (value) => value ?? Number.NaN),
  );
}

function axisOf(...lines: readonly Pyramid[]): PlotAxis {
  return {
    title: 'USD',
    lines: lines.map((whole, place) => ({ key: `${place}`, label: `line ${place}`, colour: place, whole })),
    text: String,
  };
}

describe('the pyramid', () => {
  test('answers of any stretch what a walk through it answers', () => {
    const value = fc.oneof(
      { weight: 8, arbitrary: fc.double({ min: -1e6, max: 1e6, noNaN: true }) },
      { weight: 1, arbitrary: fc.constant(Number.NaN) },
    );
    fc.assert(
      fc.property(fc.array(value, { minLength: 1, maxLength: 900 }), fc.nat(), fc.nat(), (values, a, b) => {
        const [from, to] = [Math.min(a % values.length, b % values.length), Math.max(a % values.length, b % values.length) + 1];
        const known = values.slice(from, to).filter((each) => !Number.isNaN(each));
        expect(daily(values).extremes(from, to)).toEqual({
          low: known.length === 0 ? Number.NaN : Math.min(...known),
          high: known.length === 0 ? Number.NaN : Math.max(...known),
        });
      }),
    );
  });

  test('of nothing and of nothing known there are no extremes', () => {
    expect(daily([]).extremes(0, 0)).toEqual({ low: Number.NaN, high: Number.NaN });
    expect(daily([null, null]).extremes(0, 2)).toEqual({ low: Number.NaN, high: Number.NaN });
    expect(daily([]).indexAt(START)).toBe(0);
  });
});

describe('what is drawn', () => {
  const size = { width: 500, height: 200 };

  test('few observations are all drawn, and a gap breaks the line', () => {
    const axis = axisOf(daily([1, 2, null, 4]));
    const view = { from: START, to: START + 3 * DAY };
    const [area] = plotAreas([axis], view, size);
    const points = linePoints(axis.lines[0]!, view, area!);
    expect(points).toHaveLength(8);
    expect(points.slice(4, 6)).toEqual([Number.NaN, Number.NaN]);
    expect([points[0], points[6]]).toEqual([ROOM.left, area!.right]);
  });

  test('of many the extremes of every column of pixels are drawn, with no more points than pixels ask for', () => {
    const many = daily(Array.from({ length: 200_000 }, (_, day) => (day === 99_999 ? 500 : Math.sin(day))));
    const axis = axisOf(many);
    const view = { from: START, to: START + 199_999 * DAY };
    const [area] = plotAreas([axis], view, size);
    const points = linePoints(axis.lines[0]!, view, area!);
    expect(points.length / 2).toBeLessThanOrEqual(4 * (area!.right - area!.left + 1));
    expect(Math.min(...points.filter((_, place) => place % 2 === 1))).toBeCloseTo(area!.scale.at(500), 6);
  });

  test('bars of many reach from the lowest to the highest and to where the one before ended; a gap joins nothing', () => {
    const many = daily(Array.from({ length: 50_000 }, (_, day) => (day >= 20_000 && day < 30_000 ? null : Math.sin(day / 3000) * 100)));
    const axis = axisOf(many);
    const view = { from: START, to: START + 49_999 * DAY };
    const [area] = plotAreas([axis], view, size);
    const bars = lineBars(axis.lines[0]!, view, area!)!;
    const known: { x: number; top: number; bottom: number }[] = [];
    for (let at = 0; at < bars.length; at += 3)
      if (!Number.isNaN(bars[at + 1]!)) known.push({ x: bars[at]!, top: bars[at + 1]!, bottom: bars[at + 2]! });
    expect(known.length).toBeLessThan(bars.length / 3);
    for (const [place, { x, top, bottom }] of known.entries()) {
      const before = known[place - 1];
      expect(bottom).toBeGreaterThanOrEqual(top);
      expect(before === undefined || before.x !== x - 1 || (top <= before.bottom + 1e-9 && bottom >= before.top - 1e-9)).toBe(true);
    }
    expect(lineBars(axisOf(daily([1, 2])).lines[0]!, view, area!)).toBeNull();
  });

  test('an axis is scaled to what is seen of it, and several lie one below the other', () => {
    const [one, other] = [axisOf(daily([1, 2, 3, 900])), axisOf(daily([5, 5, 5, 5]))];
    const areas = plotAreas([one, other], { from: START, to: START + 2 * DAY }, { width: 500, height: 300 });
    expect(areas[0]!.scale.high).toBeLessThan(4);
    expect(areas[1]!.top).toBeGreaterThan(areas[0]!.bottom);
    expect(areas[1]!.bottom).toBeLessThanOrEqual(300 - ROOM.foot);
    expect(Number.isFinite(plotAreas([axisOf()], { from: 0, to: 1 }, size)[0]!.scale.at(1))).toBe(true);
  });

  test('names at the ends never cover each other and stay above the foot', () => {
    const axis = axisOf(...Array.from({ length: 6 }, (_, n) => daily([1, 2, n / 1000])));
    const view = { from: START, to: START + 2 * DAY };
    const [area] = plotAreas([axis], view, size);
    const ys = endNames(area!, view).map(({ y }) => y);
    for (const [place, y] of ys.entries()) expect(y - (ys[place - 1] ?? Number.NEGATIVE_INFINITY)).toBeGreaterThanOrEqual(14 - 1e-9);
    expect(ys.at(-1)).toBeLessThanOrEqual(area!.bottom + 14);
  });

  test('reads out the nearest observation, and nothing from far away', () => {
    const [line] = axisOf(daily([1, 2, null, 4])).lines;
    const view = { from: START, to: START + 3 * DAY };
    expect(valueNear(line!, view, START + 0.9 * DAY).value).toBe(2);
    expect(valueNear(line!, view, START + 2.1 * DAY).value).toBeNaN();
    expect(valueNear(line!, view, START + 9 * DAY).value).toBeNaN();
    expect(valueNear(axisOf(daily([])).lines[0]!, view, START).value).toBeNaN();
  });
});

test('ticks of instants are whole minutes, hours, days, months', () => {
  const labels = (span: number) => instantTicks(START, START + span, 6).map(({ label }) => label);
  expect(labels(3_600_000)).toEqual(['1 Jan', '00:15', '00:30', '00:45', '01:00']);
  expect(labels(DAY)).toEqual(['1 Jan', '06:00', '12:00', '18:00', '2 Jan']);
  expect(labels(300 * DAY)).toEqual(['2026', 'Mar', 'May', 'Jul', 'Sept']);
});
