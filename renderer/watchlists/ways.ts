import type { AnySubject, SubjectKind } from '../../shared/figures/index.ts';
import { watchedKey } from '../../shared/watchlists/index.ts';
import { openBeside } from '../window/places.ts';

/** What the panel beside a list shows: a subject by its kind and id, or one of the forms. */
export type Shown =
  | { readonly shows: 'subject'; readonly kind: SubjectKind; readonly id: string }
  | { readonly shows: 'new-list'; readonly about?: readonly AnySubject[] }
  | { readonly shows: 'list'; readonly list: string }
  | { readonly shows: 'add'; readonly list?: string; readonly about?: readonly AnySubject[] }
  | { readonly shows: 'import'; readonly list?: string };

/** Opens what is known of something beside the present list. */
export function openSubject(about: AnySubject, title: string, anew = false): void {
  openBeside('subject', watchedKey(about), { name: title, anew });
}

/** Opens one of the forms beside the present list. */
export function openForm(shown: Exclude<Shown, { shows: 'subject' }>): void {
  openBeside('subject', `${FORM}${JSON.stringify(shown)}`, { name: FORM_NAMES[shown.shows] });
}

const FORM = 'form:';
const FORM_NAMES: Readonly<Record<Exclude<Shown['shows'], 'subject'>, string>> = {
  'new-list': 'New watchlist',
  list: 'Watchlist',
  add: 'Add to a watchlist',
  import: 'Import a watchlist',
};

/** What an address of the panel means; null where it means nothing. */
export function shownIn(subject: string): Shown | null {
  if (subject.startsWith(FORM)) {
    try {
      return JSON.parse(subject.slice(FORM.length)) as Shown;
    } catch {
      return null;
    }
  }
  const at = subject.indexOf(':');
  return at <= 0 ? null : { shows: 'subject', kind: subject.slice(0, at) as SubjectKind, id: subject.slice(at + 1) };
}

/** Begins an alert about something, or about every one of a kind that a condition lets through. */
export function alertOn(beginning: {
  readonly kind: SubjectKind;
  readonly ids?: readonly string[];
  readonly metric?: string;
  readonly rule?: string;
}): void {
  openBeside('alert-rule', `new:${JSON.stringify(beginning)}`, { name: 'New rule' });
}
