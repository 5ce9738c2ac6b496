/** A refusal that a person can meet: a code for programs, a sentence naming what, where and the remedy, and details. */
export interface Refusal {
  readonly code: string;
  readonly message: string;
  readonly details?: Readonly<Record<string, unknown>>;
}

/** What a command or a query that may be refused answers. Exceptions are left for defects. */
export type Outcome<T> = { readonly ok: T } | { readonly error: Refusal };

export function done<T>(ok: T): { readonly ok: T } {
  return { ok };
}

/** `code` is kebab-case and stable. */
export function refuse(code: string, message: string, details?: Readonly<Record<string, unknown>>): { readonly error: Refusal } {
  return { error: details === undefined ? { code, message } : { code, message, details } };
}

export function isRefused<T>(outcome: Outcome<T>): outcome is { readonly error: Refusal } {
  return 'error' in outcome;
}
