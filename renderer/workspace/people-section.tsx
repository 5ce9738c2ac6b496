import { useState } from 'react';
import type { Person } from '../../shared/workspace/index.ts';
import { OWNER } from '../../shared/workspace/index.ts';
import { api } from '../engine/api.ts';
import { useCarrying } from '../engine/command.ts';
import { useReading } from '../engine/reading.ts';
import { RefusalLine } from '../forms/refusal-line.tsx';
import { sayChanged } from '../forms/say-changed.ts';
import { PersonForm } from './person-form.tsx';
import { PinForm } from './pin-form.tsx';
import { SettingRow } from './setting-row.tsx';
import { changeSettings, type Settings } from './settings-reading.ts';

/** What is open in a person's row. */
type Opened = { readonly person: string; readonly form: 'words' | 'pin' } | null;

/** Who signs here, and how sure a signature is. */
export function PeopleSection({ settings }: { readonly settings: Settings }) {
  const { data: people } = usePeople();
  const [opened, setOpened] = useState<Opened>(null);
  const [adding, setAdding] = useState(false);
  const present = people?.filter(({ retired }) => !retired) ?? [];
  return (
    <section className="settings-section" aria-labelledby="settings-people">
      <h2 id="settings-people">People</h2>
      <p className="settings-says">
        Who signs checklists, tickets and releases here. Without a PIN, a signature says only who was named. A PIN keeps colleagues at this
        machine apart; it does not stop somebody who has the file. Two people at one machine check each other less than two machines would.
      </p>
      {people && (
        <ul className="people" aria-label="People">
          {present.map((person) => (
            <PersonRow
              key={person.person}
              person={person}
              form={opened?.person === person.person ? opened.form : null}
              open={(form) => setOpened(form && { person: person.person, form })}
            />
          ))}
        </ul>
      )}
      {people && <Retired people={people} />}
      {adding ? (
        <PersonForm label="Add a person" close={() => setAdding(false)} />
      ) : (
        <div className="list-bar flush">
          <button type="button" className="second" onClick={() => setAdding(true)}>
            Add a person
          </button>
        </div>
      )}
      <CoolOffRow minutes={settings.coolOffMinutes} />
    </section>
  );
}

function usePeople() {
  return useReading({ columns: ['workspace'], key: ['workspace.persons'], ask: (signal) => api.workspace.persons.query({}, { signal }) });
}

interface PersonRowProps {
  readonly person: Person;
  readonly form: 'words' | 'pin' | null;
  readonly open: (form: 'words' | 'pin' | null) => void;
}

function PersonRow({ person, form, open }: PersonRowProps) {
  const { name, role, hasPin } = person;
  const retire = useCarrying(api.workspace.retirePerson.mutate);
  async function leave(): Promise<void> {
    if ((await retire.carry({ person: person.person })) !== null) sayChanged(`${name} signs here no more. What was signed stands.`);
  }
  return (
    <li>
      <div className="person">
        <b>{name}</b>
        <span className="muted">{[role, hasPin ? 'signs with a PIN' : 'no PIN: named only'].filter(Boolean).join(' · ')}</span>
        <span className="person-ways">
          <button type="button" className="way" aria-label={`Rename ${name}`} onClick={() => open('words')}>
            Rename
          </button>
          <button type="button" className="way" aria-label={`${hasPin ? 'Change' : 'Set'} PIN of ${name}`} onClick={() => open('pin')}>
            {hasPin ? 'Change PIN' : 'Set PIN'}
          </button>
          {person.person !== OWNER && (
            <button type="button" className="way" aria-label={`${name} leaves`} disabled={retire.busy} onClick={() => void leave()}>
              Leaves
            </button>
          )}
        </span>
      </div>
      {retire.refusal && <RefusalLine refusal={retire.refusal} />}
      {form === 'words' && <PersonForm label={`What ${name} is called`} person={person} close={() => open(null)} />}
      {form === 'pin' && <PinForm person={person} close={() => open(null)} />}
    </li>
  );
}

function Retired({ people }: { readonly people: readonly Person[] }) {
  const names = people.filter(({ retired }) => retired).map(({ name }) => name);
  return names.length === 0 ? null : <p className="muted">Left: {names.join(', ')}. What they signed stands.</p>;
}

const MOST_MINUTES = 10_080;

/** How long one person alone has to wait before an override counts. */
function CoolOffRow({ minutes }: { readonly minutes: number }) {
  const [typed, setTyped] = useState<string | null>(null);
  const read = typed === null ? minutes : /^\d{1,5}$/.test(typed.trim()) ? Number(typed) : Number.NaN;
  const isFit = read >= 1 && read <= MOST_MINUTES;
  async function settle(): Promise<void> {
    if (!isFit) return;
    setTyped(null);
    if (read !== minutes) await changeSettings({ coolOffMinutes: read }, `An override by one person alone waits ${read} minutes.`);
  }
  return (
    <SettingRow
      title="Cool-off"
      changes="How long one person alone must wait before overriding a blocker of a checklist. A second person may at once."
    >
      {({ control, says }) => (
        <>
          <input
            id={control}
            aria-describedby={says}
            aria-invalid={!isFit}
            className="field percent"
            inputMode="numeric"
            autoComplete="off"
            value={typed ?? String(minutes)}
            onChange={(event) => setTyped(event.currentTarget.value)}
            onBlur={() => void settle()}
            onKeyDown={(event) => {
              if (event.key === 'Enter') void settle();
              if (event.key === 'Escape') setTyped(null);
            }}
          />
          <span>minutes</span>
          {!isFit && (
            <span className="late" role="alert">
              from 1 to {MOST_MINUTES.toLocaleString()}
            </span>
          )}
        </>
      )}
    </SettingRow>
  );
}
