import { z } from 'zod';
import { instantString } from '../figures/index.ts';
import { eventType, type EventType } from '../journal/index.ts';
import { passphraseEvents } from './passphrase-events.ts';
import { personEvents } from './person-events.ts';
import { SETTING_NAMES, type SettingName } from './settings.ts';

const settingValue = z.union([z.string(), z.int(), z.boolean(), z.null()]);

/** One setting has got another value; a null `before` of a setting that was never told is its default. */
export const settingChanged = z.strictObject({
  setting: z.enum(SETTING_NAMES as [SettingName, ...SettingName[]]),
  before: settingValue,
  after: settingValue,
});
export type SettingChanged = z.infer<typeof settingChanged>;

export const BACKUP_KINDS = ['daily', 'before-migration', 'manual'] as const;

/** A copy of the store was made and verified; it holds the first `events` events, whose tree has this root. */
export const backedUp = z.strictObject({
  file: z.string().max(4_000),
  reason: z.enum(BACKUP_KINDS),
  madeAt: instantString,
  events: z.int().min(0),
  /** Hexadecimal. */
  root: z.string().regex(/^[0-9a-f]{64}$/),
  bytes: z.int().min(0),
});
export type BackedUp = z.infer<typeof backedUp>;

export const workspaceEvents: readonly EventType[] = [
  eventType<SettingChanged>({
    type: 'workspace.setting-changed',
    version: 1,
    payload: settingChanged,
    words: ({ setting, before, after }) => `Setting ${spaced(setting)} changed from ${shown(before)} to ${shown(after)}`,
    inverse: ({ type, subject, payload: { setting, before, after } }) => ({
      type,
      subject,
      payload: { setting, before: after, after: before },
    }),
  }),
  eventType<BackedUp>({
    type: 'workspace.backed-up',
    version: 1,
    payload: backedUp,
    words: ({ file, events }) => `Backup of ${events} events made and verified: ${file}`,
    inverse: () => ({ never: 'A copy that was made cannot be unmade; delete its file where it is no longer wanted.' }),
  }),
  ...personEvents,
  ...passphraseEvents,
];

function spaced(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}

function shown(value: SettingChanged['before']): string {
  return value === null ? 'nothing' : String(value);
}
