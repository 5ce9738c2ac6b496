import { useMemo, useState } from 'react';
import { SEVERITIES } from '../../shared/alerts/index.ts';
import { useReading } from '../engine/reading.ts';
import { ageText } from '../figures/time-text.ts';
import { FilterField, type TableColumn, WindowedTable } from '../lists/index.ts';
import { useBeside } from '../window/beside.ts';
import { useNow } from '../window/clock.ts';
import { type Command, useCommands } from '../window/commands.ts';
import { usePreferences } from '../window/preferences.ts';
import { ChipChoice } from './chip-choice.tsx';
import { DistanceBar } from './distance-bar.tsx';
import { type RuleLine, rulesReading } from './readings.ts';
import { armRule, disarmRule, duplicateRule, removeRule } from './rule-hands.ts';
import { RuleAbout } from './rule-about.tsx';
import { RuleMonths } from './rule-months.tsx';
import { RuleStanding } from './rule-standing.tsx';
import { SeverityMark } from './severity-mark.tsx';
import { type AlertsView, setAlertsView, useAlertsView } from './view.ts';
import { openRule, writeRule } from './ways.ts';

const ORDERS = [
  ['name', 'by name'],
  ['fired', 'last fired first'],
] as const;
const NONE: readonly RuleLine[] = [];

/** Every rule with where it stands: who is nearest to firing first. */
export function RulesView({ panel }: { readonly panel: string }) {
  const { order, ruleWords } = useAlertsView();
  const now = useNow();
  const { data = NONE, error, isPending } = useReading(rulesReading);
  const [chosen, setActive] = useState(0);
  const open = useBeside('alerts', 'alert-rule');
  const found = useMemo(() => inOrder(matching(data, ruleWords), order), [data, ruleWords, order]);
  const active = Math.min(chosen, Math.max(0, found.length - 1));
  const discreet = usePreferences((state) => state.discreet);
  const columns = useMemo(() => ruleColumns(now, discreet), [now, discreet]);
  const current = found[active];
  const commands = useMemo(() => rulesCommands(current), [current]);
  useCommands(panel, commands);
  return (
    <>
      <div className="list-bar not-printed">
        <FilterField
          panel={panel}
          group="Alerts"
          label="Filter rules"
          value={ruleWords}
          onChange={(words) => setAlertsView({ ruleWords: words })}
        />
        <ChipChoice
          label="Order"
          any="nearest to firing first"
          value={order === 'near' ? '' : order}
          options={ORDERS}
          onChange={(next) => setAlertsView({ order: next === '' ? 'near' : next })}
        />
        {found.length < data.length && (
          <span className="muted" role="status">
            {found.length.toLocaleString()} of {data.length.toLocaleString()}
          </span>
        )}
      </div>
      <WindowedTable
        label="Rules"
        columns={columns}
        count={found.length}
        rowAt={(index) => found[index]}
        active={active}
        onActive={setActive}
        onOpen={(line) => openRule(line.rule, line.terms.title)}
        isOpen={(line) => line.rule === open}
        tall
      >
        {error && <p className="panel-opening">The rules could not be read: {error.message}</p>}
        {!isPending &&
          !error &&
          (data.length === 0 ? <NoRules /> : <p className="panel-opening">No rule is called so. Esc clears the filter.</p>)}
      </WindowedTable>
    </>
  );
}

function NoRules() {
  return (
    <div className="teaching">
      <h2>Rules belong here</h2>
      <p>
        Each draws one line that you want to be told about, for one subject or for many, and can be rehearsed on what is stored before it is
        armed. Presets begin the common ones: a depeg, a rate that collapses, value that drains from a pool, a lock-up that ends, a health
        factor.
      </p>
      <div className="actions">
        <button type="button" className="main" onClick={() => writeRule()}>
          Write a rule <kbd>n</kbd>
        </button>
      </div>
    </div>
  );
}

function rulesCommands(current: RuleLine | undefined): readonly Command[] {
  const group = 'Alerts';
  const none = () => (current === undefined ? 'No rule is chosen.' : null);
  const withRule = (act: (line: RuleLine) => void) => () => {
    if (current) act(current);
  };
  return [
    {
      id: 'alerts.arm',
      title: 'Arm or disarm',
      group,
      keys: ['a'],
      refusal: none,
      run: withRule((line) => void (line.armedAt === null ? armRule(line) : disarmRule(line))),
    },
    { id: 'alerts.duplicate', title: 'Duplicate the rule', group, keys: ['d'], refusal: none, run: withRule(duplicateRule) },
    {
      id: 'alerts.remove',
      title: 'Remove the rule',
      group,
      keys: ['Delete', 'x'],
      refusal: none,
      run: withRule((line) => void removeRule(line)),
    },
  ];
}

function matching(rules: readonly RuleLine[], words: string): readonly RuleLine[] {
  const wanted = words.toLowerCase().split(/\s+/).filter(Boolean);
  return rules.filter(({ terms: { title, rule, note }, severity }) => {
    const text = `${title} ${rule} ${note} ${severity}`.toLowerCase();
    return wanted.every((word) => text.includes(word));
  });
}

/** What fires comes first, the loudest of it before; what cannot be said after what can; what is not armed last. */
function inOrder(rules: readonly RuleLine[], order: AlertsView['order']): readonly RuleLine[] {
  const byName = (one: RuleLine, other: RuleLine) => one.terms.title.localeCompare(other.terms.title);
  if (order === 'name') return rules.toSorted(byName);
  if (order === 'fired')
    return rules.toSorted((one, other) => (other.lastFired?.due ?? '').localeCompare(one.lastFired?.due ?? '') || byName(one, other));
  return rules.toSorted((one, other) => shareOf(one) - shareOf(other) || loudness(other) - loudness(one) || byName(one, other));
}

function loudness({ severity }: RuleLine): number {
  return SEVERITIES.indexOf(severity);
}

function shareOf({ armedAt, nearest, watches }: RuleLine): number {
  if (armedAt === null) return 1e9;
  if (watches !== null && watches.firing + watches.recovering > 0) return -1;
  return nearest?.distance.share ?? 1e6;
}

function ruleColumns(now: number, discreet: boolean): ReadonlyArray<TableColumn<RuleLine>> {
  return [
    {
      id: 'rule',
      title: 'Rule',
      width: 'minmax(20ch, 1fr)',
      cell: ({ terms, severity, watches, says, fault }) => (
        <>
          <SeverityMark severity={severity} short />
          {terms.title}
          <small data-tip={discreet ? undefined : (says ?? fault ?? undefined)}>
            <RuleAbout terms={terms} subjects={watches?.total ?? null} />
          </small>
        </>
      ),
    },
    { id: 'state', title: 'State', width: '8ch', cell: (line) => <RuleStanding line={line} /> },
    {
      id: 'distance',
      title: 'To firing',
      width: '13ch',
      cell: ({ nearest, armedAt }) =>
        armedAt === null || nearest === null ? (
          <span className="muted">—</span>
        ) : (
          <DistanceBar nearness={nearest.distance.share === null ? null : 1 - nearest.distance.share} says={nearest.distance.says} />
        ),
    },
    {
      id: 'fired',
      title: 'Last fired',
      width: '8ch',
      align: 'end',
      cell: ({ lastFired, fired }) =>
        lastFired === null ? (
          <span className="muted">never</span>
        ) : (
          <>
            {ageText(Date.parse(lastFired.due), now)}
            <small>{fired.toLocaleString()} ×</small>
          </>
        ),
    },
    { id: 'months', title: 'Rehearsed', width: '66px', cell: (line) => <RuleMonths line={line} /> },
  ];
}
