import type { Run, Words } from './model.ts';

/** The weights that a paper prints in. */
export type Weight = 'regular' | 'bold';

/** Width in points of a text in a weight at a size. */
export type Measure = (text: string, weight: Weight, size: number) => number;

/** A stretch of a line, with its place from the line's left edge in points. */
export interface Segment {
  readonly x: number;
  readonly text: string;
  readonly weight: Weight;
}

export interface Line {
  readonly segments: readonly Segment[];
  readonly width: number;
}

/**
 * Breaks words into lines of at most `width` points, between words where that can be and within one that is wider than the line: a hash has
 * no better place. Line ends of the text stand. Always answers at least one line.
 */
export function breakLines(words: Words, width: number, size: number, measure: Measure, strong = false): readonly Line[] {
  const lines: Line[] = [];
  let segments: Segment[] = [];
  let x = 0;
  const end = () => {
    lines.push({ segments, width: x });
    segments = [];
    x = 0;
  };
  const put = (text: string, weight: Weight, advance: number) => {
    const last = segments.at(-1);
    if (last?.weight === weight) segments[segments.length - 1] = { ...last, text: last.text + text };
    else segments.push({ x, text, weight });
    x += advance;
  };
  for (const [i, paragraph] of paragraphsOf(words).entries()) {
    if (i > 0) end();
    for (const { text, strong: isStrong } of paragraph) {
      const weight: Weight = strong || isStrong === true ? 'bold' : 'regular';
      for (const word of text.match(/\s+|[^\s]+/g) ?? []) {
        const advance = measure(word, weight, size);
        const isSpace = word.trim() === '';
        // A space at a line's beginning or end is the break itself.
        if (isSpace && x === 0) continue;
        if (x + advance <= width || isSpace) {
          put(word, weight, advance);
          continue;
        }
        if (x > 0) end();
        if (advance <= width) put(word, weight, advance);
        else
          for (const piece of piecesOf(word, width, (part) => measure(part, weight, size))) {
            if (x > 0) end();
            put(piece.text, weight, piece.advance);
          }
      }
    }
  }
  end();
  return lines;
}

function paragraphsOf(words: Words): readonly (readonly Run[])[] {
  const runs: readonly Run[] = typeof words === 'string' ? [{ text: words }] : words;
  const paragraphs: Run[][] = [[]];
  for (const run of runs) {
    for (const [i, text] of printable(run.text).split('\n').entries()) {
      if (i > 0) paragraphs.push([]);
      paragraphs.at(-1)!.push({ ...run, text });
    }
  }
  return paragraphs;
}

/**
 * Without control characters, which have no shape — and without those that turn the direction of what follows, which would let a text
 * read otherwise than it is — and with every kind of line end as one.
 */
export function printable(text: string): string {
  return text
    .replaceAll(/\r\n?|[\u0085\u2028\u2029]/g, '\n')
    .replaceAll('\t', '    ')
    .replaceAll(/[[\p{Cc}\p{Cf}]--[\n\u200c\u200d]]/gv, '');
}

/** The longest beginnings of a word that fit, one after the other; at least one character each. */
function piecesOf(word: string, width: number, measure: (text: string) => number): readonly { text: string; advance: number }[] {
  const pieces: { text: string; advance: number }[] = [];
  let text = '';
  let advance = 0;
  for (const character of word) {
    const wider = measure(text + character);
    if (text !== '' && wider > width) {
      pieces.push({ text, advance });
      text = character;
      advance = measure(character);
    } else {
      text += character;
      advance = wider;
    }
  }
  pieces.push({ text, advance });
  return pieces;
}
