import { type CSSProperties, type KeyboardEvent, type PointerEvent, type ReactNode, useRef } from 'react';
import { type DashboardPanel, GRID_COLUMNS, movedPanel, resizedPanel } from '../../shared/comparison/index.ts';
import { Icon } from '../frame/icons.tsx';

/** A step of height, in pixels, with the gap below it; the style sheet has the same. */
const STEP = 40;
const GAP = 12;
/** What a panel's head takes of its height. */
const HEAD = 34;

interface DashboardGridProps {
  readonly panels: readonly DashboardPanel[];
  readonly titleOf: (panel: DashboardPanel) => string;
  readonly onLayout: (next: (panels: readonly DashboardPanel[]) => readonly DashboardPanel[]) => void;
  readonly onEdit: (panel: DashboardPanel) => void;
  readonly renderPanel: (panel: DashboardPanel, tools: ReactNode, height: number) => ReactNode;
}

/**
 * Panels on a grid of twelve columns, flowing from left to right and down. A panel is dragged by its handle and made larger at its corner; by keyboard the
 * arrows move it and shift with arrows changes its size.
 */
export function DashboardGrid({ panels, titleOf, onLayout, onEdit, renderPanel }: DashboardGridProps) {
  const grid = useRef<HTMLDivElement>(null);
  return (
    <div className="dashboard-grid" ref={grid}>
      {panels.map((panel) => (
        <GridPanel
          key={panel.id}
          panel={panel}
          title={titleOf(panel)}
          grid={() => grid.current}
          onLayout={onLayout}
          onEdit={onEdit}
          renderPanel={renderPanel}
        />
      ))}
    </div>
  );
}

interface GridPanelProps extends Pick<DashboardGridProps, 'onLayout' | 'onEdit' | 'renderPanel'> {
  readonly panel: DashboardPanel;
  readonly title: string;
  readonly grid: () => HTMLElement | null;
}

function GridPanel({ panel, title, grid, onLayout, onEdit, renderPanel }: GridPanelProps) {
  const { id, width, height } = panel;
  const dragging = useRef(false);
  const size: CSSProperties = { gridColumn: `span ${width}`, gridRow: `span ${height}` };

  function onKeyDown(event: KeyboardEvent): void {
    const [across, down] = STEPS[event.key] ?? [0, 0];
    if (across === 0 && down === 0) return;
    event.preventDefault();
    event.stopPropagation();
    if (event.shiftKey) onLayout((all) => resizedPanel(all, id, { width: width + across, height: height + down }));
    else onLayout((all) => movedPanel(all, id, all.findIndex((each) => each.id === id) + across + down));
  }
  function onDrag(event: PointerEvent): void {
    if (!dragging.current) return;
    const under = document.elementsFromPoint(event.clientX, event.clientY).find((element) => element.matches('.dashboard-panel'));
    const over = under instanceof HTMLElement ? under.dataset['gridPanel'] : undefined;
    if (over !== undefined && over !== id)
      onLayout((all) =>
        movedPanel(
          all,
          id,
          all.findIndex((each) => each.id === over),
        ),
      );
  }
  function onResize(event: PointerEvent<HTMLElement>): void {
    const [box, whole] = [event.currentTarget.parentElement?.getBoundingClientRect(), grid()?.clientWidth];
    if (!dragging.current || !box || whole === undefined) return;
    const column = (whole + GAP) / GRID_COLUMNS;
    onLayout((all) =>
      resizedPanel(all, id, { width: (event.clientX - box.left + GAP) / column, height: (event.clientY - box.top + GAP) / STEP }),
    );
  }
  const begin = (event: PointerEvent<HTMLElement>): void => {
    dragging.current = true;
    event.currentTarget.setPointerCapture(event.pointerId);
  };
  const end = (): void => {
    dragging.current = false;
  };
  const tools = (
    <span className="panel-tools not-printed">
      <button type="button" className="quiet" aria-label={`Edit “${title}”`} onClick={() => onEdit(panel)}>
        Edit
      </button>
      <button
        type="button"
        className="quiet panel-handle"
        aria-label={`Move or resize “${title}”: arrows move it, shift with arrows changes its size`}
        data-tip="drag, or arrows to move and shift with arrows to resize"
        onKeyDown={onKeyDown}
        onPointerDown={begin}
        onPointerMove={onDrag}
        onPointerUp={end}
      >
        <Icon name="handle" />
      </button>
    </span>
  );
  return (
    <section className={`dashboard-panel${isHalf(panel) ? ' half' : ''}`} aria-label={title} data-grid-panel={id} style={size}>
      {renderPanel(panel, tools, height * STEP - GAP - HEAD)}
      <span className="panel-corner not-printed" aria-hidden="true" onPointerDown={begin} onPointerMove={onResize} onPointerUp={end} />
    </section>
  );
}

/** On paper two of half a width stand side by side; tables and their likes need all of it to be read. */
function isHalf({ kind, width }: DashboardPanel): boolean {
  return width <= GRID_COLUMNS / 2 && kind !== 'facts' && kind !== 'rates' && kind !== 'distribution' && kind !== 'correlation';
}

const STEPS: Readonly<Record<string, readonly [across: number, down: number]>> = {
  ArrowRight: [1, 0],
  ArrowLeft: [-1, 0],
  ArrowDown: [0, 1],
  ArrowUp: [0, -1],
};
