import { z } from 'zod';
import { assetCode, decimalString } from '../figures/index.ts';

const share = decimalString.refine((text) => Number(text) >= 0 && Number(text) <= 1, 'must be a share from "0" to "1", such as "0.25"');

/**
 * What the owner of a workspace decides once for all figures. How a window looks is the window's own, and stays with it. A rate or a series that nobody has told is null, and what
 * depends on it is unavailable or left out, never zero.
 */
export const settingsSchema = z.strictObject({
  /** Currency in which values are reported. */
  reportingCurrency: assetCode,
  /** IANA name; days on screen begin there. Stored days are UTC. */
  timeZone: z.string().refine(isTimeZone, 'must be the name of a time zone, such as "Europe/Berlin"'),
  costBasisMethod: z.enum(['fifo', 'lifo', 'hifo', 'lofo', 'average']),
  /** Tax on rewards at receipt, and on gains at disposal, as shares. */
  incomeTaxRate: share.nullable(),
  gainsTaxRate: share.nullable(),
  /** Gains on what was held at least `longTermDays` are taxed at this rate instead, where both are given. */
  longTermGainsTaxRate: share.nullable(),
  longTermDays: z.int().min(1).max(36_500).nullable(),
  /** What "real" is measured against: dilution of the network, consumer prices (a series of the market column), or nothing. */
  deflator: z.union([z.literal('none'), z.literal('dilution'), z.templateLiteral(['prices:', z.string().min(1).max(100)])]),
  automaticBackups: z.boolean(),
  /** Absolute path; null means beside the workspace. */
  backupFolder: z.string().min(1).max(4_000).nullable(),
  /** Minutes that must go by before one person alone may override a blocker; a second person may at once. */
  coolOffMinutes: z.int().min(1, 'must be at least 1 minute').max(10_080, 'must be at most a week, 10,080 minutes'),
});
export type Settings = z.infer<typeof settingsSchema>;
export type SettingName = keyof Settings;

export const DEFAULT_SETTINGS: Settings = {
  reportingCurrency: 'USD',
  timeZone: 'UTC',
  costBasisMethod: 'fifo',
  incomeTaxRate: null,
  gainsTaxRate: null,
  longTermGainsTaxRate: null,
  longTermDays: null,
  deflator: 'dilution',
  automaticBackups: true,
  backupFolder: null,
  coolOffMinutes: 15,
};

export const SETTING_NAMES = Object.keys(DEFAULT_SETTINGS) as readonly SettingName[];

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
