import { z } from 'zod';
import { identifier } from '../figures/index.ts';
import { eventType, type EventType } from '../journal/index.ts';

/** `record` is the id of the row that holds the wrapped key. Nothing of a key is ever told to the journal. */
export const passphraseSet = z.strictObject({ record: identifier });
export type PassphraseSet = z.infer<typeof passphraseSet>;

export const passphraseChanged = z.strictObject({ before: identifier, after: identifier });
export type PassphraseChanged = z.infer<typeof passphraseChanged>;

export const passphraseEvents: readonly EventType[] = [
  eventType<PassphraseSet>({
    type: 'workspace.passphrase-set',
    version: 1,
    payload: passphraseSet,
    words: () => 'Set a passphrase; evidence is sealed under it',
    inverse: () => ({ never: 'Remove the passphrase where it is no longer wanted.' }),
  }),
  eventType<PassphraseChanged>({
    type: 'workspace.passphrase-changed',
    version: 1,
    payload: passphraseChanged,
    words: () => 'Changed the passphrase',
    inverse: () => ({ never: 'The passphrase before is kept nowhere. Change it again.' }),
  }),
  eventType<PassphraseSet>({
    type: 'workspace.passphrase-removed',
    version: 1,
    payload: passphraseSet,
    words: () => 'Removed the passphrase; evidence lies open in the workspace’s file',
    inverse: () => ({ never: 'Set a passphrase again.' }),
  }),
];
