import fc from 'fast-check';
import { expect, test } from 'vitest';
import { csvText, undefused } from '../../shared/tables/index.ts';

test.each([
  ['=HYPERLINK("x")', '"\'=HYPERLINK(""x"")"'],
  ['@sum', "'@sum"],
  ['+49 170', "'+49 170"],
  ['-cmd', "'-cmd"],
  ['\t=x', "'\t=x"],
  ['\r=x', '"\'\r=x"'],
  ["'=x", "''=x"],
  ['-99.45', '-99.45'],
  ['+412.60', '+412.60'],
  ['-1.5e-7', '-1.5e-7'],
  ['a, "b"', '"a, ""b"""'],
  [' padded', '" padded"'],
  ["it's", "it's"],
])('%j stands in a file as %j', (cell, written) => {
  expect(csvText([[cell]])).toBe(`${written}\r\n`);
});

test('no cell but a number begins as a formula does, and each reads back as it was', () => {
  const cell = fc.oneof(
    fc.tuple(fc.stringMatching(/^['=+\-@\t\r]{1,3}$/), fc.string({ maxLength: 5 })).map(([sign, text]) => sign + text),
    fc.string({ maxLength: 8 }),
    fc.float({ noNaN: true, noDefaultInfinity: true }).map(String),
  );
  fc.assert(
    fc.property(cell, (text) => {
      const written = csvText([[text]]).slice(0, -2);
      const plain = written.startsWith('"') ? written.slice(1, -1).replaceAll('""', '"') : written;
      const isNumber = plain.trim() !== '' && !Number.isNaN(Number(plain));
      expect(isNumber ? plain === text : !/^[=+\-@\t\r]/.test(plain)).toBe(true);
      expect(undefused(plain)).toBe(text);
    }),
    { numRuns: 2_000 },
  );
});
