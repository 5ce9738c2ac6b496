import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type Candidate,
  type Captured,
  type CsvEntry,
  CsvMatcher,
  listCsv,
  type OwnColumn,
  readListCsv,
  type Target,
} from '../../shared/watchlists/index.ts';
import { ok, refusal } from '../workspace/open-workspace.ts';

const COLUMNS: readonly OwnColumn[] = [
  { column: 'c1', name: 'Thesis', type: 'text', currency: null },
  { column: 'c2', name: 'Cost', type: 'money', currency: 'USD' },
  { column: 'c3', name: '=Share', type: 'percent', currency: null },
];
const HOSTILE = fc.oneof(
  fc.constantFrom(
    '=1+1',
    "'=1",
    "''@x",
    '+49 170',
    '-5',
    '\t=x',
    'a,b',
    'say "hi"',
    'two\nlines',
    '\r\nback',
    "'",
    '-5.0',
    '@SUM(A1)',
    ' padded ',
    'ß €',
  ),
  fc.string({ unit: 'grapheme', maxLength: 30 }),
);
const TARGETS: readonly Target[] = [
  { metric: 'market.pool-rate', direction: 'at-least', value: '0.05', currency: null },
  { metric: 'market.pool-tvl', direction: 'at-most', value: '-1000000', currency: 'USD' },
];
const CAPTURED: readonly Captured[] = [
  {
    metric: 'market.pool-rate',
    at: '2026-02-01T00:00:00.000Z',
    reading: { text: '0.05', asOf: '2026-01-31', basis: { kind: 'APY', standing: 'quoted', net: 'gross', real: false } },
    trail: [
      { figure: 'rate', formula: 'quoted', inputs: [{ name: 'rate', value: '=5, "five"', origin: { kind: 'given' } }], value: '0.05' },
    ],
  },
  { metric: 'market.pool-tvl', at: '2026-02-01T00:00:00.000Z', reading: { unknown: 'Nobody says.', reason: 'missing' }, trail: [] },
];
const text = HOSTILE.filter((each) => !/[\p{Cc}]/u.test(each.replaceAll(/[\t\r\n]/g, '')));
const entry: fc.Arbitrary<CsvEntry> = fc.record({
  about: fc.record({
    kind: fc.constantFrom('pool' as const, 'asset' as const, 'venue' as const),
    id: fc.stringMatching(/^[A-Za-z0-9/=+@_-]{1,20}$/),
  }),
  title: text,
  tags: fc.uniqueArray(
    text.map((each) => each.replaceAll(/[;\p{Cc}]/gu, '').trim()).filter((each) => each !== '' && each.length <= 60),
    { maxLength: 4 },
  ),
  note: text,
  reviewBy: fc.constantFrom(null, '2026-03-01'),
  targets: fc.subarray([...TARGETS]),
  values: fc.record({ c1: text.filter((each) => each !== ''), c2: fc.constantFrom('-12.5', '0', '1000000') }, { requiredKeys: [] }),
  addedAt: fc.constantFrom(null, '2026-02-01T00:00:00.000Z', '2025-12-31T23:59:59.999Z'),
  captured: fc.oneof(fc.constant(null), fc.subarray([...CAPTURED])),
});

describe('own files', () => {
  test('read back what a person said, formulas, quotes and line breaks and all', () => {
    fc.assert(
      fc.property(fc.array(entry, { minLength: 1, maxLength: 6 }), (entries) => {
        const file = listCsv(COLUMNS, entries, [{ name: 'Rate', texts: entries.map(() => '0.04') }]);
        const read = ok(readListCsv(file, COLUMNS, () => 'new'));
        expect(read.faults).toEqual([]);
        expect(read.rows.map(({ said }) => said)).toEqual(entries.map(({ about: _about, title: _title, ...said }) => said));
        expect(read.rows.map(({ names }) => names[0])).toEqual(entries.map(({ about }) => about.id));
        expect(read.rows.map(({ kind }) => kind)).toEqual(entries.map(({ about }) => about.kind));
        expect(read.columns).toEqual(COLUMNS);
        expect(read.ignored.map(({ column }) => column)).toEqual(['Metric: Rate']);
      }),
      { numRuns: 300 },
    );
  });

  test('no cell begins as a formula does', () => {
    fc.assert(
      fc.property(fc.array(entry, { minLength: 1, maxLength: 4 }), (entries) => {
        for (const cell of cellsOf(listCsv(COLUMNS, entries, []))) {
          if (/^[+-]?\d+(\.\d+)?$/.test(cell)) continue;
          expect(cell).not.toMatch(/^[=+\-@\t\r]/);
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe('files from before what was known at adding went into them', () => {
  test('are read as ever, and a cell that is not ours is told', () => {
    const old = ok(readListCsv('Kind,Id,Name,Tags,Note,Review by,Targets\r\nasset,ETH,Ether,core,,2026-03-01,\r\n', [], () => 'new'));
    expect(old.rows.map(({ said }) => [said.tags, said.addedAt, said.captured])).toEqual([[['core'], null, null]]);
    const header = 'Kind,Id,Added,When added\r\n';
    const wrong = ok(
      readListCsv(
        `${header}asset,ETH,yesterday,\r\nasset,BTC,,[1]\r\nasset,SOL,,{\r\nasset,ADA,2026-02-01T00:00:00Z,[]\r\n`,
        [],
        () => 'new',
      ),
    );
    expect(wrong.faults.map(({ row, field }) => [row, field])).toEqual([
      [1, 'Added'],
      [2, 'When added'],
      [3, 'When added'],
    ]);
    expect(wrong.faults[0]!.message).toContain('“yesterday” is no instant. Write it as 2026-03-01T12:00:00Z.');
    expect(wrong.rows.map(({ said }) => [said.addedAt, said.captured])).toEqual([['2026-02-01T00:00:00Z', []]]);
  });
});

describe('files of others', () => {
  test('need one column that names what is watched, and tell which they read over', () => {
    const read = ok(readListCsv('symbol;amount;Note\nETH;12;first\nBTC;3;\n', [], () => 'new'));
    expect(read.rows.map(({ names, said }) => [names, said.note])).toEqual([
      [['ETH'], 'first'],
      [['BTC'], ''],
    ]);
    expect(read.ignored.map(({ column }) => column)).toEqual(['amount']);
    expect(refusal(readListCsv('amount,price\n1,2\n', [], () => 'new')).code).toBe('nothing-named');
    expect(refusal(readListCsv('', [], () => 'new')).code).toBe('empty-file');
  });

  test('tell row, line and field of what cannot be read, and leave such rows out whole', () => {
    const file =
      'Kind,Id,Name,Tags,Note,Review by,Targets,Cost [money USD]\r\nasset,ETH,Ether,,"two\r\nlines",2026-02-30,,12\r\nasset,,,,,,,\r\nasset,BTC,,,,,rate > 5,many\r\nasset,SOL,,,,,,7\r\n';
    const read = ok(readListCsv(file, [], () => 'new'));
    expect(read.total).toBe(4);
    expect(read.rows.map(({ names }) => names)).toEqual([['SOL']]);
    expect(read.faults.map(({ row, line, field }) => [row, line, field])).toEqual([
      [1, 2, 'Review by'],
      [2, 4, 'Id'],
      [3, 5, 'Cost [money USD]'],
      [3, 5, 'Targets'],
    ]);
    expect(read.faults[0]!.message).toContain('“2026-02-30” is no day');
  });
});

describe('matching', () => {
  const pool = (id: string, symbol: string, project: string, chain: string): Candidate => ({
    about: { kind: 'pool', id },
    title: `${project} ${symbol}`,
    names: [symbol],
    hints: [project, chain],
  });
  const matcher = new CsvMatcher([
    { about: { kind: 'asset', id: 'USDC' }, title: 'USDC, USD Coin', names: [], hints: [] },
    { about: { kind: 'network', id: 'Ethereum' }, title: 'Ethereum (ETH)', names: [], hints: [] },
    pool('p1', 'USDC', 'aave-v3', 'Ethereum'),
    pool('p2', 'USDC', 'aave-v3', 'Base'),
    pool('p3', 'USDC-WETH', 'uniswap-v3', 'Ethereum'),
  ]);
  const row = (names: string[], hints: string[] = [], kind: 'pool' | 'asset' | null = null) => ({ row: 1, line: 2, names, hints, kind });

  test('finds by id, by code whatever its capitals, and by a kind that is said or asked for', () => {
    expect(matcher.match(row(['USDC']), null)).toMatchObject({ is: 'matched', about: { kind: 'asset' } });
    expect(matcher.match(row(['usdc-weth']), null)).toMatchObject({ is: 'matched', about: { id: 'p3' } });
    expect(matcher.match(row(['usdc'], [], 'asset'), 'pool')).toMatchObject({ is: 'matched', about: { kind: 'asset' } });
  });

  test('tells several apart by what else the row says, and guesses nothing', () => {
    expect(matcher.match(row(['usdc']), null)).toMatchObject({ is: 'ambiguous', many: 3 });
    expect(matcher.match(row(['USDC'], ['Base']), 'pool')).toMatchObject({ is: 'matched', about: { id: 'p2' } });
    expect(matcher.match(row(['USDC'], ['aave-v3']), 'pool')).toMatchObject({ is: 'ambiguous', many: 2 });
    expect(matcher.match(row(['XYZ'], ['Ethereum']), null)).toMatchObject({ is: 'unknown' });
  });
});

/** The cells of a file by the plainest reader: quotes and commas, nothing else. */
function cellsOf(file: string): string[] {
  const cells: string[] = [];
  let [cell, isQuoted] = ['', false];
  for (let at = 0; at < file.length; at += 1) {
    const sign = file[at]!;
    if (isQuoted) {
      if (sign !== '"') cell += sign;
      else if (file[at + 1] === '"') [cell, at] = [`${cell}"`, at + 1];
      else isQuoted = false;
    } else if (sign === '"') isQuoted = true;
    else if (sign === ',' || sign === '\n') {
      cells.push(cell.endsWith('\r') && sign === '\n' ? cell.slice(0, -1) : cell);
      cell = '';
    } else cell += sign;
  }
  return cells;
}
