import { expect, test } from 'vitest';
import { HeldRows, resultColumns } from '../../renderer/screener/result-columns.ts';
import type { Selection } from '../../renderer/screener/selection.ts';

const head = (metric: string, unit: 'text' | 'fraction'): Selection['heads'][number] => ({
  metric,
  name: metric,
  word: metric,
  subject: 'pool',
  unit,
  basis: null,
  hasHistory: true,
  gone: false,
});
const style = { discreet: false, now: 0 };

test('a column never draws what another metric has in its place, whichever of columns and rows comes first', () => {
  const held = new HeldRows();
  const row = { id: 'p', title: 'USDC, aave-v3', cells: [{ text: 'Ethereum' }] };
  held.hold({ rowAt: () => row, heads: [head('chain', 'text')], marked: new Set(), style });
  const drawn = (heads: Selection['heads']) => resultColumns(held, heads, [], 'Pool', () => null)[1]?.draw({ index: 0 }).text;
  expect(drawn([head('chain', 'text')])).toBe('Ethereum');
  expect(drawn([head('rate', 'fraction')])).not.toContain('Ethereum');
  expect(drawn([head('rate', 'fraction'), head('chain', 'text')])).not.toContain('Ethereum');
});
