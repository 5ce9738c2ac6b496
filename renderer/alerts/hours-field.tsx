import { Checkbox, TextInput } from '@mantine/core';
import type { WeeklyHours } from '../../shared/alerts/index.ts';

interface HoursFieldProps {
  readonly label: string;
  /** What null means: `at any time`. */
  readonly without: string;
  readonly value: WeeklyHours | null;
  /** What is taken first when it is switched on. */
  readonly first: WeeklyHours;
  readonly onChange: (hours: WeeklyHours | null) => void;
}

const DAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'] as const;
const DAY_NAMES = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'] as const;

/** Hours of a week, or none: days as buttons, times of day in a zone. */
export function HoursField({ label, without, value, first, onChange }: HoursFieldProps) {
  return (
    <fieldset className="hours-field">
      <legend className="unseen">{label}</legend>
      <Checkbox
        label={label}
        description={value === null ? without : undefined}
        checked={value !== null}
        onChange={(event) => onChange(event.currentTarget.checked ? first : null)}
      />
      {value !== null && (
        <div className="hours-parts">
          <div role="group" aria-label={`${label}: days`} className="hours-days">
            {DAYS.map((name, index) => {
              const day = index + 1;
              const on = value.days.includes(day);
              return (
                <button
                  key={name}
                  type="button"
                  className="chip"
                  aria-pressed={on}
                  aria-label={DAY_NAMES[index]}
                  onClick={() => {
                    const days = on ? value.days.filter((each) => each !== day) : [...value.days, day].sort((one, other) => one - other);
                    if (days.length > 0) onChange({ ...value, days });
                  }}
                >
                  {name}
                </button>
              );
            })}
          </div>
          <TextInput
            aria-label={`${label}: from`}
            type="time"
            value={value.from}
            onChange={(event) => event.currentTarget.value !== '' && onChange({ ...value, from: event.currentTarget.value })}
          />
          <span className="muted">to</span>
          <TextInput
            aria-label={`${label}: to`}
            type="time"
            value={value.to}
            onChange={(event) => event.currentTarget.value !== '' && onChange({ ...value, to: event.currentTarget.value })}
          />
          <TextInput
            aria-label={`${label}: zone`}
            value={value.zone}
            placeholder="Europe/Berlin"
            spellCheck={false}
            onChange={(event) => onChange({ ...value, zone: event.currentTarget.value })}
          />
        </div>
      )}
    </fieldset>
  );
}
