import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Decimal } from '../../shared/figures/index.ts';
import {
  exactText,
  moneyText,
  numberText,
  percentText,
  priceText,
  quantityText,
  signOf,
  weightText,
} from '../../renderer/figures/number-text.ts';

const locale = 'en';
const decimals = fc
  .tuple(fc.bigInt({ min: -(10n ** 40n), max: 10n ** 40n }), fc.integer({ min: 0, max: 24 }))
  .map(([digits, places]) => new Decimal(digits.toString()).div(new Decimal(10).pow(places)).toFixed());

describe('amounts', () => {
  test('have two digits, groups and a true minus', () => {
    expect(moneyText('10813.87', { locale })).toBe('10,813.87');
    expect(moneyText('-99.45', { locale, sign: true })).toBe('−99.45');
    expect(moneyText('412.6', { locale, sign: true })).toBe('+412.60');
    expect(moneyText('0', { locale, sign: true })).toBe('0.00');
  });

  test('of less than one unit keep enough digits to be seen', () => {
    expect(moneyText('0.05', { locale })).toBe('0.050');
    expect(moneyText('0.0000123', { locale })).toBe('0.000012');
    expect(moneyText('-0.004', { locale })).toBe('−0.0040');
  });

  test('of coins have about eight digits that matter and no empty ones', () => {
    expect(quantityText('1.232227879749', { locale })).toBe('1.232228');
    expect(quantityText('7630.36628266407245', { locale })).toBe('7,630.366');
    expect(quantityText('120', { locale })).toBe('120');
    expect(quantityText('0.000000000000000001', { locale })).toBe('0.000000000000000001');
  });

  test('per unit have more digits the smaller they are', () => {
    expect(priceText('2200', { locale })).toBe('2,200.00');
    expect(priceText('0.00001234567', { locale })).toBe('0.000012346');
    expect(priceText('7.5', { locale })).toBe('7.50');
  });

  test('follow the language', () => {
    expect(moneyText('1234567.5', { locale: 'de' })).toBe('1.234.567,50');
    expect(moneyText('1234567.5', { locale: 'en-IN' })).toBe('12,34,567.50');
  });
});

describe('percentages', () => {
  test('are fractions times a hundred, with a narrow space', () => {
    expect(percentText('0.0512', { locale, sign: true })).toBe('+5.12\u202f%');
    expect(percentText('-0.1142', { locale, sign: true })).toBe('−11.42\u202f%');
    expect(percentText('19252.8327075850513', { locale })).toBe('1,925,283.27\u202f%');
    expect(percentText('0.0000012', { locale })).toBe('0.00012\u202f%');
  });

  test('stand for amounts in discreet mode', () => {
    expect(weightText('25', '200', locale)).toBe('12.5\u202f%');
    expect(weightText('25', '0', locale)).toBe('—');
  });
});

test('all digits of any decimal are printed, none through a float', () => {
  fc.assert(
    fc.property(decimals, (text) => {
      const printed = exactText(text, locale).replaceAll(',', '').replace('−', '-');
      expect(new Decimal(printed).eq(new Decimal(text))).toBe(true);
    }),
  );
});

test('rounded text is within half a unit of its last digit', () => {
  fc.assert(
    fc.property(decimals, fc.integer({ min: 0, max: 12 }), (text, most) => {
      const printed = new Decimal(numberText(text, { most, locale }).replaceAll(',', '').replace('−', '-'));
      expect(printed.minus(text).abs().times(2).lte(new Decimal(10).pow(-most))).toBe(true);
    }),
  );
});

test('the sign that is printed is the sign it has, and zero has none', () => {
  fc.assert(
    fc.property(decimals, (text) => {
      const printed = numberText(text, { most: 60, sign: true, locale });
      expect({ '+': 1, '−': -1 }[printed[0] ?? ''] ?? 0).toBe(signOf(text));
    }),
  );
});

test('what is no number is refused instead of printed as NaN', () => {
  for (const text of ['', 'NaN', 'Infinity', '1,000', '12 EUR']) expect(() => numberText(text, { most: 2 })).toThrow(RangeError);
});
