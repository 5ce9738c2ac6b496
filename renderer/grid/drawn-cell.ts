import type { ICellRendererComp, ICellRendererParams } from 'ag-grid-community';

/** What a cell shows: text, perhaps a second line, and what it says on hover, on focus and to a screen reader. */
export interface Drawn {
  readonly text: string;
  readonly under?: string;
  readonly tone?: 'gain' | 'loss' | 'muted' | 'flag' | 'strong';
  /** The reason of an unknown figure, or all the digits of a known one. */
  readonly tip?: string;
  /** Counted beside the text, as the number of rows in a group. */
  readonly count?: string;
  /** A small bar under the text: shares of its width from 0 to 1. What it shows is said by the text and the tip. */
  readonly bar?: { readonly from: number; readonly to: number; readonly tone?: 'gain' | 'loss' | 'warn' };
  /** A line the size of a word before the text: the commands of an SVG path within {@link SPARK_WIDTH} by {@link SPARK_HEIGHT}. The tip tells how it went. */
  readonly spark?: string;
}

export const SPARK_WIDTH = 72;
export const SPARK_HEIGHT = 20;

/**
 * Draws one cell without React: fifty thousand rows scroll past, and a component for each cell would be felt. What two values have in common stays
 * in the page: where only a number changes, one text does.
 */
export class DrawnCell<Row> implements ICellRendererComp<Row> {
  private readonly element = document.createElement('div');
  private readonly main = document.createElement('span');
  private readonly text = document.createTextNode('');
  private readonly under = spanOf('drawn-under', ' ');
  private readonly unseen = spanOf('unseen', ' ');
  private drawn: Drawn | null = null;

  constructor() {
    this.element.className = 'drawn';
    this.main.append(this.text);
  }

  init(params: ICellRendererParams<Row, Drawn>): void {
    this.draw(params.value ?? null);
  }

  getGui(): HTMLElement {
    return this.element;
  }

  refresh(params: ICellRendererParams<Row, Drawn>): boolean {
    this.draw(params.value ?? null);
    return true;
  }

  private draw(drawn: Drawn | null): void {
    const before = this.drawn;
    this.drawn = drawn;
    if (drawn?.tip !== before?.tip) this.tell(drawn?.tip);
    if (!drawn) {
      return this.element.replaceChildren();
    }
    const { text, under, tone = '', count, bar, spark } = drawn;
    write(this.text, text);
    if (this.main.className !== tone) this.main.className = tone;
    if (under !== undefined) write(this.under.firstChild as Text, under);
    if (before !== null && hasSameParts(before, drawn)) return;
    this.element.replaceChildren(
      ...(spark === undefined ? [] : [sparkOf(spark)]),
      this.main,
      ...(count === undefined ? [] : [spanOf('drawn-count', count)]),
      ...(under === undefined ? [] : [this.under]),
      ...(bar === undefined ? [] : [barOf(bar)]),
    );
  }

  /** What is said on hover and to a screen reader. */
  private tell(tip: string | undefined): void {
    if (tip === undefined) {
      delete this.main.dataset['tip'];
      this.unseen.remove();
      return;
    }
    this.main.dataset['tip'] = tip;
    write(this.unseen.firstChild as Text, ` ${tip}`);
    if (this.unseen.parentNode === null) this.main.append(this.unseen);
  }
}

/** Whether two values are drawn with the same parts around their texts. */
function hasSameParts(one: Drawn, other: Drawn): boolean {
  return (
    (one.under === undefined) === (other.under === undefined) &&
    one.count === other.count &&
    one.spark === other.spark &&
    one.bar?.from === other.bar?.from &&
    one.bar?.to === other.bar?.to &&
    one.bar?.tone === other.bar?.tone
  );
}

/** Touched only where it changes. */
function write(node: Text, text: string): void {
  if (node.data !== text) node.data = text;
}

function spanOf(className: string, text: string): HTMLSpanElement {
  const span = document.createElement('span');
  span.className = className;
  span.textContent = text;
  return span;
}

function sparkOf(path: string): SVGSVGElement {
  const picture = document.createElementNS(SVG, 'svg');
  picture.setAttribute('class', 'drawn-spark');
  picture.setAttribute('width', String(SPARK_WIDTH));
  picture.setAttribute('height', String(SPARK_HEIGHT));
  picture.setAttribute('aria-hidden', 'true');
  const line = document.createElementNS(SVG, 'path');
  line.setAttribute('d', path);
  picture.append(line);
  return picture;
}

const SVG = 'http://www.w3.org/2000/svg';

function barOf({ from, to, tone }: NonNullable<Drawn['bar']>): HTMLSpanElement {
  const bar = spanOf('drawn-bar', '');
  const filled = spanOf(tone ?? '', '');
  const [low, high] = [from, to].map((share) => 100 * Math.max(0, Math.min(1, share))) as [number, number];
  filled.style.left = `${low}%`;
  filled.style.width = `${Math.max(2, high - low)}%`;
  bar.append(filled);
  return bar;
}
