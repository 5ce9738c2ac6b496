import { z } from 'zod';
import { DECIMAL_TEXT } from './decimal.ts';
import { isDay } from './day.ts';

z.config({ jitless: true });

/** A decimal number as text, such as `"0.05"`. JSON numbers are refused: they have lost digits before anybody could look. */
export const decimalString = z.string().regex(DECIMAL_TEXT, 'must be a decimal number as text, such as "0.05"');
/** A calendar day that exists, `YYYY-MM-DD`, UTC. */
export const dayString = z.string().refine(isDay, 'must be a day that exists, written YYYY-MM-DD');
/** An instant in UTC, ISO 8601, ending in `Z`. */
export const instantString = z.iso.datetime({ error: 'must be an instant in UTC such as 2024-03-01T12:00:00Z' });
export const assetCode = z.string().min(1).max(120);
export const identifier = z.string().min(1).max(200);
