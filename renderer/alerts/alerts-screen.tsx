import { useMemo } from 'react';
import { useReading } from '../engine/reading.ts';
import { PrintHead } from '../frame/print-head.tsx';
import { counted } from '../figures/number-text.ts';
import { Tabs } from '../lists/index.ts';
import { KIND_WORDS } from '../metrics/index.ts';
import { type Command, useCommands } from '../window/commands.ts';
import type { PanelProps } from '../window/screen.ts';
import { CentreView } from './centre-view.tsx';
import { HistoryView } from './history-view.tsx';
import { statusReading } from './readings.ts';
import { SoundSettings } from './sound-settings.tsx';
import { RulesView } from './rules-view.tsx';
import { type AlertsTab, type AlertsView, CENTRE_STATES, setAlertsView, useAlertsView } from './view.ts';
import { writeRule } from './ways.ts';
import './alerts.css';

/** Alerts: what fires, the rules that watch, and what has fired over time. */
export default function AlertsScreen({ panel }: PanelProps) {
  const view = useAlertsView();
  const { tab } = view;
  const { data } = useReading(statusReading);
  useCommands(panel, COMMANDS);
  const firing = data?.firing ?? 0;
  const tabs = useMemo(
    () =>
      [
        { name: 'centre', title: 'Centre', count: firing },
        { name: 'rules', title: 'Rules' },
        { name: 'history', title: 'History' },
      ] as const satisfies ReadonlyArray<{ name: AlertsTab; title: string; count?: number }>,
    [firing],
  );
  return (
    <>
      <PrintHead title={titleOf(view)} />
      <header className="panel-head">
        <h1>Alerts</h1>
        <span className="says">
          {data && data.rules > 0 && (
            <>
              {data.armed.toLocaleString()} of {counted(data.rules, 'rule')} armed
              {data.unknown > 0 && (
                <>
                  {' · '}
                  <button type="button" className="way late" onClick={() => setAlertsView({ tab: 'rules' })}>
                    {counted(data.unknown, 'watch', 'watches')} cannot be evaluated
                  </button>
                </>
              )}
            </>
          )}
        </span>
        <SoundSettings />
        <button type="button" className="quiet not-printed" onClick={() => writeRule()}>
          New rule <kbd>n</kbd>
        </button>
      </header>
      <Tabs label="Views of the alerts" tabs={tabs} chosen={tab} onChoose={(name) => setAlertsView({ tab: name })}>
        {tab === 'centre' && <CentreView panel={panel} />}
        {tab === 'rules' && <RulesView panel={panel} />}
        {tab === 'history' && <HistoryView panel={panel} />}
      </Tabs>
    </>
  );
}

/** What a printed list is of, since its filters are not printed. */
function titleOf({ tab, state, severity, kind, since, words, ruleWords }: AlertsView): string {
  if (tab === 'rules') return ruleWords === '' ? 'Alert rules' : `Alert rules with “${ruleWords}”`;
  if (tab === 'history') return words === '' ? 'History of alerts' : `History of alerts with “${words}”`;
  const narrowed = [
    CENTRE_STATES.find((each) => each.state === state)?.says,
    severity === '' ? '' : severity,
    kind === '' ? '' : `of one ${KIND_WORDS[kind][0]}`,
    since === '' ? '' : `of the last ${counted(Number(since), 'day')}`,
    words === '' ? '' : `with “${words}”`,
  ];
  return `Alerts: ${narrowed.filter((each) => each !== '').join(', ')}`;
}

const COMMANDS: readonly Command[] = [
  { id: 'add', title: 'New rule', group: 'Alerts', keys: ['n'], run: () => writeRule() },
  { id: 'alerts.centre', title: 'What fires', group: 'Alerts', keys: ['c'], run: () => setAlertsView({ tab: 'centre' }) },
  { id: 'alerts.rules', title: 'The rules', group: 'Alerts', keys: ['r'], run: () => setAlertsView({ tab: 'rules' }) },
  { id: 'alerts.history', title: 'What has fired', group: 'Alerts', keys: ['h'], run: () => setAlertsView({ tab: 'history' }) },
];
