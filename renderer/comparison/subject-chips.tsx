import { useEffect, useRef, useState } from 'react';
import { MOST_SUBJECTS } from '../../shared/comparison/index.ts';
import type { AnySubject } from '../../shared/figures/index.ts';
import { SubjectPicker } from '../metrics/index.ts';
import { titleAt } from './shown-subjects.ts';
import { keyOf } from './ways.ts';

interface SubjectChipsProps {
  readonly subjects: readonly AnySubject[];
  readonly titles: readonly (string | null)[];
  readonly adding: boolean;
  readonly onAdding: (adding: boolean) => void;
  readonly onChange: (subjects: readonly AnySubject[]) => void;
}

/** Who stands side by side, each in its colour; others are added while there is room. */
export function SubjectChips({ subjects, titles, adding, onAdding, onChange }: SubjectChipsProps) {
  const [refused, setRefused] = useState<string>();
  const full = subjects.length >= MOST_SUBJECTS;
  return (
    <div className="list-bar subject-chips" role="group" aria-label="Subjects that are compared">
      {subjects.map((subject, place) => {
        const title = titleAt(titles, place, subject);
        return (
          <span key={keyOf(subject)} className="chip compared-subject">
            <i className={`swatch series-${place + 1}`} aria-hidden="true" />
            <span>{title}</span>
            <button
              type="button"
              className="plain not-printed"
              aria-label={`Take ${title} away`}
              onClick={() => onChange(subjects.filter((_, at) => at !== place))}
            >
              ×
            </button>
          </span>
        );
      })}
      {!full && !adding && (
        <button type="button" className="chip not-printed" onClick={() => onAdding(true)}>
          + subject <kbd>a</kbd>
        </button>
      )}
      {adding && !full && (
        <AddSubject
          error={refused}
          onLeave={() => onAdding(false)}
          onAdd={(subject) => {
            if (subjects.some((each) => keyOf(each) === keyOf(subject))) setRefused('It stands here already.');
            else {
              setRefused(undefined);
              onChange([...subjects, subject]);
              onAdding(false);
            }
          }}
        />
      )}
    </div>
  );
}

interface AddSubjectProps {
  readonly error: string | undefined;
  readonly onAdd: (subject: AnySubject) => void;
  readonly onLeave: () => void;
}

function AddSubject({ error, onAdd, onLeave }: AddSubjectProps) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => place.current?.querySelector('input')?.focus(), []);
  return (
    <div
      className="add-subject not-printed"
      role="presentation"
      ref={place}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        onLeave();
      }}
    >
      <SubjectPicker label="Add a subject" value={null} error={error} onChange={({ kind, id }) => onAdd({ kind, id })} />
    </div>
  );
}
