import { type IIcons, Layout, type Model, TabNode, TabSetNode } from 'flexlayout-react';
import { useEffect } from 'react';
import { panelArrived, setActivePanel } from '../window/commands.ts';
import { keepLayout, modelOf, usePlaces } from '../window/places.ts';
import { Icon } from './icons.tsx';
import { Panel } from './panel.tsx';

function panelOf(tab: TabNode) {
  return <Panel tab={tab} />;
}

/** Without a figure beside it: the button that leads to hidden tabs is called by its name, and its list tells how many there are. */
const ICONS: IIcons = { more: () => <Icon name="more" /> };

/** The middle of the window: the panels of the present place, as they were arranged. */
export function Dock() {
  const place = usePlaces((state) => state.place);
  const generation = usePlaces((state) => state.generation);
  const model = modelOf(place);
  // The keys of a place work as soon as one is there, wherever the focus was.
  useEffect(() => {
    setActivePanel(place);
    // One that lies behind another tab is not drawn, and nobody waits for it.
    if (!isOnTop(modelOf(place), place)) panelArrived(place);
  }, [place]);
  return (
    <main className="middle">
      <Layout
        key={`${place} ${generation}`}
        model={model}
        factory={panelOf}
        onModelChange={(changed) => keepLayout(place, changed)}
        supportsPopout={false}
        icons={ICONS}
      />
    </main>
  );
}

/** Whether a panel can be seen as the place is arranged. */
function isOnTop(model: Model, panel: string): boolean {
  const tab = model.getNodeById(panel);
  const group = tab instanceof TabNode ? tab.getParent() : undefined;
  const alone = model.getMaximizedTabset();
  return group instanceof TabSetNode && group.getSelectedNode() === tab && (alone === undefined || alone === group);
}
