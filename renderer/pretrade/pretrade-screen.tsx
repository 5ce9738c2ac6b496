import { useMemo } from 'react';
import { useReading } from '../engine/reading.ts';
import { Tabs } from '../lists/index.ts';
import { type Command, useCommands } from '../window/commands.ts';
import type { PanelProps } from '../window/screen.ts';
import { referencesReading } from './readings.ts';
import { DepthView } from './depth-view.tsx';
import { ReferenceView } from './reference-view.tsx';
import { RulesView } from './rules-view.tsx';
import { chooseReferenceFiles, TakesFiles } from './takes-files.tsx';
import { TicketsView } from './tickets-view.tsx';
import { VolumeView } from './volume-view.tsx';
import { type PretradeTab, setPretradeView, usePretradeView } from './view.ts';
import { newTicket } from './ways.ts';
import './pretrade.css';

/** The pre-trade desk: tickets, and what they are computed from. */
export default function PretradeScreen({ panel }: PanelProps) {
  const tab = usePretradeView((state) => state.tab);
  const { data: references = [] } = useReading(referencesReading);
  useCommands(panel, COMMANDS);
  const files = references.filter(({ live }) => live).length;
  const tabs = useMemo(
    () =>
      [
        { name: 'tickets', title: 'Tickets' },
        { name: 'reference', title: 'Reference data', count: files },
        { name: 'depth', title: 'Depth' },
        { name: 'volume', title: 'Own volume' },
        { name: 'rules', title: 'Rules' },
      ] as const satisfies ReadonlyArray<{ name: PretradeTab; title: string; count?: number }>,
    [files],
  );
  return (
    <TakesFiles>
      <header className="panel-head">
        <h1>Pre-trade</h1>
        <span className="right actions">
          <button type="button" className="quiet" onClick={chooseReferenceFiles}>
            Import files <kbd>f</kbd>
          </button>
          <button type="button" className="quiet" onClick={() => newTicket()}>
            New ticket <kbd>n</kbd>
          </button>
        </span>
      </header>
      <Tabs label="Views of the pre-trade desk" tabs={tabs} chosen={tab} onChoose={(name) => setPretradeView({ tab: name })}>
        {tab === 'tickets' && <TicketsView panel={panel} />}
        {tab === 'reference' && <ReferenceView />}
        {tab === 'depth' && <DepthView />}
        {tab === 'volume' && <VolumeView />}
        {tab === 'rules' && <RulesView />}
      </Tabs>
    </TakesFiles>
  );
}

const COMMANDS: readonly Command[] = [
  { id: 'add', title: 'New ticket', group: 'Pre-trade', keys: ['n'], run: () => newTicket() },
  { id: 'reference.choose', title: 'Import a venue’s files', group: 'Pre-trade', keys: ['f'], run: chooseReferenceFiles },
];
