import { expect, test } from 'vitest';
import { explanationText } from '../../renderer/figures/explain.ts';
import { basisWords } from '../../renderer/figures/rate-badge.tsx';

test('an explanation copies as text with formula, inputs, sources and result', () => {
  const text = explanationText({
    panel: 'position',
    title: 'Divergence',
    shown: '−99.45',
    trail: [
      {
        figure: 'divergence',
        formula: 'held − deposited',
        source: 'Uniswap v3 whitepaper §6.2',
        inputs: [
          { name: 'deposited', value: '10440.72', unit: 'USD', origin: { kind: 'event', event: '418' } },
          { name: 'price', value: '2200', origin: { kind: 'row', dataset: 'prices-weth.json', row: 1204 } },
        ],
        value: '-99.45',
        unit: 'USD',
      },
    ],
  });
  expect(text.split('\n')).toEqual([
    'Divergence -99.45',
    '  held - deposited  [Uniswap v3 whitepaper §6.2]',
    '    deposited = 10440.72 USD (journal entry 418)',
    `    price = 2200 (row ${(1204).toLocaleString()} of prices-weth.json)`,
    '  divergence = -99.45 USD',
  ]);
});

test('a badge says what a percentage is', () => {
  expect(basisWords({ kind: 'APR', standing: 'quoted', net: 'gross', windowDays: 1 })).toBe('APR · quoted · gross · 24 h');
  expect(basisWords({ kind: 'APY', compounding: 'daily', standing: 'realised', net: 'net', windowDays: 91 })).toBe(
    'APY (daily) · realised · net · 91 d',
  );
  expect(basisWords({ kind: 'period', standing: 'realised', net: 'net', real: true, windowDays: 214 })).toBe(
    'realised · net · real · 214 d',
  );
});
