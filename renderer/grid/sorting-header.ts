import type { IHeaderComp, IHeaderParams } from 'ag-grid-community';

export interface SortingHeaderParams {
  readonly title: string;
  readonly sortable: boolean;
  readonly direction: 'asc' | 'desc' | null;
  readonly sort: () => void;
}

/**
 * A column's heading that asks for another order. The grid's own sorting would draw the cell of every row to compare them; the
 * screen knows its figures and hands over rows in order.
 */
export class SortingHeader implements IHeaderComp {
  private readonly element = document.createElement('div');
  private params: SortingHeaderParams | null = null;

  init(params: IHeaderParams & SortingHeaderParams): void {
    this.element.className = 'sorting-header';
    this.element.addEventListener('click', () => this.params?.sort());
    this.show(params);
  }

  getGui(): HTMLElement {
    return this.element;
  }

  refresh(params: IHeaderParams & SortingHeaderParams): boolean {
    this.show(params);
    return true;
  }

  private show(params: IHeaderParams & SortingHeaderParams): void {
    this.params = params;
    const { title, sortable, direction, eGridHeader } = params;
    this.element.replaceChildren(title);
    this.element.classList.toggle('can-sort', sortable);
    if (direction) this.element.append(arrow(direction));
    // After the grid, which takes the attribute away from a column that it does not sort itself.
    if (sortable) setTimeout(() => eGridHeader.setAttribute('aria-sort', direction === null ? 'none' : `${direction}ending`));
  }
}

function arrow(direction: 'asc' | 'desc'): HTMLSpanElement {
  const sign = document.createElement('span');
  sign.setAttribute('aria-hidden', 'true');
  sign.textContent = direction === 'asc' ? ' ↑' : ' ↓';
  return sign;
}
