import { useCallback, useMemo, useState } from 'react';
import { SEVERITIES } from '../../shared/alerts/index.ts';
import { SUBJECT_KINDS } from '../../shared/figures/index.ts';
import { counted } from '../figures/number-text.ts';
import { FilterField, usePagedReading, useSettled, WindowedTable } from '../lists/index.ts';
import { KIND_WORDS } from '../metrics/index.ts';
import { useBeside } from '../window/beside.ts';
import { useNow } from '../window/clock.ts';
import { useCommands } from '../window/commands.ts';
import { say } from '../window/notices.ts';
import { acknowledge, snooze } from './answers.ts';
import { centreColumns } from './centre-columns.tsx';
import { centreCommands } from './centre-commands.ts';
import { ChipChoice } from './chip-choice.tsx';
import { CentreEmpty } from './centre-empty.tsx';
import { useHeld } from './held-rows.ts';
import { type FiringLine, firingsReading, useRules } from './readings.ts';
import { SnoozeBar } from './snooze-bar.tsx';
import { StateChips } from './state-chips.tsx';
import { sinceOf, useAlertsView, setAlertsView } from './view.ts';
import { openFiring } from './ways.ts';

const TIMES = [
  ['1', 'last day'],
  ['7', 'last 7 days'],
  ['30', 'last 30 days'],
  ['365', 'last year'],
] as const;

/** What fires and what has fired. Nothing moves while it is looked at: what comes meanwhile is told in a line, and shown when it is asked for. */
export function CentreView({ panel }: { readonly panel: string }) {
  const view = useAlertsView();
  const now = useNow();
  const words = useSettled(view.words);
  const rules = useRules();
  const question = useMemo(
    () => ({
      ...(view.state === 'any' ? {} : { state: view.state }),
      ...(view.severity === '' ? {} : { severity: view.severity }),
      ...(view.kind === '' ? {} : { about: { kind: view.kind } }),
      ...(view.rule === '' ? {} : { rule: view.rule }),
      ...(view.since === '' ? {} : { from: sinceOf(view.since) }),
      ...(words.trim() === '' ? {} : { text: words.trim() }),
    }),
    [view.state, view.severity, view.kind, view.rule, view.since, words],
  );
  const rows = usePagedReading<FiringLine>(firingsReading(question));
  const { hidden, showNew } = useHeld(rows.count === 0 ? undefined : rows, JSON.stringify(question));
  const count = Math.max(0, rows.count - hidden);
  const rowAt = (index: number) => rows.rowAt(index + hidden);
  const [chosen, setActive] = useState(0);
  const active = Math.min(chosen, Math.max(0, count - 1));
  const [snoozing, setSnoozing] = useState<FiringLine | null>(null);
  const open = useBeside('alerts', 'alert');
  const columns = useMemo(() => centreColumns(now), [now]);

  const current = rowAt(active);
  const commands = useMemo(
    () => centreCommands({ current, acknowledge: (line) => void acknowledge([line]), snooze: setSnoozing, showNew }),
    [current, showNew],
  );
  useCommands(panel, commands);
  const readWindow = rows.onWindow;
  const onWindow = useCallback((first: number, last: number) => readWindow(first + hidden, last + hidden), [readWindow, hidden]);

  async function putOff(line: FiringLine, until: string): Promise<void> {
    setSnoozing(null);
    const refusal = await snooze(line, until);
    if (refusal !== null) say({ tone: 'refused', text: refusal.message });
  }

  const filtered = Object.keys(question).some((name) => name !== 'state');
  return (
    <>
      <StateChips chosen={view.state} onChoose={(state) => setAlertsView({ state })} />
      <div className="list-bar alerts-bar not-printed">
        <FilterField
          panel={panel}
          group="Alerts"
          label="Search alerts"
          value={view.words}
          onChange={(next) => setAlertsView({ words: next })}
        />
        <ChipChoice
          label="Severity"
          any="any severity"
          value={view.severity}
          options={SEVERITIES.map((severity) => [severity, severity] as const)}
          onChange={(severity) => setAlertsView({ severity })}
        />
        <ChipChoice
          label="Kind of subject"
          any="any kind"
          value={view.kind}
          options={SUBJECT_KINDS.map((kind) => [kind, KIND_WORDS[kind][0]] as const)}
          onChange={(kind) => setAlertsView({ kind })}
        />
        <ChipChoice
          label="Rule"
          any="any rule"
          value={view.rule}
          options={rules.map(({ rule, title }) => [rule, title] as const)}
          onChange={(rule) => setAlertsView({ rule })}
        />
        <ChipChoice label="Time" any="any time" value={view.since} options={TIMES} onChange={(since) => setAlertsView({ since })} />
      </div>
      {snoozing && (
        <SnoozeBar
          title={`${snoozing.title}, ${snoozing.subjectTitle}`}
          onChoose={(until) => void putOff(snoozing, until)}
          onCancel={() => setSnoozing(null)}
        />
      )}
      <p className="centre-new" role="status">
        {hidden > 0 && (
          <button type="button" className="way" onClick={showNew}>
            {hidden.toLocaleString()} new <kbd>.</kbd>
          </button>
        )}
        {hidden === 0 && (filtered || view.state !== 'firing') && rows.count > 0 && (
          <span className="muted">{counted(rows.count, 'alert')}</span>
        )}
      </p>
      <WindowedTable
        label="Alerts, newest first"
        columns={columns}
        count={count}
        rowAt={rowAt}
        onWindow={onWindow}
        active={active}
        onActive={setActive}
        onOpen={(line) => openFiring(line.firing, line.title)}
        isOpen={(line) => line.firing === open}
        tall
      >
        {rows.error && <p className="panel-opening">The alerts could not be read: {rows.error.message}</p>}
        {!rows.isOpening && !rows.error && <CentreEmpty filtered={filtered} state={view.state} rules={rules.length} />}
      </WindowedTable>
    </>
  );
}
