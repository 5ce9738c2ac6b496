import { type RefObject, useEffect } from 'react';

/** Pixels that the pointer must go before a press is a drag and no click. */
const THRESHOLD = 6;
/** Pixels from the edge of the list within which it scrolls by itself while a row is held there. */
const EDGE = 28;

/**
 * Lets the rows of a grid be dragged by the pointer: a line shows where the row would go, Escape lets go. `onDrop` is told the row's id and the
 * place among the rows, counted before it is taken out. While `refusal` has a reason nothing is dragged; it is told once a drag begins.
 */
export function useRowDrag(holder: RefObject<HTMLElement | null>, { refusal, onRefused, onDrop }: RowDrag): void {
  useEffect(() => {
    const element = holder.current;
    if (!element) return;
    let drag: Drag | null = null;

    function onPointerDown(event: PointerEvent): void {
      const row = rowAt(event.target);
      if (row === null || event.button !== 0 || event.pointerType === 'touch') return;
      drag = { id: row.getAttribute('row-id') ?? '', row, from: event.clientY, to: null, line: null };
    }
    function onPointerMove(event: PointerEvent): void {
      if (drag === null) return;
      if (drag.line === null) {
        if (Math.abs(event.clientY - drag.from) < THRESHOLD) return;
        if (refusal !== null) {
          drag = null;
          onRefused(refusal);
          return;
        }
        begin(drag);
      }
      const body = element!.querySelector<HTMLElement>('.ag-grid-viewport');
      if (body) scrollAtEdge(body, event.clientY);
      place(drag, event.clientY);
      event.preventDefault();
    }
    function onPointerUp(): void {
      if (drag?.line) {
        // What ends a drag is no click on the row.
        window.addEventListener('click', swallow, { capture: true, once: true });
        setTimeout(() => window.removeEventListener('click', swallow, { capture: true }));
        if (drag.to !== null) onDrop(drag.id, drag.to);
      }
      end();
    }
    function onKeyDown(event: KeyboardEvent): void {
      if (event.key !== 'Escape' || !drag?.line) return;
      event.preventDefault();
      event.stopPropagation();
      end();
    }
    function begin(begun: Drag): void {
      const line = document.createElement('div');
      line.className = 'drop-line';
      element!.append(line);
      begun.line = line;
      begun.row.classList.add('row-held');
    }
    function place(held: Drag, y: number): void {
      const rows = rowsOf(element!);
      const before = rows.find((row) => y < row.getBoundingClientRect().top + row.offsetHeight / 2);
      const edge = before ?? rows.at(-1);
      if (!edge || !held.line) return;
      const box = edge.getBoundingClientRect();
      const index = Number(edge.getAttribute('row-index'));
      held.to = before ? index : index + 1;
      held.line.style.top = `${(before ? box.top : box.bottom) - element!.getBoundingClientRect().top - 1}px`;
    }
    function end(): void {
      drag?.line?.remove();
      drag?.row.classList.remove('row-held');
      drag = null;
    }

    element.addEventListener('pointerdown', onPointerDown);
    window.addEventListener('pointermove', onPointerMove);
    window.addEventListener('pointerup', onPointerUp);
    window.addEventListener('pointercancel', end);
    window.addEventListener('keydown', onKeyDown, { capture: true });
    return () => {
      end();
      element.removeEventListener('pointerdown', onPointerDown);
      window.removeEventListener('pointermove', onPointerMove);
      window.removeEventListener('pointerup', onPointerUp);
      window.removeEventListener('pointercancel', end);
      window.removeEventListener('keydown', onKeyDown, { capture: true });
    };
  }, [holder, refusal, onRefused, onDrop]);
}

interface RowDrag {
  /** Why rows cannot be moved now; null where they can. */
  readonly refusal: string | null;
  readonly onRefused: (reason: string) => void;
  readonly onDrop: (row: string, place: number) => void;
}

interface Drag {
  readonly id: string;
  readonly row: Element;
  readonly from: number;
  /** Before which row it would go. */
  to: number | null;
  line: HTMLElement | null;
}

function rowAt(target: EventTarget | null): Element | null {
  return target instanceof Element ? target.closest('.ag-row[row-id]:not(.ag-row-pinned)') : null;
}

function rowsOf(holder: HTMLElement): readonly HTMLElement[] {
  return [...holder.querySelectorAll<HTMLElement>('.ag-row[row-id]:not(.ag-row-pinned)')].sort(
    (one, other) => Number(one.getAttribute('row-index')) - Number(other.getAttribute('row-index')),
  );
}

function scrollAtEdge(body: HTMLElement, y: number): void {
  const { top, bottom } = body.getBoundingClientRect();
  if (y < top + EDGE) body.scrollTop -= EDGE / 2;
  else if (y > bottom - EDGE) body.scrollTop += EDGE / 2;
}

function swallow(event: Event): void {
  event.stopPropagation();
  event.preventDefault();
}
