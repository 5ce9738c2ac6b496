import { useMemo } from 'react';
import { useReading } from '../engine/reading.ts';
import { Tabs } from '../lists/index.ts';
import { useCommands, type Command } from '../window/commands.ts';
import type { PanelProps } from '../window/screen.ts';
import { DecisionsView } from './decisions-view.tsx';
import { ExpiringView } from './expiring-view.tsx';
import { ExposureView } from './exposure-view.tsx';
import { expiringReading } from './readings.ts';
import { ScoreCoverage } from './score-coverage.tsx';
import { VenueList } from './venue-list.tsx';
import { setVenuesView, useVenuesView, type ListTab } from './view.ts';
import { addVenue, compareMarked, openRules } from './ways.ts';
import './venues.css';

/** Days ahead that count as soon. */
const SOON = 30;

/** Venues and desks: who may be used at all, how good the evidence says they are, and how much stands with whom. */
export default function VenuesScreen({ panel }: PanelProps) {
  const { tab, marked } = useVenuesView();
  const { data: expiring = [] } = useReading(expiringReading(SOON));
  useCommands(panel, COMMANDS);
  const tabs = useMemo(
    () =>
      [
        { name: 'list', title: 'Venues' },
        { name: 'scores', title: 'Score and coverage' },
        { name: 'exposure', title: 'Exposure' },
        { name: 'expiring', title: 'Expiring', count: expiring.length },
        { name: 'decisions', title: 'Decisions' },
      ] as const satisfies ReadonlyArray<{ name: ListTab; title: string; count?: number }>,
    [expiring.length],
  );
  return (
    <>
      <header className="panel-head">
        <h1>Venues</h1>
        <span className="right actions">
          {marked.length > 0 && (
            <button type="button" className="quiet" onClick={compareMarked}>
              Compare {marked.length} <kbd>c</kbd>
            </button>
          )}
          <button type="button" className="quiet" onClick={openRules}>
            Rules
          </button>
          <button type="button" className="quiet" onClick={addVenue}>
            New venue <kbd>n</kbd>
          </button>
        </span>
      </header>
      <Tabs label="Views of the venues" tabs={tabs} chosen={tab} onChoose={(name) => setVenuesView({ tab: name })}>
        {tab === 'list' && <VenueList panel={panel} />}
        {tab === 'scores' && <ScoreCoverage />}
        {tab === 'exposure' && <ExposureView />}
        {tab === 'expiring' && <ExpiringView />}
        {tab === 'decisions' && <DecisionsView />}
      </Tabs>
    </>
  );
}

const COMMANDS: readonly Command[] = [
  { id: 'add', title: 'New venue', group: 'Venues', keys: ['n'], run: addVenue },
  { id: 'venues.compare', title: 'Compare the marked venues', group: 'Venues', keys: ['c'], run: compareMarked },
  { id: 'venues.rules', title: 'Rules for all venues: custody, coverage, floors', group: 'Venues', run: openRules },
];
