import { useMemo, useState } from 'react';
import { PrintHead } from '../frame/print-head.tsx';
import { useNow } from '../window/clock.ts';
import { type Command, useCommands } from '../window/commands.ts';
import { say } from '../window/notices.ts';
import { goTo } from '../window/places.ts';
import { usePreferences } from '../window/preferences.ts';
import { AlertChart } from './alert-chart.tsx';
import { acknowledge, snooze, unsnooze } from './answers.ts';
import { ClausesSection } from './clauses-section.tsx';
import { decidedBy } from './decided.ts';
import { tellsAmounts, withoutAmounts } from './discreet.ts';
import { DeliverySection } from './delivery-section.tsx';
import { firingCommands } from './firing-commands.ts';
import { stateOf } from './firing-state.tsx';
import { stretchOf } from './lanes.ts';
import type { FiringDetail } from './readings.ts';
import { NearSection } from './near-section.tsx';
import { ReadingsSection } from './readings-section.tsx';
import { ReplaySection } from './replay-section.tsx';
import { SeverityMark } from './severity-mark.tsx';
import { SnoozeBar } from './snooze-bar.tsx';
import { openTodo, todoWords } from './todo.ts';
import { openRule } from './ways.ts';
import { instantText } from './words.ts';

interface FiringViewProps {
  readonly panel: string;
  readonly detail: FiringDetail;
}

/** One alert: what it says, what it looked at, what became of it, and what is to be done. */
export function FiringView({ panel, detail }: FiringViewProps) {
  const { kind, subject, subjectTitle, title, severity, why, due, acknowledged, snoozedUntil } = detail;
  const now = useNow();
  const discreet = usePreferences((state) => state.discreet);
  const hides = discreet && why !== null && tellsAmounts(why, kind);
  const [snoozing, setSnoozing] = useState(false);
  const state = stateOf(detail, now);
  const todo = detail.terms?.todo ?? null;
  const commands = useMemo<readonly Command[]>(
    () =>
      firingCommands({
        firing: detail,
        snooze: () => setSnoozing(true),
        todo: todo === null ? null : () => openTodo(todo, { kind: detail.kind, id: detail.subject }),
      }),
    [detail, todo],
  );
  useCommands(panel, commands);
  const [from, to] = stretchOf(detail, now);
  const bands = useMemo(() => [{ key: 'firing', from, to, tone: 'firing' as const, label: 'firing' }], [from, to]);
  const marks = useMemo(() => [{ at: from, label: 'fired' }], [from]);

  async function putOff(until: string): Promise<void> {
    setSnoozing(false);
    const refusal = await snooze(detail, until);
    if (refusal !== null) say({ tone: 'refused', text: refusal.message });
  }

  return (
    <div className="panel-body">
      <PrintHead title={`Alert: ${title}, ${subjectTitle}`} />
      <header className="panel-head">
        <h1>{title}</h1>
        <span className="says">{subjectTitle}</span>
        <span className="right">
          <SeverityMark severity={severity} />
        </span>
      </header>
      <div className={`alert-sentence${detail.ended === null ? '' : ' over'}`}>
        <p>{sentenceOf(detail, discreet)}</p>
        {why !== null && <p>{capital(hides ? withoutAmounts(why.says) : why.says)}.</p>}
        <p>
          {state.words}
          {state.also.length > 0 && `, ${state.also.join(', ')}`} · due {instantText(Date.parse(due))} UTC, found{' '}
          {instantText(Date.parse(detail.found))}
          {detail.byClock && ' · by the clock, no new value was needed'}
        </p>
        {acknowledged && acknowledged.note !== '' && <p>{acknowledged.note}</p>}
        {why?.because && <p>{why.because.message}</p>}
      </div>
      <div className="alert-ways actions not-printed">
        {todo !== null && (
          <button type="button" className="main" onClick={() => openTodo(todo, { kind, id: subject })}>
            {todoWords(todo)} <kbd>t</kbd>
          </button>
        )}
        {acknowledged === null && (
          <button type="button" onClick={() => void acknowledge([detail])}>
            Acknowledge <kbd>a</kbd>
          </button>
        )}
        {snoozedUntil === null ? (
          <button type="button" onClick={() => setSnoozing(true)}>
            Snooze <kbd>z</kbd>
          </button>
        ) : (
          <button type="button" onClick={() => void unsnooze(detail)}>
            Tell it again
          </button>
        )}
        <button type="button" onClick={() => openRule(detail.rule, title)}>
          Its rule
        </button>
        <button type="button" onClick={() => goTo('journal', detail.event)}>
          Journal entry
        </button>
      </div>
      {snoozing && (
        <SnoozeBar title={`${title}, ${subjectTitle}`} onChoose={(until) => void putOff(until)} onCancel={() => setSnoozing(false)} />
      )}
      <div className="detail">
        {why !== null && (
          <section aria-label="Chart">
            <AlertChart kind={kind} subject={subject} subjectTitle={subjectTitle} rule={why.rule} bands={bands} marks={marks} />
          </section>
        )}
        {why !== null && <ClausesSection why={why} kind={kind} />}
        {why !== null && <ReadingsSection why={why} kind={kind} />}
        {detail.terms !== null && detail.terms.note !== '' && (
          <section aria-label="Note">
            <h2>Note of the rule</h2>
            <p>{detail.terms.note}</p>
          </section>
        )}
        <DeliverySection firing={detail.firing} />
        <ReplaySection firing={detail.firing} hides={hides} />
        <NearSection except={detail.rule} />
      </div>
    </div>
  );
}

/** What was so, with its values. */
function sentenceOf({ why, title, what, kind, subjectTitle }: FiringDetail, discreet: boolean): string {
  if (what === 'unknown') return `“${title}” cannot be evaluated for ${subjectTitle}.`;
  const values = why === null ? [] : decidedBy(why, { kind, discreet }).map(({ subject, text }) => `${subject} ${text}`);
  return values.length === 0 ? `${title}: ${subjectTitle}.` : `${subjectTitle}: ${values.join(', ')}.`;
}

function capital(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}
