import { describe, expect, it } from 'vitest';
import { calculators } from '../../electron/cli/calculators.ts';
import { isKnown } from '../../shared/figures/index.ts';

const rehearsal = calculators.find(({ name }) => name === 'alert-rehearsal')!;

interface Answer {
  readonly firings: readonly { readonly at: string; readonly value: string | null; readonly cleared?: string }[];
  readonly summary?: Readonly<Record<string, unknown>>;
}

/** As the terminal runs it: by the schemas on both sides. */
function run(input: unknown): Answer {
  const figure = rehearsal.run(rehearsal.input.parse(input));
  if (!isKnown(figure)) throw new Error(figure.unavailable.message);
  return rehearsal.ok.parse(figure.ok) as Answer;
}

function refusal(input: unknown): readonly { readonly path: string; readonly message: string }[] {
  const parsed = rehearsal.input.safeParse(input);
  return (parsed.error?.issues ?? []).map(({ path, message }) => ({ path: path.join('.'), message }));
}

const DEPEG = ['1', '0.97', '0.970', '0.96', '0.985', '0.995'].map((value, hour) => ({ at: `2024-01-01T0${hour}:00:00Z`, value }));

describe('alert-rehearsal', () => {
  it('answers firings with the instants as they were given and the value in plain digits', () => {
    expect(run({ rule: 'value < 0.98 for 2h clear > 0.99', series: DEPEG })).toEqual({
      firings: [{ at: '2024-01-01T03:00:00Z', value: '0.96', cleared: '2024-01-01T05:00:00Z' }],
    });
    expect(run({ rule: 'value < 0.98', series: DEPEG.slice(0, 3) })).toEqual({ firings: [{ at: '2024-01-01T01:00:00Z', value: '0.97' }] });
  });

  it('takes days, each at its end', () => {
    const series = [100, 98, 95, 90, 85, 80, 75, 69, 70].map((value, day) => ({ at: `2024-03-0${day + 1}`, value: String(value) }));
    expect(run({ rule: 'change(value, 7d) < -30%', series })).toEqual({
      firings: [{ at: '2024-03-08', value: '69', cleared: '2024-03-09' }],
    });
    expect(run({ rule: 'missing(value, 12h)', series: series.slice(0, 2) })).toEqual({
      firings: [{ at: '2024-03-02T12:00:00.000Z', value: '100', cleared: '2024-03-02' }],
    });
  });

  it('says what it means, what stayed unknown and what was put right', () => {
    const series = [...DEPEG, { at: '2024-01-01T01:30:00Z', value: null }, { at: '2024-01-01T05:00:00Z', value: '0.5' }];
    expect(run({ rule: 'value < 0.98 clear > 0.99', series, summary: true }).summary).toMatchObject({
      rule: 'value < 0.98 clear > 0.99',
      says: 'warn when value falls below 0.98, clear above 0.99.',
      evaluated: 7,
      unknown: 1,
      late: 1,
      duplicates: 1,
      byMonth: { '2024-01': 1 },
      longestHours: '4',
    });
    expect(run({ rule: 'value < 1', series: [], summary: true })).toMatchObject({
      firings: [],
      summary: { longestHours: null, notes: ['The series has no observation, so that nothing could fire.'] },
    });
  });

  it('does not mind the order in which a series comes', () => {
    const rule = 'value < 0.98 for 2h clear > 0.99';
    expect(run({ rule, series: DEPEG.toReversed() })).toEqual(run({ rule, series: DEPEG }));
    expect(run({ rule, series: [...DEPEG, ...DEPEG] })).toEqual(run({ rule, series: DEPEG }));
  });

  it('points at what is wrong in the input', () => {
    expect(refusal({ rule: 'value < 0.98 fro 2h', series: [] })).toEqual([
      { path: 'rule', message: '“fro” stands at character 14, but “for” seems to be meant.' },
    ]);
    expect(refusal({ rule: 'value > 5', series: [], unit: 'fraction' })[0]?.message).toContain('Write 5%');
    expect(refusal({ rule: '', series: [] })[0]?.path).toBe('rule');
    expect(refusal({ rule: 'value < 1', series: [{ at: '2024-01-01T00:00:00Z', value: 'NaN' }] })[0]?.path).toBe('series.0.value');
    expect(refusal({ rule: 'value < 1', series: [{ at: '2024-02-30', value: '1' }] })[0]?.path).toBe('series.0.at');
    expect(refusal({ rule: 'value < 1', series: [{ at: '2024-01-01', value: 1 }] })[0]?.path).toBe('series.0.value');
  });

  it('is unavailable where one series cannot answer', () => {
    expect(rehearsal.run(rehearsal.input.parse({ rule: 'rank(value) > 3', series: DEPEG }))).toMatchObject({
      unavailable: { reason: 'needs-subjects' },
    });
  });

  it('survives numbers at the ends of what can be written', () => {
    const series = ['1e9999', '-1e9999', '1e-9999', '0', '1e9999'].map((value, hour) => ({ at: `2024-01-01T0${hour}:00:00Z`, value }));
    expect(run({ rule: 'value > 1e300', series }).firings).toHaveLength(2);
    expect(
      run({ rule: 'change(value, 1h) > 0% or mean(value, 2h) > 0 or zscore(value, 3h) > 1 or points(value, 1h) > 0', series }).firings
        .length,
    ).toBeLessThan(5);
  });
});
