import { useEffect, useState } from 'react';

/** What was typed into forms and neither saved nor cancelled, by form. It lives as long as the window. */
const kept = new Map<string, unknown>();

export interface KeptDraft<T> {
  readonly draft: T;
  readonly set: (next: T | ((before: T) => T)) => void;
  /** Whether it was begun earlier, and the form left without saving or cancelling. */
  readonly resumed: boolean;
}

/**
 * The state of a form that outlives it: who looks something up in the middle of typing finds the form as it was left.
 * `key` names the form and what it is about. Saving and cancelling call {@link forgetDraft}.
 */
export function useKeptDraft<T>(key: string, initial: () => T): KeptDraft<T> {
  const [resumed] = useState(() => kept.has(key));
  const [draft, setDraft] = useState<T>(() => (kept.has(key) ? (kept.get(key) as T) : initial()));
  const [touched, setTouched] = useState(resumed);
  useEffect(() => {
    if (touched) kept.set(key, draft);
  }, [key, draft, touched]);
  return {
    draft,
    resumed,
    set: (next) => {
      setTouched(true);
      setDraft(next);
    },
  };
}

/** Whether something typed waits under this key. */
export function hasDraft(key: string): boolean {
  return kept.has(key);
}

/** Drops what was typed, because it was saved or is not wanted. */
export function forgetDraft(key: string): void {
  kept.delete(key);
}
