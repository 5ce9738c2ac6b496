import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Decimal, ZERO } from '../../shared/figures/index.ts';
import { COMPONENTS, decompose, heldAt, isMoney, moneyDecimal, type Subject } from '../../shared/positions/index.ts';
import { LAST_DAY, madePosition, madePrices } from './made-positions.ts';
import { measure } from './told.ts';

const VALUED: readonly Subject[] = [...COMPONENTS.filter((component) => component !== 'tax' && component !== 'inflation'), 'flows'];

test('the amounts of an explanation times their prices are the figure that it explains', () => {
  fc.assert(
    fc.property(madePosition, madePrices, fc.constantFrom(...VALUED), (position, book, subject) => {
      const result = decompose(position, { after: '2025-01-20', through: LAST_DAY }, measure(book), subject);
      const worth = subject === 'flows' ? result.netFlow : (result.components.get(subject) ?? 0n);
      const [step] = result.trail;
      let total = ZERO;
      const inputs = step?.inputs ?? [];
      for (let place = 0; place < inputs.length; place += 2) {
        const [amount, price] = [inputs[place], inputs[place + 1]];
        total = total.plus(new Decimal(amount?.value ?? 'NaN').times(price?.value ?? 'NaN'));
      }
      if (!isMoney(worth)) throw new Error(worth.message);
      expect(total.minus(moneyDecimal(worth)).abs().lessThan('1e-15')).toBe(true);
    }),
    { numRuns: 600 },
  );
});

test('every input names where it came from', () => {
  fc.assert(
    fc.property(madePosition, madePrices, (position, book) => {
      const result = decompose(position, { after: '2024-12-31', through: LAST_DAY }, measure(book), 'rewards');
      const kinds = (result.trail[0]?.inputs ?? []).map(({ name, origin }) =>
        name.startsWith('price of') ? origin.kind === 'row' : origin.kind === (name === 'growth of the rate' ? 'step' : 'event'),
      );
      expect(kinds).not.toContain(false);
    }),
  );
});

test('what is held, at its prices, is the value', () => {
  fc.assert(
    fc.property(madePosition, madePrices, (position, book) => {
      const by = measure(book);
      const { holdings, end } = decompose(position, { after: '2024-12-31', through: LAST_DAY }, by);
      const total = heldAt(holdings, LAST_DAY, by.prices).reduce(
        (sum, { quantity, price }) => sum + (isMoney(price) ? quantity * price : 0n),
        0n,
      );
      expect(total).toBe(end);
    }),
    { numRuns: 500 },
  );
});
