import { Component, Suspense, type ErrorInfo, type ReactNode, useEffect } from 'react';
import type { TabNode } from 'flexlayout-react';
import { ExplainFoot } from '../figures/explain-view.tsx';
import { panelArrived, setActivePanel, useRegistry } from '../window/commands.ts';
import { PanelContext } from '../window/panel-context.ts';
import { screenOf, subjectOf, usePlaces } from '../window/places.ts';

/** One dockable panel: the screen, and the foot in which its figures explain themselves. */
export function Panel({ tab }: { readonly tab: TabNode }) {
  const id = tab.getId();
  const active = useRegistry((state) => state.activePanel === id);
  // The docking library keeps what it has drawn, so what a tab shows is listened for here.
  const subject = usePlaces(() => subjectOf(tab));
  const name = usePlaces(() => tab.getName());
  const screen = screenOf(tab.getComponent() ?? '');
  if (!screen) return null;
  const { component: Room } = screen;
  return (
    <PanelContext value={id}>
      <section
        className="panel"
        aria-label={name}
        data-pane=""
        data-panel={id}
        data-active={active ? '' : undefined}
        tabIndex={-1}
        onFocusCapture={() => setActivePanel(id)}
        onPointerDownCapture={() => setActivePanel(id)}
      >
        <PanelBoundary key={subject} panel={id}>
          <Suspense fallback={<p className="panel-opening">opening</p>}>
            <Room panel={id} subject={subject} />
            <Arrival panel={id} />
          </Suspense>
        </PanelBoundary>
        <ExplainFoot panel={id} />
      </section>
    </PanelContext>
  );
}

/** Stands after the screen, so that it tells of it when the screen is drawn and its commands are offered. */
function Arrival({ panel }: { readonly panel: string }) {
  useEffect(() => panelArrived(panel), [panel]);
  return null;
}

/** A defect in one panel stays in it: it says what happened, and the others go on. */
class PanelBoundary extends Component<{ readonly panel: string; readonly children: ReactNode }, { readonly defect: Error | null }> {
  override state: { readonly defect: Error | null } = { defect: null };

  static getDerivedStateFromError(defect: Error): { defect: Error } {
    return { defect };
  }

  override componentDidCatch(defect: Error, info: ErrorInfo): void {
    console.error(defect, info.componentStack);
    panelArrived(this.props.panel);
  }

  override render(): ReactNode {
    const { defect } = this.state;
    if (!defect) return this.props.children;
    return (
      <div className="teaching" role="alert">
        <h2>This panel met a defect</h2>
        <p>Nothing was lost: what you see elsewhere is intact. The message for a report: {defect.message}</p>
        <button type="button" onClick={() => this.setState({ defect: null })}>
          Open it again
        </button>
      </div>
    );
  }
}
