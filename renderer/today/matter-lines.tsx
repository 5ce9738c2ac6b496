import { dayText } from '../figures/time-text.ts';
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

export function MatterLine({ matter: { title, says, day, open } }: { readonly matter: Matter }) {
  return (
    <li>
      {open === undefined ? (
        <b>{title}</b>
      ) : (
        <button type="button" className="way" onClick={open}>
          {title}
        </button>
      )}{' '}
      {says}
      {day !== undefined && <span className="muted"> · {dayText(day)}</span>}
    </li>
  );
}
