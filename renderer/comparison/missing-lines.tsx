import type { ShownSubject } from './shown-subjects.ts';

/** Of whom nothing can be drawn, and why. */
export function MissingLines({
  missing,
  subjects,
}: {
  readonly missing: ReadonlyArray<{ readonly place: number; readonly message: string }>;
  readonly subjects: readonly ShownSubject[];
}) {
  if (missing.length === 0) return null;
  return (
    <ul className="missing-lines">
      {missing.map(({ place, message }) => (
        <li key={place}>
          <i className={`swatch series-${(subjects[place]?.colour ?? 0) + 1}`} aria-hidden="true" /> <b>{subjects[place]?.title}</b>{' '}
          {message}
        </li>
      ))}
    </ul>
  );
}

/** The same as sentences, for a picture that is taken along. */
export function missingWords(
  missing: ReadonlyArray<{ readonly place: number; readonly message: string }>,
  subjects: readonly ShownSubject[],
): readonly string[] {
  return missing.map(({ place, message }) => `${subjects[place]?.title ?? ''}: ${message}`);
}
