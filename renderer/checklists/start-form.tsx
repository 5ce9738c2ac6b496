import { type FormEvent, useEffect, useId, useMemo, useRef, useState } from 'react';
import { dayOf, isDay, CHECKED_KINDS, type Subject, type CheckedKind } from '../../shared/figures/index.ts';
import { api } from '../engine/api.ts';
import { useCarrying } from '../engine/command.ts';
import { RefusalLine } from '../forms/refusal-line.tsx';
import { useNow } from '../window/clock.ts';
import { useEscape } from '../window/escape.ts';
import { counted } from '../figures/number-text.ts';
import { type TemplateLine, useTemplates } from './readings.ts';
import { ActingPerson, useActingPerson } from './acting-person.tsx';
import { StandingPanel } from './standing-badge.tsx';
import { leaveDetail } from './leave-detail.ts';
import { openRun } from './start-run.ts';
import { useSubjects, WORKSPACE } from './subjects.ts';
import { styleWords, subjectKindTitle, subjectKindWords } from './words.ts';

interface StartFormProps {
  readonly beginning: { readonly template: string; readonly kind: string; readonly id: string };
}

/** Which checklist, and for what: the first step of every run. */
export function StartForm({ beginning }: StartFormProps) {
  const { data: templates = [] } = useTemplates();
  const offered = useMemo(() => templates.filter(({ newest, retired }) => newest !== null && !retired), [templates]);
  const [template, setTemplate] = useState(beginning.template);
  const [subject, setSubject] = useState(beginning.id);
  const acting = useActingPerson();
  const { carry, busy, refusal } = useCarrying(api.checklists.start.mutate);
  const form = useRef<HTMLFormElement>(null);
  const id = useId();
  const chosen = offered.find(({ key }) => key === template);
  const about = chosen && subjectOf(chosen.about, subject, beginning);
  const lack = lackOf(chosen, about ?? null, acting.lacking);
  const cancel = () => leaveDetail('checklist-run');
  useEscape(true, cancel);
  useEffect(() => form.current?.querySelector<HTMLElement>('select')?.focus(), []);

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    if (lack !== null || !chosen || !about) return;
    const started = await carry({ template: chosen.key, about, ...(acting.by === undefined ? {} : { by: acting.by }) });
    if (started) openRun(started.run, chosen.title);
  }
  return (
    <>
      <header className="panel-head">
        <h1>Start a checklist</h1>
      </header>
      <form ref={form} className="panel-body start-form" onSubmit={(event) => void submit(event)}>
        <label htmlFor={`${id}-template`}>Checklist</label>
        <select
          id={`${id}-template`}
          className="field"
          value={template}
          onChange={(event) => {
            setTemplate(event.currentTarget.value);
            setSubject('');
          }}
        >
          <option value="">choose one</option>
          {CHECKED_KINDS.map((kind) => {
            const ofKind = offered.filter(({ about: each }) => each === kind);
            return (
              ofKind.length > 0 && (
                <optgroup key={kind} label={`For ${subjectKindWords(kind)}`}>
                  {ofKind.map((each) => (
                    <option key={each.key} value={each.key}>
                      {each.title}
                    </option>
                  ))}
                </optgroup>
              )
            );
          })}
        </select>
        {chosen && <Subjects key={chosen.about} id={`${id}-subject`} kind={chosen.about} value={subject} onChange={setSubject} />}
        <ActingPerson label="Run by" />
        <div className="start-means" role="status">
          {chosen && (
            <p>
              {chosen.says} {counted(chosen.items, 'item')}, {chosen.critical} of them critical; {styleWords(chosen.style)}, {chosen.moment}
              .
            </p>
          )}
          {lack !== null && <p className="muted">{lack}</p>}
        </div>
        {chosen && about && <StandingPanel template={chosen.key} about={about} />}
        {refusal && <RefusalLine refusal={refusal} />}
        <div className="actions">
          <button type="submit" className="main" disabled={lack !== null || busy}>
            Start
          </button>
          <button type="button" onClick={cancel}>
            Cancel <kbd>Esc</kbd>
          </button>
        </div>
      </form>
    </>
  );
}

interface SubjectsProps {
  readonly id: string;
  readonly kind: CheckedKind;
  readonly value: string;
  readonly onChange: (id: string) => void;
}

/** For what it is run: chosen from a list, a day to be written; the workspace needs no choice. */
function Subjects({ id, kind, value, onChange }: SubjectsProps) {
  const subjects = useSubjects(kind);
  const today = dayOf(useNow());
  useEffect(() => {
    if (kind === 'day' && value === '') onChange(today);
  }, [kind, value, today, onChange]);
  if (kind === 'workspace') return null;
  const label = <label htmlFor={id}>{subjectKindTitle(kind)}</label>;
  if (kind === 'day') {
    return (
      <>
        {label}
        <input id={id} className="field" type="date" value={value} onChange={(event) => onChange(event.currentTarget.value)} />
      </>
    );
  }
  return (
    <>
      {label}
      <select id={id} className="field" value={value} onChange={(event) => onChange(event.currentTarget.value)}>
        <option value="">{subjects.length === 0 ? 'there is none yet' : 'choose one'}</option>
        {subjects.map((subject) => (
          <option key={subject.id} value={subject.id}>
            {subject.title}
          </option>
        ))}
      </select>
    </>
  );
}

function subjectOf(kind: CheckedKind, id: string, beginning: StartFormProps['beginning']): Subject | null {
  if (kind === 'workspace') return { kind, id: WORKSPACE };
  if (kind === 'day') return isDay(id) ? { kind, id } : null;
  if (id !== '') return { kind, id };
  return beginning.kind === kind && beginning.id !== '' ? { kind, id: beginning.id } : null;
}

function lackOf(chosen: TemplateLine | undefined, about: Subject | null, nobody: boolean): string | null {
  if (!chosen) return 'Choose the checklist.';
  if (about === null) return `Choose ${subjectKindWords(chosen.about)}.`;
  return nobody ? 'Say who runs it.' : null;
}
