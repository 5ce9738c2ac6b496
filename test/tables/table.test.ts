import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isRefused, type Outcome } from '../../shared/figures/index.ts';
import { decodeText, readTable, type Table, type TableOptions } from '../../shared/tables/index.ts';

const bytes = (text: string) => new TextEncoder().encode(text);

function read(text: string | Uint8Array, options?: TableOptions): Table {
  const outcome = readTable(typeof text === 'string' ? bytes(text) : text, options);
  if (isRefused(outcome)) throw new Error(outcome.error.message);
  return outcome.ok;
}

function message(outcome: Outcome<unknown>): string {
  if (!isRefused(outcome)) throw new Error('was not refused');
  return outcome.error.message;
}

describe('text', () => {
  it('removes a byte-order mark and reads UTF-8', () => {
    const table = read('\ufeffa,b\n1,€\n');
    expect(table.header).toEqual(['a', 'b']);
    expect(table.rows).toEqual([['1', '€']]);
    expect(table.encoding).toBe('utf-8');
  });

  it('reads what is no UTF-8 as windows-1252, where byte 0x80 is the euro sign', () => {
    const table = read(Uint8Array.from([...bytes('a,b\n1,'), 0x80, ...bytes('4.85\n')]));
    expect(table.rows).toEqual([['1', '€4.85']]);
    expect(table.encoding).toBe('windows-1252');
  });

  it('reads UTF-16 by its mark', () => {
    const text = '\ufeffa\tb\n1\t2\n';
    const utf16 = new Uint8Array(new Uint16Array(Array.from(text, (c) => c.charCodeAt(0))).buffer);
    expect(read(utf16).rows).toEqual([['1', '2']]);
  });

  it('keeps UTF-8 where the file was cut inside a character', () => {
    const whole = bytes('a,b\n1,ü\n2,ü');
    const decoded = decodeText(whole.subarray(0, whole.length - 1));
    expect(decoded).toMatchObject({ ok: { encoding: 'utf-8', cutOff: true } });
    expect(read(whole.subarray(0, whole.length - 1)).rows[0]).toEqual(['1', 'ü']);
  });

  it.each([
    [Uint8Array.from([0x50, 0x4b, 3, 4, 0]), /zip archive/],
    [bytes('%PDF-1.7'), /PDF/],
    [bytes('SQLite format 3'), /SQLite/],
    [bytes('a,b\n1,\u0000\n'), /line 2/],
    [Uint8Array.from([0x61, 0x81, 0x0a]), /no text has/],
    [bytes(''), /empty/],
    [bytes(' \n\n'), /empty/],
  ])('refuses %# with a sentence', (file, sentence) => expect(message(readTable(file))).toMatch(sentence));
});

describe('header and delimiter', () => {
  it('finds the header below a preamble', () => {
    const table = read(
      '"Some advice, with a comma."\n\nTransactions\nUser,xx,yy\n\nTime,Type,Asset,Amount\n2020,Buy,BTC,1\n2021,Sell,BTC,2\n',
    );
    expect(table.header).toEqual(['Time', 'Type', 'Asset', 'Amount']);
    expect(table.rows).toHaveLength(2);
    expect(table.preamble).toEqual(['"Some advice, with a comma."', 'Transactions', 'User,xx,yy']);
    expect([...table.lines]).toEqual([7, 8]);
  });

  it('finds it by name where shape would not tell', () => {
    const isHeader = (cells: readonly string[]) => cells.includes('Amount');
    const table = read('a,b,c,d\n1,2,3,4\n1,2,3,4\nWhen,Amount\n1,2\n', { isHeader });
    expect(table.header).toEqual(['When', 'Amount']);
    expect(table.rows).toEqual([['1', '2']]);
  });

  it.each([
    [';', 'a;b;c\n1,5;2;x,y\n'],
    ['\t', 'a\tb\tc\n1,5\t2\tx,y\n'],
    [',', 'a,b,c\n1;5,2,x;y\n'],
    ['|', 'a|b|c\n1,5|2|x\n'],
  ])('tells the delimiter %j', (delimiter, text) => {
    expect(read(text).delimiter).toBe(delimiter);
    expect(read(text).header).toEqual(['a', 'b', 'c']);
  });

  it('keeps columns of one name apart by their place', () => {
    const table = read('"Buy","Cur.","Sell","Cur.","Fee","Cur."\n"1","BTC","2","EUR","3","USD"\n');
    expect(table.header).toEqual(['Buy', 'Cur.', 'Sell', 'Cur.', 'Fee', 'Cur.']);
    expect(table.rows[0]).toEqual(['1', 'BTC', '2', 'EUR', '3', 'USD']);
  });
});

describe('rows', () => {
  it('reads quotes as RFC 4180 writes them, across lines and line ends', () => {
    for (const newline of ['\n', '\r\n']) {
      const table = read(['a,b', '"x, ""y""",2', `"two${newline}lines",3`, ',', '4,5'].join(newline));
      expect(table.rows).toEqual([
        ['x, "y"', '2'],
        [`two${newline}lines`, '3'],
        ['', ''],
        ['4', '5'],
      ]);
      expect([...table.lines]).toEqual([2, 3, 5, 6]);
      expect(table.openEnd).toBe(true);
    }
    expect(read('a,b\r1,2\r3,4\r').rows).toEqual([
      ['1', '2'],
      ['3', '4'],
    ]);
  });

  it('costs one row where a quote is broken, and says which', () => {
    const table = read('"a","b","c"\n"1",""2x,"3"\n"4","5","6"\n"7","8,"9"\n"10","11","12"\n');
    expect(table.rows).toHaveLength(4);
    expect(table.faults.get(1)).toMatch(/quotation marks around cell 2/);
    expect(table.faults.get(3)).toBeDefined();
    expect(table.rows[1]).toEqual(['4', '5', '6']);
    expect(table.rows[3]).toEqual(['10', '11', '12']);
  });

  it('does not swallow the file where a quote never closes', () => {
    const table = read('a,b\n1,2\n"3,4\n5,6\n');
    expect(table.rows).toHaveLength(3);
    expect(table.faults.get(2)).toMatch(/never closes/);
    expect(table.rows[2]).toEqual(['5', '6']);
  });

  it('never fills a short row from the next line', () => {
    expect(read('a,b,c\n1,2\n3,4,5\n').rows).toEqual([
      ['1', '2'],
      ['3', '4', '5'],
    ]);
    expect(read('a,b,c\n1,2,3\n4,5').rows).toEqual([
      ['1', '2', '3'],
      ['4', '5'],
    ]);
  });

  it('gives back what any table was written with', () => {
    const cell = fc.string({ unit: fc.constantFrom(...'ab1,;"\n \t€'.split('')), maxLength: 8 });
    const rows = fc.array(fc.array(cell, { minLength: 3, maxLength: 3 }), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(rows, fc.constantFrom('\n', '\r\n'), (written, newline) => {
        const quote = (text: string) => `"${text.replaceAll('"', '""')}"`;
        const text = ['one,two,three', ...written.map((row) => row.map(quote).join(','))].join(newline);
        expect(read(text, { delimiter: ',' }).rows).toEqual(written);
      }),
      { numRuns: 300 },
    );
  });

  it('never throws on anything', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'ab,;"\n\r\t='.split('')), maxLength: 60 }), (text) => {
        expect(() => readTable(bytes(text))).not.toThrow();
      }),
      { numRuns: 500 },
    );
  });
});

describe('limits', () => {
  it('refuses a million columns', () => {
    const outcome = readTable(bytes(`a,b\n1,2\n${','.repeat(1_000_000)}\n`));
    expect(message(outcome)).toMatch(/line 3 .*more than 1,000 cells|line 3 .*longer than/);
    expect(message(readTable(bytes(`${'x,'.repeat(5000)}\n1,2\n`)))).toMatch(/more than 1,000 cells/);
    expect(message(readTable(bytes(`"a","b"\n${'"x",'.repeat(5000)}\n`)))).toMatch(/more than 1,000 cells/);
  });

  it('refuses a line without end', () => {
    expect(message(readTable(bytes(`a,b\n1,2\n${'x'.repeat(3_000_000)}`)))).toMatch(/line 3 .*longer than 1,000,000/);
    expect(message(readTable(bytes('x'.repeat(3_000_000))))).toMatch(/longer than 1,000,000/);
    expect(message(readTable(bytes(`a,b\n"${'x'.repeat(3_000_000)}"\n`)))).toMatch(/longer than|never closes/);
  });

  it('refuses files and tables beyond its limits', () => {
    expect(message(readTable(bytes('a,b\n1,2\n'), { limits: { bytes: 4 } }))).toMatch(/8 bytes; at most 4/);
    expect(message(readTable(bytes('a,b\n1,2\n3,4\n5,6\n'), { limits: { rows: 2 } }))).toMatch(/more than 2 rows/);
  });

  it('reads many lines without quotes in time that grows no faster than they', () => {
    const text = `a,b,c\n${'1,2,3\n'.repeat(300_000)}`;
    const started = performance.now();
    expect(read(text).rows).toHaveLength(300_000);
    expect(performance.now() - started).toBeLessThan(5_000);
  });
});
