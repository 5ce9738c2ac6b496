import PdfDocument from 'pdfkit';
import { encode } from 'uqr';
import { done, type Outcome, refuse } from '../../../shared/figures/index.ts';
import { fontBytes } from './fonts.ts';
import { layOut, type Mark, type Page, SHEET } from './layout.ts';
import { type Measure, printable, type Weight } from './lines.ts';
import type { Paper } from './model.ts';

export type { Block, Paper, Run, Words } from './model.ts';

/** Scales that are tried for `onePage`; body type is 10 points at 1, so the last is 7. */
const SCALES = [1, 0.95, 0.9, 0.85, 0.8, 0.75, 0.7] as const;
const MOST_PAGES = 500;
/** A QR code of medium correction at 84 points can still be read by a telephone with so much in it. */
const MOST_QR_BYTES = 300;

/**
 * Prints a paper as PDF 1.7, A4. The same paper prints to the same bytes: its instant stands for the clock. Refused where something of it
 * cannot be printed: one page that would need type under 7 points, a QR code with more than 300 bytes, more than 500 pages.
 */
export async function printPaper(paper: Paper): Promise<Outcome<Uint8Array>> {
  const crowded = paper.blocks.find((block) => block.kind === 'qr' && Buffer.byteLength(block.text) > MOST_QR_BYTES);
  if (crowded?.kind === 'qr') {
    return refuse(
      'qr-too-long',
      `A QR code of ${Buffer.byteLength(crowded.text)} bytes could not be read from paper; at most ${MOST_QR_BYTES} fit. Put an id or a hash there.`,
    );
  }
  const document = newDocument(paper);
  const pages = fit(paper, measureIn(document));
  if (pages === null) {
    return refuse(
      'more-than-a-page',
      `“${paper.title}” does not fit on one page with type that can be read (7 points or more). Print it on several, or leave some of it out.`,
    );
  }
  if (pages.length > MOST_PAGES) {
    return refuse(
      'too-many-pages',
      `“${paper.title}” would have ${pages.length} pages; at most ${MOST_PAGES} are printed. Leave some of it out.`,
    );
  }
  const whole = gathered(document);
  for (const page of pages) drawPage(document, page);
  for (const { name, mediaType, bytes, says } of paper.attachments ?? []) {
    const at = new Date(paper.at);
    document.file(Buffer.from(bytes), {
      name,
      type: mediaType,
      creationDate: at,
      modifiedDate: at,
      ...(says === undefined ? {} : { description: says }),
    });
  }
  document.end();
  return done(await whole);
}

function newDocument({ title, subtitle, at }: Paper): PDFKit.PDFDocument {
  const document = new PdfDocument({
    autoFirstPage: false,
    size: [SHEET.width, SHEET.height],
    margin: 0,
    pdfVersion: '1.7',
    lang: 'en',
    displayTitle: true,
    // No standard font, not even as the one to begin with: it would be read from a file beside the library.
    font: '',
    info: {
      Title: printable(title),
      ...(subtitle === undefined ? {} : { Subject: printable(subtitle) }),
      Creator: 'Countinghouse',
      Producer: 'Countinghouse',
      CreationDate: new Date(at),
      ModDate: new Date(at),
    },
  });
  for (const weight of ['regular', 'bold'] as const) document.registerFont(weight, Buffer.from(fontBytes(weight)));
  return document;
}

function measureIn(document: PDFKit.PDFDocument): Measure {
  const known = new Map<string, number>();
  return (text, weight, size) => {
    const key = `${weight} ${text}`;
    let width = known.get(key);
    if (width === undefined) {
      // Widths grow with the size, so each is measured once.
      width = document.font(weight).fontSize(MEASURED_AT).widthOfString(text) / MEASURED_AT;
      known.set(key, width);
    }
    return width * size;
  };
}

const MEASURED_AT = 100;

/** The pages at the largest scale that fits; null where one page is wanted and none does. */
function fit(paper: Paper, measure: Measure): readonly Page[] | null {
  if (paper.onePage !== true) return layOut(paper, 1, measure);
  for (const scale of SCALES) {
    const pages = layOut(paper, scale, measure);
    if (pages.length === 1) return pages;
  }
  return null;
}

function gathered(document: PDFKit.PDFDocument): Promise<Uint8Array> {
  const pieces: Buffer[] = [];
  const { promise, resolve, reject } = Promise.withResolvers<Uint8Array>();
  document.on('data', (piece: Buffer) => pieces.push(piece));
  document.on('end', () => resolve(new Uint8Array(Buffer.concat(pieces))));
  document.on('error', reject);
  return promise;
}

function drawPage(document: PDFKit.PDFDocument, page: Page): void {
  document.addPage();
  for (const mark of page) draw(document, mark);
}

const INK: Readonly<Record<'black' | 'grey', string>> = { black: '#111111', grey: '#555555' };

function draw(document: PDFKit.PDFDocument, mark: Mark): void {
  switch (mark.kind) {
    case 'text': {
      const weight: Weight = mark.weight;
      document
        .font(weight)
        .fontSize(mark.size)
        .fillColor(mark.grey ? INK.grey : INK.black);
      document.text(mark.text, mark.x, mark.y, { lineBreak: false });
      return;
    }
    case 'line':
      document.rect(mark.x, mark.y, mark.width, mark.thickness).fill(INK.black);
      return;
    case 'square':
      document.lineWidth(0.9).rect(mark.x, mark.y, mark.side, mark.side).stroke(INK.black);
      return;
    case 'qr':
      drawQr(document, mark);
  }
}

/** As rectangles, one for each run of dark modules in a row. */
function drawQr(document: PDFKit.PDFDocument, { x, y, side, text }: Extract<Mark, { readonly kind: 'qr' }>): void {
  const { data, size } = encode(text, { ecc: 'M', border: 0 });
  const module = side / size;
  for (const [row, modules] of data.entries()) {
    for (let column = 0; column < size; column += 1) {
      if (modules[column] !== true) continue;
      const from = column;
      while (modules[column + 1] === true) column += 1;
      document.rect(x + from * module, y + row * module, (column - from + 1) * module, module);
    }
  }
  document.fill('#000000');
}
