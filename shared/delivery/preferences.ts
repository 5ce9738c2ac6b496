import { z } from 'zod';
import { SEVERITIES, weeklyHoursSchema } from '../alerts/index.ts';

/** What the owner decides about all delivery of a workspace. */
export const deliveryPreferencesSchema = z.strictObject({
  /** Notifications of the operating system, where the window can show them; null: none. */
  native: z.strictObject({ least: z.enum(SEVERITIES), sound: z.boolean() }).nullable(),
  /** Quiet hours of the rules that have none of their own. Critical alerts are delivered all the same. */
  quiet: weeklyHoursSchema.nullable(),
});
export type DeliveryPreferences = z.infer<typeof deliveryPreferencesSchema>;

export const DEFAULT_PREFERENCES: DeliveryPreferences = { native: { least: 'low', sound: true }, quiet: null };
