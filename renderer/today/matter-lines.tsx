import { dayText } from '../figures/time-text.ts';
import { useNow } from '../window/clock.ts';
import type { Matter } from './matters.ts';

interface MattersProps {
  readonly title: string;
  readonly says: string;
  /** In place of lines where there are none. */
  readonly none: string;
  readonly matters: readonly Matter[];
}

/** One section of what wants a look. */
export function Matters({ title, says, none, matters }: MattersProps) {
  return (
    <section aria-label={title}>
      <h2>
        {title}
        <span>{says}</span>
      </h2>
      {matters.length === 0 && <p className="muted">{none}</p>}
      <ul className="matters">
        {matters.map((matter) => (
          <MatterLine key={matter.key} matter={matter} />
        ))}
      </ul>
    </section>
  );
}

/** What it is and what is to be done; the day on which it falls due stands at the end, in the tone of what is late where it has passed. */
export function MatterLine({ matter: { title, says, day, open } }: { readonly matter: Matter }) {
  const today = new Date(useNow()).toISOString().slice(0, 10);
  return (
    <li className={day === undefined ? undefined : 'dated'}>
      <span>
        {open === undefined ? (
          <b>{title}</b>
        ) : (
          <button type="button" className="way" onClick={open}>
            {title}
          </button>
        )}{' '}
        {says}
      </span>
      {day !== undefined && (
        <time dateTime={day} className={day < today ? 'late' : 'muted'}>
          {dayText(day)}
        </time>
      )}
    </li>
  );
}
