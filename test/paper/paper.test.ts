import { createHash } from 'node:crypto';
import * as fc from 'fast-check';
import { encode } from 'uqr';
import { describe, expect, it } from 'vitest';
import { breakLines, type Measure } from '../../electron/engine/paper/lines.ts';
import { type Block, type Paper, printPaper } from '../../electron/engine/paper/paper.ts';
import { ok, refusal } from '../workspace/open-workspace.ts';
import { linesOf, readPdf } from './read-pdf.ts';

const HASH = createHash('sha256').update('a run').digest('hex');

function paper(blocks: readonly Block[], more: Partial<Paper> = {}): Paper {
  return {
    title: 'Release of funds',
    subtitle: 'TPL-RELEASE, version 3',
    foot: `Run 42 · ${HASH}`,
    at: '2026-11-22T15:00:00.000Z',
    blocks,
    ...more,
  };
}

const print = async (blocks: readonly Block[], more: Partial<Paper> = {}) => readPdf(ok(await printPaper(paper(blocks, more))));

/** A realistic report: what a checklist prints. */
const REPORT: readonly Block[] = [
  { kind: 'heading', level: 1, text: 'Verdict' },
  { kind: 'text', text: 'Signed by Ada Lovelace, with a PIN, on 22 November 2026.' },
  { kind: 'text', text: 'Override of R8: second person absent, 15 minutes waited.', strong: true },
  {
    kind: 'facts',
    facts: [
      { name: 'Desk', value: 'Cumberland' },
      { name: 'Run', value: HASH },
    ],
  },
  { kind: 'heading', level: 2, text: 'Answers' },
  {
    kind: 'table',
    columns: [
      { title: 'Item', width: 1 },
      { title: 'Answer', width: 4 },
      { title: 'Value', width: 2, align: 'right' },
    ],
    rows: [
      ['R1', 'The address equals the snapshot, byte for byte', '61,250.00'],
      ['R2', [{ text: 'Overridden', strong: true }], '—'],
    ],
  },
  { kind: 'qr', text: 'countinghouse:run:42', caption: 'Version 3 of TPL-RELEASE' },
];

describe('a paper', () => {
  it('shows its words, in their weights, with foot and number on every page', async () => {
    const pdf = await print(REPORT);
    expect(pdf.version).toBe('1.7');
    expect(pdf.pages).toBe(1);
    const lines = linesOf(pdf, 0);
    expect(lines.slice(0, 6)).toEqual([
      'Release of funds',
      'TPL-RELEASE, version 3',
      'Verdict',
      'Signed by Ada Lovelace, with a PIN, on 22 November 2026.',
      'Override of R8: second person absent, 15 minutes waited.',
      'Desk Cumberland',
    ]);
    expect(lines).toContain('Item Answer Value');
    expect(lines.at(-1)).toBe(`Run 42 · ${HASH} Page 1 of 1`);
    const bold = pdf.texts.filter(({ font }) => font.endsWith('DejaVuSans-Bold')).map(({ text }) => text);
    expect(bold).toEqual([
      'Release of funds',
      'Verdict',
      'Override of R8: second person absent, 15 minutes waited.',
      'Answers',
      'Item',
      'Answer',
      'Value',
      'Overridden',
    ]);
  });

  it('embeds only the fonts it is given, each a subset, and no standard font', async () => {
    const bytes = ok(await printPaper(paper(REPORT)));
    expect(
      readPdf(bytes)
        .fonts.map((name) => name.replace(/^[A-Z]{6}\+/, ''))
        .sort(),
    ).toEqual(['DejaVuSans', 'DejaVuSans-Bold']);
    expect(Buffer.from(bytes).toString('latin1')).not.toMatch(/Helvetica|Times|Courier/);
    // Both fonts whole would be 1.4 MB.
    expect(bytes.length).toBeLessThan(60_000);
  });

  it('sets what stands to the right to the right edge, at every length', async () => {
    const rows = ['1', '1,000', '1,000,000.00'].map((value, i) => [`${i}`, value]);
    const pdf = await print([
      {
        kind: 'table',
        columns: [
          { title: 'n', width: 1 },
          { title: 'Value', width: 1, align: 'right' },
        ],
        rows,
      },
    ]);
    const starts = ['1', '1,000', '1,000,000.00'].map((value) => pdf.texts.find(({ text, x }) => text === value && x > 100)!.x);
    // DejaVu's figures are all as wide as each other: longer ones begin further to the left.
    expect(starts.toSorted((one, other) => other - one)).toEqual(starts);
    expect(starts[0]! - starts[2]!).toBeGreaterThan(40);
  });

  it('prints to the same bytes again, and to other bytes when anything differs', async () => {
    const attachments = [{ name: 'run.json', mediaType: 'application/json', bytes: Buffer.from('{}') }];
    const first = ok(await printPaper(paper(REPORT, { attachments })));
    await new Promise((resolve) => setTimeout(resolve, 1_100));
    expect(Buffer.compare(ok(await printPaper(paper(REPORT, { attachments }))), first)).toBe(0);
    const other = ok(await printPaper(paper(REPORT, { attachments, at: '2026-11-22T15:00:01.000Z' })));
    expect(Buffer.compare(other, first)).not.toBe(0);
  });

  it('carries its attachments unchanged, and says when it was made', async () => {
    const run = Buffer.from(JSON.stringify({ run: 42, answers: ['ä', '≥', '😀'] }));
    const { attachments, info } = await print(REPORT, {
      attachments: [
        { name: 'run.json', mediaType: 'application/json', bytes: run, says: 'The run' },
        { name: 'empty.txt', mediaType: 'text/plain', bytes: new Uint8Array() },
      ],
    });
    expect([...attachments.keys()].sort()).toEqual(['empty.txt', 'run.json']);
    expect(attachments.get('run.json')).toEqual(run);
    expect(attachments.get('empty.txt')).toHaveLength(0);
    expect(info).toContain('/CreationDate (D:20261122150000Z)');
    expect(info).not.toContain('PDFKit');
  });

  it('takes Greek, Cyrillic and signs of mathematics, and drops what has no shape or turns the direction', async () => {
    const pdf = await print([{ kind: 'text', text: 'Δ ≥ 3 × 10⁻⁶, Привет, Ä ö ß\u202eabc\u0007\u200b end' }]);
    expect(linesOf(pdf, 0)).toContain('Δ ≥ 3 × 10⁻⁶, Привет, Ä ö ßabc end');
  });
});

describe('a table over pages', () => {
  const rows = Array.from({ length: 150 }, (_, i) => [`P${i}`, `answer ${i}, `.repeat(1 + (i % 9)), `${i}`]);
  const table: Block = {
    kind: 'table',
    columns: [
      { title: 'Item', width: 1 },
      { title: 'Answer', width: 4 },
      { title: 'n', width: 1, align: 'right' },
    ],
    rows,
  };

  it('has its heads on each of them and every row once, in order', async () => {
    const pdf = await print([table, { kind: 'text', text: 'After the table.' }]);
    expect(pdf.pages).toBeGreaterThan(3);
    for (let page = 0; page < pdf.pages; page += 1) {
      expect(linesOf(pdf, page).filter((line) => line === 'Item Answer n')).toHaveLength(1);
      expect(linesOf(pdf, page).at(-1)).toContain(`Page ${page + 1} of ${pdf.pages}`);
      expect(linesOf(pdf, page)[0]).toBe('Release of funds');
    }
    const items = pdf.texts.filter(({ text }) => /^P\d+$/.test(text)).map(({ text }) => text);
    expect(items).toEqual(rows.map(([item]) => item));
    expect(linesOf(pdf, pdf.pages - 1)).toContain('After the table.');
  });

  it('breaks a row that is higher than a page, and loses nothing of it', async () => {
    const words = Array.from({ length: 2_500 }, (_, i) => `w${i}`);
    const pdf = await print([{ ...table, rows: [['P0', words.join(' '), '1']] }]);
    expect(pdf.pages).toBeGreaterThan(1);
    const shown = pdf.texts.flatMap(({ text }) => text.split(' ')).filter((word) => /^w\d+$/.test(word));
    expect(shown).toEqual(words);
  });

  it('leaves no heading alone at the end of a page', async () => {
    for (let lines = 30; lines < 60; lines += 1) {
      const blocks: Block[] = [
        ...Array.from({ length: lines }, (): Block => ({ kind: 'text', text: 'A line.' })),
        { kind: 'heading', level: 1, text: 'A heading' },
        { kind: 'text', text: 'What follows it.' },
      ];
      const pdf = await print(blocks);
      const page = (text: string) => pdf.texts.find((each) => each.text === text)!.page;
      expect(page('A heading')).toBe(page('What follows it.'));
    }
  });
});

describe('one page', () => {
  const items = (count: number): Block[] =>
    Array.from({ length: count }, (_, i) => ({
      kind: 'blank',
      label: `${i + 1}. The destination equals the snapshot`,
      choices: ['Yes', 'No', 'N/A'],
    }));

  it('is kept to by smaller type, not under 7 points, and refused beyond', async () => {
    const sizeOf = async (count: number) => {
      const pdf = await print(items(count), { onePage: true });
      expect(pdf.pages).toBe(1);
      return pdf.texts.find(({ text }) => text.startsWith('1. The'))!.size;
    };
    expect(await sizeOf(8)).toBe(10);
    const crowded = await sizeOf(40);
    expect(crowded).toBeLessThan(10);
    expect(crowded).toBeGreaterThanOrEqual(7);
    const { code, message } = refusal(await printPaper(paper(items(120), { onePage: true })));
    expect(code).toBe('more-than-a-page');
    expect(message).toContain('“Release of funds” does not fit on one page');
  });

  it('draws an empty square for each choice and a line for each line to write on', async () => {
    const without = await print([{ kind: 'blank', label: 'Name' }]);
    const withBoxes = await print([{ kind: 'blank', label: 'Name', choices: ['Yes', 'No', 'N/A'], lines: 2 }]);
    expect(withBoxes.rectangles[0]! - without.rectangles[0]!).toBe(5);
    expect(linesOf(withBoxes, 0)).toContain('Name Yes No N/A');
  });
});

describe('a QR code', () => {
  it('is drawn in rectangles that cover its dark modules, and refused where it could not be read', async () => {
    const text = 'countinghouse:version:TPL-RELEASE:3';
    const runs = encode(text, { ecc: 'M', border: 0 }).data.flatMap((row) => row.filter((dark, i) => dark && row[i - 1] !== true)).length;
    const [without, withCode] = [await print([]), await print([{ kind: 'qr', text }])];
    expect(withCode.rectangles[0]! - without.rectangles[0]!).toBe(runs);
    expect(refusal(await printPaper(paper([{ kind: 'qr', text: 'x'.repeat(301) }]))).code).toBe('qr-too-long');
  });
});

describe('lines', () => {
  /** A made font: every character is half as wide as the type is high, in bold a tenth more. */
  const measure: Measure = (text, weight, size) => Array.from(text).length * size * (weight === 'bold' ? 0.55 : 0.5);

  it('are never wider than they may be, and hold every word in its order', () => {
    const word = fc.stringMatching(/^[a-z]{1,30}$/);
    fc.assert(
      fc.property(
        fc.array(fc.tuple(word, fc.boolean()), { minLength: 1, maxLength: 40 }),
        fc.integer({ min: 20, max: 400 }),
        (words, width) => {
          const runs = words.map(([text, strong]) => ({ text: `${text} `, strong }));
          const lines = breakLines(runs, width, 10, measure);
          for (const line of lines) {
            const text = line.segments.map((segment) => segment.text).join('');
            // What hangs over is a space at the end, which nobody sees.
            expect(measure(text.trimEnd(), 'regular', 10)).toBeLessThanOrEqual(width);
          }
          const shown = lines
            .flatMap(({ segments }) => segments.map(({ text }) => text))
            .join('')
            .replaceAll(/\s/g, '');
          expect(shown).toBe(words.map(([text]) => text).join(''));
        },
      ),
    );
  });

  it('end where the text says so, and an empty text has one', () => {
    const texts = (text: string) =>
      breakLines(text, 1_000, 10, measure).map(({ segments }) => segments.map((segment) => segment.text).join(''));
    expect(texts('a\r\nb\n\nc')).toEqual(['a', 'b', '', 'c']);
    expect(texts('')).toEqual(['']);
    expect(texts(HASH)).toEqual([HASH]);
    expect(breakLines(HASH, 100, 10, measure)).toHaveLength(Math.ceil(64 / 20));
  });
});
