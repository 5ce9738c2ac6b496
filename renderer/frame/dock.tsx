import { type IIcons, Layout, type TabNode } from 'flexlayout-react';
import { useEffect } from 'react';
import { setActivePanel } from '../window/commands.ts';
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
  useEffect(() => setActivePanel(place), [place]);
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
