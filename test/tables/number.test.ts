import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { detectDecimalMark, isFormula, isMangledIdentifier, numberFault, readMoney, readNumber } from '../../shared/tables/index.ts';

describe('readNumber', () => {
  it.each([
    ['1000.0000', '1000'],
    ['-1499.9999', '-1499.9999'],
    ['0.0000000000', '0'],
    ['-0', '0'],
    ['-0.00', '0'],
    ['+0.00000001', '0.00000001'],
    ['.5', '0.5'],
    ['5.', '5'],
    ['00012.50', '12.5'],
    [' 42 ', '42'],
    ['−3.5', '-3.5'],
    ['3.605E-05', '0.00003605'],
    ['1.0e-08', '0.00000001'],
    ['2.103e-05', '0.00002103'],
    ['1E+3', '1000'],
    ['1,234.56', '1234.56'],
    ['1,234,567', '1234567'],
    ["1'234.5", '1234.5'],
    ['1\u202f234.5', '1234.5'],
    ['123456789012345678901.123456789012345678', '123456789012345678901.123456789012345678'],
  ])('reads %j as %s', (cell, number) => expect(readNumber(cell)).toBe(number));

  it.each([
    ['1.234,56', '1234.56'],
    ['1,5', '1.5'],
    ['28,03', '28.03'],
    ['-0,078433', '-0.078433'],
    ['1 234,5', '1234.5'],
    ['1,5E-3', '0.0015'],
  ])('reads %j with a decimal comma as %s', (cell, number) => expect(readNumber(cell, ',')).toBe(number));

  it.each([
    '',
    ' ',
    '-',
    '+',
    '.',
    '1,23',
    '1,2345',
    '12,34,567',
    '1.2.3',
    '1e999',
    '1e-999',
    'NaN',
    'Infinity',
    '0x10',
    '1 2',
    '--1',
    '1-',
    '9'.repeat(200),
  ])('refuses %j', (cell) => expect(readNumber(cell)).toBeNull());

  it('keeps every digit of any decimal, however it is written', () => {
    const digits = fc.string({ unit: fc.constantFrom(...'0123456789'.split('')), minLength: 1, maxLength: 25 });
    fc.assert(
      fc.property(fc.boolean(), digits, digits, (negative, whole, fraction) => {
        const plain = `${negative ? '-' : ''}${whole}.${fraction}`;
        const grouped = `${negative ? '-' : ''}${(whole.replace(/^0+(?=.)/, '') || '0').replace(/\B(?=(\d{3})+$)/g, ',')}.${fraction}`;
        const expected = `${whole.replace(/^0+(?=.)/, '')}.${fraction}`.replace(/\.?0+$/, '');
        const read = readNumber(plain);
        expect(read).toBe(expected === '' || expected === '0' ? '0' : `${negative ? '-' : ''}${expected}`);
        expect(readNumber(grouped)).toBe(read);
        expect(
          readNumber(
            grouped.replace(/[.,]/g, (mark) => (mark === '.' ? ',' : '.')),
            ',',
          ),
        ).toBe(read);
      }),
    );
  });

  it('says what is wrong and what would help', () => {
    expect(numberFault('')).toMatch(/empty/);
    expect(numberFault('=1+1')).toMatch(/spreadsheet formula/);
    expect(numberFault('1,5')).toMatch(/decimal comma/);
    expect(numberFault('abc')).toMatch(/“abc” is not a number/);
    expect(numberFault('x'.repeat(500)).length).toBeLessThan(150);
  });
});

describe('readMoney', () => {
  it.each([
    ['-€597.49846', '-597.49846', 'EUR'],
    ['€-597.49846', '-597.49846', 'EUR'],
    ['$166.15914566', '166.15914566', 'USD'],
    ['$125000.60224953', '125000.60224953', 'USD'],
    ['€3102.3217898325970226955', '3102.3217898325970226955', 'EUR'],
    ['0.5BTC', '0.5', 'BTC'],
    ['2.00000000 ETH', '2', 'ETH'],
    ['89,162.28 SEK', '89162.28', 'SEK'],
    ['€35,761.54', '35761.54', 'EUR'],
    ['+0.0081 ETH', '0.0081', 'ETH'],
    ['CHF 12.50', '12.5', 'CHF'],
    ['42', '42', null],
    ['0.00000050 1INCH', '0.0000005', '1INCH'],
  ])('reads %j', (cell, amount, unit) => {
    // A unit that begins with a digit cannot be told from the number; it is refused rather than guessed.
    const read = readMoney(cell);
    expect(read).toEqual(unit === '1INCH' ? null : { amount, unit });
  });

  it.each(['', '€', 'EUR', '-$-5', '$5 EUR', '5 6', '=5'])('refuses %j', (cell) => expect(readMoney(cell)).toBeNull());

  it('answers at once on hostile cells', () => {
    const started = performance.now();
    for (const cell of ['-'.repeat(5000), '1,'.repeat(5000), ' '.repeat(5000), '1'.repeat(5000), `${'A'.repeat(5000)}1`]) readMoney(cell);
    expect(performance.now() - started).toBeLessThan(500);
  });
});

describe('columns and cells that spreadsheets touched', () => {
  it('detects the decimal mark only from proof', () => {
    expect(detectDecimalMark(['1,234', '5,678'])).toBeNull();
    expect(detectDecimalMark(['1,234', '12,5'])).toBe(',');
    expect(detectDecimalMark(['1.234.567,8'])).toBe(',');
    expect(detectDecimalMark(['1,234.5', '7'])).toBe('.');
    expect(detectDecimalMark(['1,5', '1.5'])).toBeNull();
    expect(detectDecimalMark([])).toBeNull();
  });

  it('knows ids that lost their digits', () => {
    for (const cell of ['1,55444E+13', '1.55983E+14', '5,5595E+14']) expect(isMangledIdentifier(cell)).toBe(true);
    for (const cell of ['155444', 'LYOM2B-J6VD2-YRYBOA', '1E5', '0x1E+5']) expect(isMangledIdentifier(cell)).toBe(false);
  });

  it('knows formulas, and that signed amounts are none', () => {
    for (const cell of ['=1+1', '@SUM(A1)', '\tx', '=HYPERLINK("http://x")', '-cmd|calc', '+HYPERLINK(1)', '+1(2)'])
      expect(isFormula(cell)).toBe(true);
    for (const cell of ['-5', '+0.1', '-€5', '-0.0001 ETH', 'ETH', '1-2', '-']) expect(isFormula(cell)).toBe(false);
  });
});
