import { type Line, breakLines, type Measure, type Weight } from './lines.ts';
import type { Block, Paper, TableBlock, Words } from './model.ts';

/** Something that is drawn; `y` counts down from the page's upper edge, for text to the upper edge of its line. All in points. */
export type Mark =
  | {
      readonly kind: 'text';
      readonly x: number;
      readonly y: number;
      readonly text: string;
      readonly weight: Weight;
      readonly size: number;
      readonly grey: boolean;
    }
  | { readonly kind: 'line'; readonly x: number; readonly y: number; readonly width: number; readonly thickness: number }
  | { readonly kind: 'square'; readonly x: number; readonly y: number; readonly side: number }
  | { readonly kind: 'qr'; readonly x: number; readonly y: number; readonly side: number; readonly text: string };

export type Page = readonly Mark[];

/** A4 (ISO 216) in points, with its margins; the foot stands below `bottom`. */
export const SHEET = { width: 595.28, height: 841.89, left: 54, right: 54, top: 54, bottom: 72 } as const;
const TYPE = { body: 10, heading1: 13.5, heading2: 11, title: 19, subtitle: 10.5, small: 7.5 } as const;
const LEADING = 1.32;
const COLUMN_GAP = 10;
/** On later pages the title is said again, small, above the text. */
const RUNNING_HEAD = 18;

/** Places a paper's marks on pages, with all type at `scale` of its usual size. */
export function layOut(paper: Paper, scale: number, measure: Measure): readonly Page[] {
  const setter = new Setter(measure, scale);
  const pages = new Pages(paper.title, setter);
  pages.add({ strips: setter.text(paper.title, TYPE.title, { strong: true }), together: true });
  if (paper.subtitle !== undefined) pages.add({ strips: setter.text(paper.subtitle, TYPE.subtitle, { grey: true }), together: true });
  pages.add({ strips: [setter.space(6), setter.rule(1), setter.space(8)], together: true });
  for (const block of paper.blocks) {
    if (block.kind === 'page-break') pages.turn();
    else pages.add(groupOf(block, setter));
  }
  return pages.finished(paper.foot);
}

/** Something as high as it is that stands as wide as the column; `marks` count from its upper left corner. */
interface Strip {
  readonly height: number;
  readonly marks: readonly Mark[];
  /** Nothing but distance: left out where a page begins with it. */
  readonly isSpace?: boolean;
}

interface Group {
  readonly strips: readonly Strip[];
  /** Moved to the next page as a whole where it does not fit on this one but would on an empty one. */
  readonly together: boolean;
  /** Not left alone at a page's end. */
  readonly withNext?: boolean;
  /** Printed again where the group goes on on another page. */
  readonly heads?: readonly Strip[];
  /** Groups of their own that follow under the same heads. */
  readonly rows?: readonly (readonly Strip[])[];
}

const WIDTH = SHEET.width - SHEET.left - SHEET.right;

function groupOf(block: Exclude<Block, { readonly kind: 'page-break' }>, set: Setter): Group {
  switch (block.kind) {
    case 'heading': {
      const size = block.level === 1 ? TYPE.heading1 : TYPE.heading2;
      const above = set.space(block.level === 1 ? 12 : 8);
      return { strips: [above, ...set.text(block.text, size, { strong: true }), set.space(3)], together: true, withNext: true };
    }
    case 'text': {
      const strips = set.text(block.text, TYPE.body, { strong: block.strong === true, grey: block.muted === true });
      return { strips: [...strips, set.space(5)], together: strips.length <= 4 };
    }
    case 'facts':
      return { strips: [], together: false, rows: [...block.facts.map(({ name, value }) => set.fact(name, value)), [set.space(6)]] };
    case 'table':
      return set.table(block);
    case 'blank':
      return { strips: set.blank(block), together: true };
    case 'qr':
      return { strips: [set.qr(block.text, block.caption)], together: true };
    case 'rule':
      return { strips: [set.space(4), set.rule(0.5), set.space(6)], together: true };
  }
}

/** Turns blocks into strips at one scale. */
class Setter {
  readonly #measure: Measure;
  readonly #scale: number;

  constructor(measure: Measure, scale: number) {
    this.#measure = measure;
    this.#scale = scale;
  }

  space(points: number): Strip {
    return { height: points * this.#scale, marks: [], isSpace: true };
  }

  rule(thickness: number): Strip {
    return { height: thickness, marks: [{ kind: 'line', x: 0, y: 0, width: WIDTH, thickness }] };
  }

  text(words: Words, points: number, look: Look = {}): readonly Strip[] {
    return this.#lines(words, points, WIDTH, look.strong).map((line) => this.#strip(points, (size) => marksOf(line, 0, size, look)));
  }

  small(words: string, x: number, y: number, align: 'left' | 'right'): readonly Mark[] {
    const [line] = breakLines(words, Number.POSITIVE_INFINITY, TYPE.small, this.#measure);
    return line === undefined ? [] : moved(marksOf(line, align === 'right' ? -line.width : 0, TYPE.small, { grey: true }), x, y);
  }

  /** Lines of the foot, at most two; it is as small as it may be already. */
  foot(words: string, width: number): readonly (readonly Mark[])[] {
    return breakLines(words, width, TYPE.small, this.#measure)
      .slice(0, 2)
      .map((line) => marksOf(line, 0, TYPE.small, { grey: true }));
  }

  fact(name: string, value: Words): readonly Strip[] {
    const split = WIDTH * 0.3;
    return this.#cells([
      { lines: this.#lines(name, TYPE.body, split - COLUMN_GAP), x: 0, look: { grey: true } },
      { lines: this.#lines(value, TYPE.body, WIDTH - split), x: split, look: {} },
    ]);
  }

  table({ columns, rows }: TableBlock): Group {
    const shares = columns.reduce((sum, { width }) => sum + width, 0);
    const room = WIDTH - COLUMN_GAP * (columns.length - 1);
    let x = 0;
    const places = columns.map(({ title, width, align }) => {
      const place = { title, x, width: (width / shares) * room, align };
      x += place.width + COLUMN_GAP;
      return place;
    });
    const row = (cells: readonly Words[], look: Look): readonly Strip[] =>
      this.#cells(
        places.map(({ x: left, width, align }, i) => ({
          lines: this.#lines(cells[i] ?? '', TYPE.body - 1, width, look.strong),
          x: left,
          look,
          ...(align === 'right' ? { width } : {}),
        })),
        TYPE.body - 1,
      );
    const heads = [
      ...row(
        places.map(({ title }) => title),
        { strong: true },
      ),
      this.space(1),
      this.rule(0.8),
      this.space(2),
    ];
    const body = rows.map((cells) => [...row(cells, {}), this.space(1.5), this.rule(0.3), this.space(1.5)]);
    return { strips: heads, together: true, withNext: true, heads, rows: [...body, [this.space(8)]] };
  }

  blank({ label, choices = [], lines = 0 }: Extract<Block, { readonly kind: 'blank' }>): readonly Strip[] {
    const side = TYPE.body * this.#scale;
    const boxes: Mark[] = [];
    let x = 0;
    for (const choice of choices) {
      const [text] = this.#lines(choice, TYPE.body - 1, WIDTH / 2);
      if (text === undefined) continue;
      boxes.push({ kind: 'square', x, y: 1, side });
      boxes.push(...moved(marksOf(text, 0, (TYPE.body - 1) * this.#scale, {}), x + side + 4, 1));
      x += side + 4 + text.width + 16;
    }
    const room = choices.length > 0 ? Math.max(WIDTH * 0.4, WIDTH - x) : WIDTH;
    const question = this.#lines(label, TYPE.body, room - COLUMN_GAP).map((line) =>
      this.#strip(TYPE.body, (size) => marksOf(line, 0, size, {})),
    );
    const [first, ...others] = question;
    const fits = x <= WIDTH - room + 1;
    const asked =
      first === undefined || boxes.length === 0
        ? question
        : fits
          ? [{ ...first, marks: [...first.marks, ...moved(boxes, WIDTH - x + 16, 0)] }, ...others]
          : [...question, { height: side * LEADING + 2, marks: boxes }];
    const ruled = Array.from({ length: lines }, (): Strip => {
      const height = 20 * this.#scale;
      return { height, marks: [{ kind: 'line', x: 0, y: height - 1, width: WIDTH, thickness: 0.4 }] };
    });
    return [...asked, ...ruled, this.space(6)];
  }

  qr(text: string, caption: string | undefined): Strip {
    const side = 84 * Math.max(this.#scale, 0.8);
    const lines = caption === undefined ? [] : this.#lines(caption, TYPE.body - 1, WIDTH - side - 16);
    const height = this.#height(TYPE.body - 1);
    const words = lines.flatMap((line, i) => moved(marksOf(line, 0, (TYPE.body - 1) * this.#scale, {}), side + 16, i * height));
    return { height: Math.max(side, lines.length * height) + 8, marks: [{ kind: 'qr', x: 0, y: 0, side, text }, ...words] };
  }

  /** Lines of several columns beside each other, strip by strip, so that a high row can go on on the next page. */
  #cells(cells: readonly Cell[], points: number = TYPE.body): readonly Strip[] {
    const most = Math.max(...cells.map(({ lines }) => lines.length));
    return Array.from({ length: most }, (_, i) =>
      this.#strip(points, (size) =>
        cells.flatMap(({ lines, x, look, width }) => {
          const line = lines[i];
          return line === undefined ? [] : marksOf(line, width === undefined ? x : x + width - line.width, size, look);
        }),
      ),
    );
  }

  #strip(points: number, marks: (size: number) => readonly Mark[]): Strip {
    return { height: this.#height(points), marks: marks(points * this.#scale) };
  }

  #lines(words: Words, points: number, width: number, strong = false): readonly Line[] {
    return breakLines(words, width, points * this.#scale, this.#measure, strong);
  }

  #height(points: number): number {
    return points * this.#scale * LEADING;
  }
}

interface Look {
  readonly strong?: boolean;
  readonly grey?: boolean;
}

interface Cell {
  readonly lines: readonly Line[];
  readonly x: number;
  readonly look: Look;
  /** Of a column that is set to the right. */
  readonly width?: number;
}

function marksOf(line: Line, x: number, size: number, { grey = false }: Look): readonly Mark[] {
  return line.segments.map((segment) => ({ kind: 'text', x: x + segment.x, y: 0, text: segment.text, weight: segment.weight, size, grey }));
}

function moved(marks: readonly Mark[], x: number, y: number): readonly Mark[] {
  return marks.map((mark) => ({ ...mark, x: mark.x + x, y: mark.y + y }));
}

/** Fills pages with groups of strips, one after the other. */
class Pages {
  readonly #pages: Mark[][] = [[]];
  readonly #title: string;
  readonly #setter: Setter;
  /** Headings that wait for what follows them. */
  #waiting: Strip[] = [];
  #y: number = SHEET.top;

  constructor(title: string, setter: Setter) {
    this.#title = title;
    this.#setter = setter;
  }

  add(group: Group): void {
    const [next] = group.rows ?? [];
    const strips = [...this.#waiting, ...group.strips];
    this.#waiting = [];
    if (group.withNext === true && next === undefined) {
      this.#waiting = strips;
      return;
    }
    const firstRow = group.withNext === true ? (next ?? []) : [];
    this.#place(strips, group.together || strips.length <= 4, heightOf(firstRow));
    for (const row of group.rows ?? []) this.#place(row, true, 0, group.heads);
  }

  turn(): void {
    this.#flush();
    this.#turn();
  }

  finished(foot: string): readonly Page[] {
    this.#flush();
    const { left, right, bottom, width, height } = SHEET;
    return this.#pages.map((marks, i): Page => {
      const number = `Page ${i + 1} of ${this.#pages.length}`;
      const y = height - bottom + 14;
      const lines = this.#setter.foot(foot, WIDTH - 90).flatMap((line, n) => moved(line, left, y + n * TYPE.small * LEADING));
      const head = i === 0 ? [] : this.#setter.small(this.#title, left, SHEET.top - RUNNING_HEAD, 'left');
      return [...marks, ...head, ...lines, ...this.#setter.small(number, width - right, y, 'right')];
    });
  }

  #flush(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    this.#place(waiting, true, 0);
  }

  #place(strips: readonly Strip[], together: boolean, after: number, heads: readonly Strip[] = []): void {
    const height = heightOf(strips);
    const fitsSomewhere = height + after + heightOf(heads) <= SHEET.height - SHEET.top - SHEET.bottom;
    if (together && fitsSomewhere && this.#y + height + after > lowest() && !strips.every(isSpace)) this.#turn(heads);
    for (const strip of strips) {
      if (this.#y + strip.height > lowest()) {
        if (strip.isSpace === true) continue;
        this.#turn(heads);
      }
      if (strip.isSpace === true && this.#y === SHEET.top) continue;
      this.#pages.at(-1)!.push(...moved(strip.marks, SHEET.left, this.#y));
      this.#y += strip.height;
    }
  }

  #turn(heads: readonly Strip[] = []): void {
    this.#pages.push([]);
    this.#y = SHEET.top;
    for (const strip of heads) {
      this.#pages.at(-1)!.push(...moved(strip.marks, SHEET.left, this.#y));
      this.#y += strip.height;
    }
  }
}

function lowest(): number {
  return SHEET.height - SHEET.bottom;
}

function heightOf(strips: readonly Strip[]): number {
  return strips.reduce((sum, { height }) => sum + height, 0);
}

function isSpace(strip: Strip): boolean {
  return strip.isSpace === true;
}
