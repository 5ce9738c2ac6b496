import { describe, expect, it } from 'vitest';
import { type Figure, isKnown } from '../../shared/figures/index.ts';
import { consumerPriceDeflator, DailySeries, inflationDeflator, type Quote, supplyDeflator } from '../../shared/market/index.ts';

function series(days: Readonly<Record<string, string>>): DailySeries {
  return new DailySeries(
    Object.entries(days).map(([day, value], index) => ({
      day,
      value,
      at: `${day}T00:00:00.000Z`,
      origin: { kind: 'row', dataset: 'd', row: index + 1 },
      byHand: false,
      precedence: 0,
    })),
  );
}

function value(figure: Figure<Quote>): string {
  return isKnown(figure) ? figure.ok.value.toSignificantDigits(15).toString() : figure.unavailable.reason;
}

describe('consumer prices', () => {
  const cpi = consumerPriceDeflator('EUR', series({ '2024-01-01': '120', '2024-02-01': '123.1' }));

  it('lie on the line between two months, with both in the trail', () => {
    expect(value(cpi.index('2024-01-01'))).toBe('120');
    expect(value(cpi.index('2024-01-11'))).toBe('121');
    expect(cpi.index('2024-01-11')).toMatchObject({
      ok: { origin: { kind: 'step' } },
      trail: [
        {
          inputs: [
            { name: 'before', value: '120', asOf: '2024-01-01' },
            { name: 'after', value: '123.1', asOf: '2024-02-01' },
          ],
        },
      ],
    });
  });

  it('are held for 75 days after the last month, and then are not known', () => {
    expect(cpi.index('2024-04-16')).toMatchObject({ ok: { observed: '2024-02-01' } });
    expect(value(cpi.index('2024-04-17'))).toBe('stale-cpi');
    expect(value(cpi.index('2023-12-31'))).toBe('no-cpi');
    expect(value(consumerPriceDeflator('CHF', series({})).index('2024-01-01'))).toBe('no-cpi');
  });
});

describe('the supply of a network', () => {
  it('lies on the line between two counts', () => {
    const supply = supplyDeflator('DOT', series({ '2024-01-01': '1000', '2024-01-11': '1100' }));
    expect(value(supply.index('2024-01-06'))).toBe('1050');
    expect(value(supply.index('2024-02-25'))).toBe('1100');
    expect(value(supply.index('2024-02-26'))).toBe('stale-supply');
  });

  it('grows by annual rates, each from its day on', () => {
    const inflation = inflationDeflator('ATOM', series({ '2023-01-01': '0.1', '2024-01-01': '-0.05' }));
    expect(value(inflation.index('2023-01-01'))).toBe('1');
    expect(value(inflation.index('2024-01-01'))).toBe('1.1');
    expect(value(inflation.index('2024-12-31'))).toBe('1.045');
    expect(value(inflation.index('2025-02-05'))).toBe('stale-supply');
    expect(value(inflation.index('2022-12-31'))).toBe('no-supply');
  });
});
