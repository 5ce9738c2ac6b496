import { z } from 'zod';
import { identifier } from '../figures/index.ts';

/** Id of the person whom every workspace begins with. */
export const OWNER = 'owner';

/** Who may sign here, as the workspace's owner has told it. A role is words for people, not a permission. */
export const personWordsSchema = z.object({
  name: z.string().trim().min(1, 'must be a name').max(120),
  role: z.string().trim().max(120),
});
export type PersonWords = z.infer<typeof personWordsSchema>;

export const personSchema = personWordsSchema.extend({
  person: identifier,
  retired: z.boolean(),
  /** Without a PIN a signature says only who was named. */
  hasPin: z.boolean(),
});
export type Person = z.infer<typeof personSchema>;

/** The owner until somebody has told a name. */
export const FIRST_OWNER: PersonWords = { name: 'Owner', role: '' };

/** A PIN keeps colleagues at one desk apart; it is no protection against somebody who has the file and time. */
export const pinSchema = z.string().min(4, 'must have at least 4 characters').max(64);

/** How sure it is that a person signs: by PIN, or only by having been named. */
export const PROOFS = ['pin', 'named'] as const;
export type Proof = (typeof PROOFS)[number];

/** Milliseconds that must go by after the last of so many wrong PINs within the hour before the next is looked at. */
export function pinWait(wrong: number): number {
  return wrong < 3 ? 0 : Math.min(15 * 2 ** (wrong - 3), 15 * 60) * 1_000;
}
