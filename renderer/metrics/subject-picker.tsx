import { useState } from 'react';
import { type AnySubject, SUBJECT_KINDS, type SubjectKind } from '../../shared/figures/index.ts';
import { useReading } from '../engine/reading.ts';
import { useSettled } from '../lists/index.ts';
import { Picker, type PickerGroup, type PickerOption } from './picker.tsx';
import { findSubjects, type FoundSubject, readTitle } from './readings.ts';
import { KIND_WORDS } from './words.ts';

interface SubjectPickerProps {
  readonly label: string;
  readonly value: AnySubject | null;
  readonly onChange: (subject: FoundSubject) => void;
  /** Of any kind where absent. */
  readonly kinds?: readonly SubjectKind[];
  readonly hint?: string;
  readonly error?: string | undefined;
  readonly needed?: boolean;
}

const MOST = 60;
const NOBODY: AnySubject = { kind: 'workspace', id: '' };

/** Finds a pool, an asset, a position, anything that metrics are read of, by words of its title. */
export function SubjectPicker({ label, value, onChange, kinds, hint, error, needed }: SubjectPickerProps) {
  const [typed, setTyped] = useState('');
  const words = useSettled(typed, 120);
  const { data: title } = useReading(readTitle(value ?? NOBODY), { enabled: value !== null });
  const { data: found, isPending, isPlaceholderData } = useReading(findSubjects(words, kinds, MOST));
  // Who types fast and presses Enter means what was typed, not what the words before it had found.
  const isBehind = typed !== words || isPlaceholderData;
  const subjects = (found?.subjects ?? []).filter((subject) => !isBehind || hasWords(subject, typed));
  return (
    <Picker
      label={label}
      hint={hint}
      error={error}
      {...(needed === undefined ? {} : { needed })}
      placeholder={kinds?.length === 1 ? `Find ${aWord(kinds[0]!)}` : 'Find a pool, an asset, a position …'}
      shown={value === null ? '' : (title ?? value.id)}
      groups={groupsOf(subjects)}
      more={isBehind ? 0 : (found?.total ?? 0) - subjects.length}
      nothing={isPending || isBehind ? 'Looking …' : emptyWords(words, kinds)}
      onType={setTyped}
      onChoose={onChange}
    />
  );
}

function hasWords({ title, id }: FoundSubject, words: string): boolean {
  const text = `${title} ${id}`.toLowerCase();
  return words
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}

function groupsOf(subjects: readonly FoundSubject[]): readonly PickerGroup<FoundSubject>[] {
  return SUBJECT_KINDS.flatMap((kind) => {
    const options = subjects.filter((subject) => subject.kind === kind).map(optionOf);
    const [, many] = KIND_WORDS[kind];
    return options.length === 0 ? [] : [{ title: many, options }];
  });
}

function optionOf(subject: FoundSubject): PickerOption<FoundSubject> {
  const { kind, id, title } = subject;
  const option = { key: `${kind}-${id}`.replaceAll(/[^\w-]/g, '_'), value: subject, title };
  // Long ids are nobody's words.
  return title.includes(id) || id.length > 24 ? option : { ...option, beside: id };
}

function emptyWords(words: string, kinds: readonly SubjectKind[] | undefined): string {
  const what = kinds?.length === 1 ? KIND_WORDS[kinds[0]!][1] : 'subjects';
  return words.trim() === '' ? `There are no ${what} yet.` : `No ${what} have all of these words.`;
}

function aWord(kind: SubjectKind): string {
  const [one] = KIND_WORDS[kind];
  return `${/^[aeiou]/.test(one) ? 'an' : 'a'} ${one}`;
}
