import { useId, useState } from 'react';
import type { Person } from '../../shared/workspace/index.ts';
import { api } from '../engine/api.ts';
import { useCarrying } from '../engine/command.ts';
import { RefusalLine } from '../forms/refusal-line.tsx';
import { sayChanged } from '../forms/say-changed.ts';
import { useEscape } from '../window/escape.ts';

interface PersonFormProps {
  readonly label: string;
  /** Absent: somebody new. */
  readonly person?: Person;
  readonly close: () => void;
}

/** A person's name and role. */
export function PersonForm({ label, person, close }: PersonFormProps) {
  const [name, setName] = useState(person?.name ?? '');
  const [role, setRole] = useState(person?.role ?? '');
  const id = useId();
  const add = useCarrying(api.workspace.addPerson.mutate);
  const change = useCarrying(api.workspace.changePerson.mutate);
  useEscape(true, close);
  async function send(): Promise<void> {
    const words = { name: name.trim(), role: role.trim() };
    const settled = person ? await change.carry({ person: person.person, ...words }) : await add.carry(words);
    if (settled === null) return;
    sayChanged(person ? `${settled.name} is how it stands now; signatures before keep their name.` : `${settled.name} may sign here.`);
    close();
  }
  const refusal = add.refusal ?? change.refusal;
  return (
    <form
      className="settings-form"
      aria-label={label}
      onSubmit={(event) => {
        event.preventDefault();
        if (name.trim() !== '') void send();
      }}
    >
      <label htmlFor={`${id}-name`}>Name</label>
      <input
        id={`${id}-name`}
        className="field"
        maxLength={120}
        autoComplete="off"
        ref={focusFirst}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <label htmlFor={`${id}-role`}>Role</label>
      <input
        id={`${id}-role`}
        className="field"
        maxLength={120}
        autoComplete="off"
        placeholder="such as Operations"
        value={role}
        onChange={(event) => setRole(event.currentTarget.value)}
      />
      <div className="actions">
        <button type="submit" className="main" disabled={name.trim() === '' || add.busy || change.busy}>
          {person ? 'Change' : 'Add'}
        </button>
        <button type="button" onClick={close}>
          Cancel
        </button>
      </div>
      {refusal && <RefusalLine refusal={refusal} />}
    </form>
  );
}

/** Somebody who opened a form wants to write in it. Outside the component, so that it is called once. */
export function focusFirst(field: HTMLInputElement | null): void {
  field?.focus();
}
