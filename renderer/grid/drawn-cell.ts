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
}

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
    const { text, under, tone, tip, count } = drawn;
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
    this.element.append(main);
    if (count !== undefined) this.element.append(spanOf('drawn-count', count));
    if (under !== undefined) this.element.append(spanOf('drawn-under', under));
  }
}

function spanOf(className: string, text: string): HTMLSpanElement {
  const span = document.createElement('span');
  span.className = className;
  span.textContent = text;
  return span;
}
