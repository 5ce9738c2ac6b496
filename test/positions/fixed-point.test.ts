import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Decimal, decimalText } from '../../shared/figures/index.ts';
import { moneyDecimal, priceFrom, proRata, quantityDecimal, quantityFrom, quantityOf } from '../../shared/positions/index.ts';

describe('quantities', () => {
  test.each([
    ['0', '0'],
    ['1', '1'],
    ['007.50', '7.5'],
    ['0.000000000000000001', '0.000000000000000001'],
    ['123456789012345678901.123456789012345678901234', '123456789012345678901.123456789012345678901234'],
    ['-2.5', '-2.5'],
    ['+2.5', '2.5'],
    ['3.605E-05', '0.00003605'],
    ['.5', '0.5'],
    ['5.', '5'],
    ['1.0000000000000000000000000000', '1'],
  ])('%s is %s', (text, shown) => {
    const quantity = quantityOf(text);
    expect(quantity === null ? null : decimalText(quantityDecimal(quantity))).toBe(shown);
  });

  test.each([
    '',
    '.',
    '-',
    '1,5',
    '1.2.3',
    'NaN',
    'Infinity',
    '0x10',
    '1 2',
    '1e999',
    '9'.repeat(38),
    '1'.repeat(1_000_000),
    '0.0000000000000000000000001',
  ])('%j is none', (text) => {
    expect(quantityOf(text)).toBeNull();
  });

  test('say what a decimal library says, whatever the digits', () => {
    const digits = fc.tuple(fc.bigInt({ min: 0n, max: 10n ** 30n }), fc.integer({ min: 0, max: 24 }));
    fc.assert(
      fc.property(digits, ([units, places]) => {
        const value = new Decimal(units.toString()).times(new Decimal(10).pow(-places));
        expect(quantityDecimal(quantityOf(decimalText(value)) ?? -1n).equals(value)).toBe(true);
      }),
    );
  });
});

test('a product of quantity and price is exact where both are', () => {
  const quantity = quantityOf('123456789.123456789012345678') ?? 0n;
  const price = priceFrom(new Decimal('0.00001234567890123456'));
  expect(moneyDecimal(quantity * price).equals(new Decimal('123456789.123456789012345678').times('0.00001234567890123456'))).toBe(true);
});

test('computed quantities are rounded down in size, shares toward zero', () => {
  expect(quantityFrom(new Decimal('1e-25'))).toBe(0n);
  expect(quantityFrom(new Decimal('-1.9e-24'))).toBe(-1n);
  expect(proRata(10n, 1n, 3n)).toBe(3n);
  expect(proRata(-10n, 1n, 3n)).toBe(-3n);
});
