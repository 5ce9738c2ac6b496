import { useMemo } from 'react';
import { useReading } from '../engine/reading.ts';
import { Tabs } from '../lists/index.ts';
import { useBeside } from '../window/beside.ts';
import { type Command, useCommands } from '../window/commands.ts';
import { openBeside, usePlaces } from '../window/places.ts';
import type { PanelProps } from '../window/screen.ts';
import { counted } from '../figures/number-text.ts';
import { ExpiringView } from './expiring-view.tsx';
import { expiringReading, useTemplates } from './readings.ts';
import { RunsView } from './runs-view.tsx';
import { startingSubject } from './start-run.ts';
import { StatisticsView } from './statistics-view.tsx';
import { TemplatesView } from './templates-view.tsx';
import { setChecklistsView, useChecklistsView } from './view.ts';
import './checklists.css';

/** Checklists: what was run and for what, the lists themselves, answers that expire, and how items fare. */
export default function ChecklistsScreen({ panel }: PanelProps) {
  const tab = useChecklistsView((state) => state.tab);
  const place = usePlaces((state) => state.place);
  const run = useBeside(place, 'checklist-run');
  const template = useBeside(place, 'checklist-template');
  const { data: expiring = [] } = useReading(expiringReading);
  const { data: templates } = useTemplates();
  useCommands(panel, COMMANDS);
  const expired = expiring.filter((each) => each.expired).length;
  const open = templates?.reduce((sum, each) => sum + each.runs.open, 0) ?? 0;
  const tabs = useMemo(
    () =>
      [
        { name: 'runs', title: 'Runs' },
        { name: 'templates', title: 'Checklists' },
        { name: 'expiring', title: 'Expiring', count: expired },
        { name: 'statistics', title: 'Statistics' },
      ] as const,
    [expired],
  );
  const props = { panel, open: { run, template } };
  return (
    <>
      <header className="panel-head">
        <h1>Checklists</h1>
        {templates && (
          <span className="says">
            {counted(open, 'run')} open{expired > 0 && ` · ${counted(expired, 'answer')} expired`}
          </span>
        )}
        <span className="right actions">
          <button type="button" className="quiet" onClick={startNew}>
            Start a run <kbd>n</kbd>
          </button>
        </span>
      </header>
      <Tabs label="Views of the checklists" tabs={tabs} chosen={tab} onChoose={(name) => setChecklistsView({ tab: name })}>
        {tab === 'runs' && <RunsView {...props} />}
        {tab === 'templates' && <TemplatesView {...props} />}
        {tab === 'expiring' && <ExpiringView {...props} />}
        {tab === 'statistics' && <StatisticsView {...props} />}
      </Tabs>
    </>
  );
}

function startNew(): void {
  openBeside('checklist-run', startingSubject(), { name: 'Start a checklist' });
}

const COMMANDS: readonly Command[] = [{ id: 'add', title: 'Start a run', group: 'Checklists', keys: ['n'], run: startNew }];
