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

/** Draws one cell without React: fifty thousand rows scroll past, and a component for each cell would be felt. */
export class DrawnCell<Row> implements ICellRendererComp<Row> {
  private readonly element = document.createElement('div');

  init(params: ICellRendererParams<Row, Drawn>): void {
    this.element.className = 'drawn';
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
    this.element.replaceChildren();
    if (!drawn) return;
    const { text, under, tone, tip, count, bar, spark } = drawn;
    const main = document.createElement('span');
    main.className = tone ?? '';
    main.textContent = text;
    if (tip !== undefined) {
      main.dataset['tip'] = tip;
      const unseen = document.createElement('span');
      unseen.className = 'unseen';
      unseen.textContent = ` ${tip}`;
      main.append(unseen);
    }
    if (spark !== undefined) this.element.append(sparkOf(spark));
    this.element.append(main);
    if (count !== undefined) this.element.append(spanOf('drawn-count', count));
    if (under !== undefined) this.element.append(spanOf('drawn-under', under));
    if (bar !== undefined) this.element.append(barOf(bar));
  }
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
