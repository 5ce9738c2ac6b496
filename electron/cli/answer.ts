import type { Refusal } from '../../shared/figures/index.ts';

/** What a command ends with: the one JSON document, and the same for people. `status` is 0 unless the answer itself is bad news. */
export interface Answer {
  readonly document: unknown;
  readonly text: string;
  readonly status?: ExitStatus;
}

/** 0 done; 1 refused; 2 wrong usage; 3 the store is damaged, locked for good or from a newer version. */
export type ExitStatus = 0 | 1 | 2 | 3;

/** Ends a command with a refusal, from however deep. */
export class Refused extends Error {
  readonly refusal: Refusal;
  constructor(refusal: Refusal) {
    super(refusal.message);
    this.refusal = refusal;
  }
}

/** Ends a command because its line makes no sense. */
export class WrongUsage extends Error {}

const STORE_CODES: ReadonlySet<string> = new Set([
  'newer-workspace',
  'not-a-workspace',
  'workspace-damaged',
  'workspace-busy',
  'workspace-in-use',
  'workspace-changed-by-hand',
]);

export function statusOf(refusal: Refusal): ExitStatus {
  return STORE_CODES.has(refusal.code) ? 3 : 1;
}

/** The value of an outcome; a refusal ends the command. */
export function accepted<T>(outcome: { readonly ok: T } | { readonly error: Refusal }): T {
  if ('error' in outcome) throw new Refused(outcome.error);
  return outcome.ok;
}
