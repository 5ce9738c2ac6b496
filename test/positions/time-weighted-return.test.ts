import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, type Day, Decimal } from '../../shared/figures/index.ts';
import { annualisedReturn, modifiedDietz, timeWeightedReturn } from '../../shared/positions/index.ts';
import { decimal, like, reasonIn, valueIn } from '../figures/reading.ts';

const twr = (valuations: readonly [Day, string | number][], flows: readonly [Day, string | number][] = []) =>
  timeWeightedReturn(
    valuations.map(([date, value]) => ({ date, value: decimal(value) })),
    flows.map(([date, amount]) => ({ date, amount: decimal(amount) })),
  );

describe('the time-weighted return', () => {
  it('links +5 %, −3 % and +8 %', () => {
    const days: Day[] = ['2024-01-01', '2024-02-01', '2024-03-01', '2024-04-01'];
    const plain = twr([
      [days[0]!, 100],
      [days[1]!, 105],
      [days[2]!, '101.85'],
      [days[3]!, '109.998'],
    ]);
    expect(valueIn(plain).return.toFixed()).toBe('0.09998');
    // The same growth with 1000 put in after the first stretch and 500 taken out after the second.
    const moved = twr(
      [
        [days[0]!, 100],
        [days[1]!, 1105],
        [days[2]!, '571.85'],
        [days[3]!, '617.598'],
      ],
      [
        [days[1]!, 1000],
        [days[2]!, -500],
      ],
    );
    expect(valueIn(moved).return.toFixed()).toBe('0.09998');
  });

  it('does not see flows, whatever they are', () => {
    const stretch = fc.record({
      growth: fc.double({ min: -0.9, max: 3, noNaN: true }),
      flow: fc.double({ min: -0.5, max: 5, noNaN: true }),
      days: fc.integer({ min: 1, max: 90 }),
    });
    fc.assert(
      fc.property(fc.array(stretch, { minLength: 1, maxLength: 12 }), (stretches) => {
        let [value, date, growth] = [decimal(1000), '2020-01-01', decimal(1)];
        const valuations: { date: Day; value: Decimal }[] = [{ date, value }];
        const flows: { date: Day; amount: Decimal }[] = [];
        for (const { growth: rate, flow, days } of stretches) {
          date = addDays(date, days);
          const grown = value.times(new Decimal(rate).plus(1));
          const amount = grown.times(flow);
          value = grown.plus(amount);
          growth = growth.times(new Decimal(rate).plus(1));
          valuations.push({ date, value });
          flows.push({ date, amount: amount.dividedBy(2) }, { date, amount: amount.dividedBy(2) });
        }
        const result = valueIn(timeWeightedReturn(valuations.reverse(), flows.reverse())).return;
        expect(result.plus(1).dividedBy(growth).minus(1).abs().toNumber()).toBeLessThan(1e-45);
      }),
    );
  });

  it('counts the flow of the first day as part of its value', () => {
    expect(
      valueIn(
        twr(
          [
            ['2024-01-01', 100],
            ['2024-12-31', 110],
          ],
          [['2024-01-01', 100]],
        ),
      ).return.toFixed(),
    ).toBe('0.1');
  });

  it('passes over a time without money', () => {
    const result = twr(
      [
        ['2024-01-01', 100],
        ['2024-02-01', 0],
        ['2024-06-01', 50],
        ['2024-07-01', 60],
      ],
      [
        ['2024-02-01', -110],
        ['2024-06-01', 50],
      ],
    );
    expect(valueIn(result).return.toFixed()).toBe('0.32');
  });

  it('of a total loss is −100 %', () => {
    expect(
      valueIn(
        twr([
          ['2023-01-01', 100],
          ['2024-01-01', 0],
        ]),
      ).return.toFixed(),
    ).toBe('-1');
    expect(
      valueIn(
        twr([
          ['2023-01-01', 100],
          ['2024-01-01', 0],
        ]),
      ).annualised?.toFixed(),
    ).toBe('-1');
  });

  it('is annualised from 365 days only', () => {
    expect(
      valueIn(
        twr([
          ['2023-01-01', 100],
          ['2023-12-31', 110],
        ]),
      ).annualised,
    ).toBeUndefined();
    expect(
      valueIn(
        twr([
          ['2023-01-01', 100],
          ['2024-01-01', 110],
        ]),
      ).annualised?.toFixed(),
    ).toBe('0.1');
    expect(valueIn(annualisedReturn(decimal('0.21'), 730)).toFixed()).toBe('0.1');
    expect(like('0.108948673312407509', valueIn(annualisedReturn(decimal('0.12'), 400)))).toBe('0.108948673312407509');
    expect(like('0.09825390254164034717', valueIn(annualisedReturn(decimal('0.098535938930463688743'), 366)))).toBe(
      '0.09825390254164034717',
    );
    expect(reasonIn(annualisedReturn(decimal('0.12'), 364))).toBe('less-than-a-year');
    expect(reasonIn(annualisedReturn(decimal('-1.1'), 400))).toBe('loss-above-everything');
  });

  it.each<[string, readonly [Day, number][], readonly [Day, number][]]>([
    ['too-few-valuations', [], []],
    ['too-few-valuations', [['2024-01-01', 100]], []],
    [
      'duplicate-valuation',
      [
        ['2024-01-01', 100],
        ['2024-01-01', 101],
        ['2024-02-01', 101],
      ],
      [],
    ],
    [
      'not-a-day',
      [
        ['2024-02-30', 100],
        ['2024-03-01', 101],
      ],
      [],
    ],
    [
      'not-a-day',
      [
        ['2024-02-01', 100],
        ['2024-03-01', 101],
      ],
      [['2024-02-30', 1]],
    ],
    [
      'flow-outside-period',
      [
        ['2024-01-02', 100],
        ['2024-02-01', 101],
      ],
      [['2024-01-01', 5]],
    ],
    [
      'flow-outside-period',
      [
        ['2024-01-02', 100],
        ['2024-02-01', 101],
      ],
      [['2024-02-02', 5]],
    ],
    [
      'missing-valuation',
      [
        ['2024-01-01', 100],
        ['2024-02-01', 101],
      ],
      [['2024-01-15', 5]],
    ],
    [
      'negative-value',
      [
        ['2024-01-01', 100],
        ['2024-02-01', -1],
      ],
      [],
    ],
    [
      'negative-value',
      [
        ['2024-01-01', 100],
        ['2024-02-01', 101],
      ],
      [['2024-02-01', 102]],
    ],
    [
      'no-capital',
      [
        ['2024-01-01', 0],
        ['2024-02-01', 101],
      ],
      [],
    ],
  ])('is unavailable, %s', (reason, valuations, flows) => {
    expect(reasonIn(twr(valuations, flows))).toBe(reason);
  });
});

describe('Modified Dietz', () => {
  const [B, E] = [decimal(100_000), decimal(118_000)];
  const flows = [
    { day: 10, amount: decimal(20_000) },
    { day: 20, amount: decimal(-5000) },
  ];

  it('weighs flows by the time they worked', () => {
    const figure = modifiedDietz(B, E, 30, flows);
    expect(like('0.0268656716417910448', valueIn(figure).return)).toBe('0.0268656716417910448');
    const weighted = 'trail' in figure ? figure.trail[0]!.inputs.find(({ name }) => name === 'Σ wᵢ Fᵢ')!.value : '';
    expect(like('111666.666666666667', B.plus(weighted))).toBe('111666.666666666667');
  });

  it('without flows, and with flows at either end, is the plain return', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1e6 }),
        fc.integer({ min: 0, max: 1e6 }),
        fc.integer({ min: 0, max: 1e6 }),
        (begin, end, flow) => {
          const plain = valueIn(modifiedDietz(decimal(begin), decimal(end), 30, [])).return;
          expect(plain).toEqual(decimal(end - begin).dividedBy(begin));
          const atEnd = valueIn(modifiedDietz(decimal(begin), decimal(end + flow), 30, [{ day: 30, amount: decimal(flow) }])).return;
          expect(atEnd).toEqual(plain);
          const atStart = valueIn(modifiedDietz(decimal(begin), decimal(end + flow), 30, [{ day: 0, amount: decimal(flow) }])).return;
          expect(atStart).toEqual(decimal(end - begin).dividedBy(begin + flow));
        },
      ),
    );
  });

  it('is near the time-weighted return where flows are small', () => {
    const linked = twr(
      [
        ['2024-01-01', 1000],
        ['2024-01-16', 1020],
        ['2024-01-31', 1030],
      ],
      [['2024-01-16', 10]],
    );
    const estimated = modifiedDietz(decimal(1000), decimal(1030), 30, [{ day: 15, amount: decimal(10) }]);
    expect(valueIn(estimated).return.minus(valueIn(linked).return).abs().toNumber()).toBeLessThan(1e-4);
  });

  it.each([
    ['no-period', 0, []],
    ['flow-outside-period', 30, [{ day: 31, amount: decimal(1) }]],
    ['flow-outside-period', 30, [{ day: -1, amount: decimal(1) }]],
    ['no-capital', 30, [{ day: 0, amount: decimal(-100_000) }]],
    ['no-capital', 30, [{ day: 0, amount: decimal(-200_000) }]],
  ] as const)('is unavailable, %s', (reason, days, flows) => {
    expect(reasonIn(modifiedDietz(B, E, days, flows))).toBe(reason);
  });
});
