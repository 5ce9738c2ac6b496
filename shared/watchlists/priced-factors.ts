import { anchors, CALM, FALL, fresh, type FactorTable, knownFor, MOVED } from './grade-factor.ts';
import type { HistoryMeasure } from './grade-measures.ts';

/** Of what has a price every day. `what` names it in sentences. */
export function pricedFactors(what: string): FactorTable {
  const history = (measure: HistoryMeasure) => ({ of: 'history', word: 'price', measure }) as const;
  return {
    trader: [
      {
        factor: 'momentum-7d',
        name: 'Momentum over 7 days',
        says: `Growth of ${what} over 7 days.`,
        weight: 0.2,
        from: history('change-7d'),
        unit: 'fraction',
        anchors: MOVED,
      },
      {
        factor: 'momentum-30d',
        name: 'Momentum over 30 days',
        says: `Growth of ${what} over 30 days.`,
        weight: 0.2,
        from: history('change-30d'),
        unit: 'fraction',
        anchors: MOVED,
      },
      {
        factor: 'volatility',
        name: 'Volatility',
        says: 'Standard deviation of daily logarithmic returns of 30 days, for a year (× √365).',
        weight: 0.2,
        from: history('volatility-30d'),
        unit: 'fraction a year',
        anchors: CALM,
      },
      {
        factor: 'drawdown',
        name: 'Drawdown of 30 days',
        says: 'The fall from the highest of 30 days.',
        weight: 0.2,
        from: history('drawdown-30d'),
        unit: 'fraction',
        anchors: FALL,
      },
      fresh('price', 0.2, 'traded'),
    ],
    investor: [
      {
        factor: 'growth',
        name: 'Growth of a year',
        says: `Growth of ${what} over 365 days, nominal.`,
        weight: 0.2,
        from: history('change-365d'),
        unit: 'fraction',
        anchors: anchors([-0.6, 0], [-0.2, 3], [0, 5], [0.5, 8], [1.5, 10]),
      },
      {
        factor: 'volatility',
        name: 'Volatility of a year',
        says: 'Standard deviation of daily logarithmic returns of 365 days, for a year (× √365).',
        weight: 0.2,
        from: history('volatility-365d'),
        unit: 'fraction a year',
        anchors: CALM,
      },
      {
        factor: 'worst-fall',
        name: 'Worst drawdown',
        says: 'The deepest fall from an earlier high that has been observed.',
        weight: 0.2,
        from: history('worst-fall'),
        unit: 'fraction',
        anchors: anchors([0, 10], [0.1, 9], [0.4, 6], [0.7, 3], [0.9, 1], [1, 0]),
      },
      {
        factor: 'peg',
        name: 'Peg',
        says: 'The farthest that the price was from what it promises to be worth, of a year. Counts for what is pegged alone.',
        weight: 0.2,
        from: { of: 'history', word: 'peg', measure: 'worst-off-par' },
        unit: 'fraction',
        anchors: anchors([0, 10], [0.005, 9], [0.02, 5], [0.05, 2], [0.15, 0]),
        unlessReason: ['not-applicable'],
      },
      knownFor('price', 0.1),
      fresh('price', 0.1, 'held'),
    ],
  };
}
