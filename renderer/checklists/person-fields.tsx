import { type KeyboardEvent, useEffect, useId } from 'react';
import { useActivePersons } from './readings.ts';

interface PersonFieldsProps {
  readonly label: string;
  readonly person: string;
  readonly pin: string;
  readonly onChange: (changes: { readonly person?: string; readonly pin?: string }) => void;
  readonly onEnter?: () => void;
  /** People who may not be chosen here, by id. */
  readonly without?: readonly string[];
  readonly disabled?: boolean;
  /** Who works is only named; who signs proves it. */
  readonly withoutPin?: boolean;
}

/** Who it is, and the PIN where that person has set one. Where there is one person only, it is that one. */
export function PersonFields({
  label,
  person,
  pin,
  onChange,
  onEnter,
  without = NOBODY,
  disabled = false,
  withoutPin = false,
}: PersonFieldsProps) {
  const persons = useActivePersons().filter((each) => !without.includes(each.person));
  const id = useId();
  const chosen = persons.find((each) => each.person === person);
  const only = persons.length === 1 ? persons[0]?.person : undefined;
  useEffect(() => {
    if (only !== undefined && person !== only && !disabled) onChange({ person: only, pin: '' });
  }, [only, person, disabled, onChange]);
  const enter = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !onEnter) return;
    event.preventDefault();
    onEnter();
  };
  return (
    <div className="person-fields">
      <label htmlFor={`${id}-person`}>{label}</label>
      <select
        id={`${id}-person`}
        className="field"
        value={person}
        disabled={disabled}
        data-answer-field=""
        onChange={(event) => onChange({ person: event.currentTarget.value, pin: '' })}
        onKeyDown={enter}
      >
        {only === undefined && <option value="">choose</option>}
        {persons.map((each) => (
          <option key={each.person} value={each.person}>
            {each.role === '' ? each.name : `${each.name}, ${each.role}`}
          </option>
        ))}
      </select>
      {chosen?.hasPin && !withoutPin && (
        <>
          <label htmlFor={`${id}-pin`}>PIN</label>
          <input
            id={`${id}-pin`}
            className="field"
            type="password"
            autoComplete="off"
            value={pin}
            disabled={disabled}
            onChange={(event) => onChange({ pin: event.currentTarget.value })}
            onKeyDown={enter}
          />
        </>
      )}
    </div>
  );
}

const NOBODY: readonly string[] = [];
