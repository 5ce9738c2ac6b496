import { z } from 'zod';
import { instantString } from '../figures/index.ts';
import { eventType, type EventType } from './event-type.ts';

const clockWentBack = eventType({
  type: 'journal.clock-went-back',
  version: 1,
  payload: z.object({ previous: instantString, claimed: instantString }),
  words: ({ previous, claimed }) => `The machine's clock went back from ${previous} to ${claimed}`,
  inverse: () => ({ never: 'What the clock said cannot be taken back.' }),
});

const verifiedSchema = z.object({
  holds: z.boolean(),
  /** How many entries the journal had then, and the root over them in hexadecimal; null where not every entry could be read. */
  events: z.int().min(0),
  root: z.string().max(64).nullable(),
  /** Names of the checks that did not hold. */
  failed: z.array(z.string().max(40)).max(20),
});
/** What a verification of the whole workspace found. */
export type Verified = z.infer<typeof verifiedSchema>;

const verified = eventType({
  type: 'journal.verified',
  version: 1,
  payload: verifiedSchema,
  words: ({ holds, events, failed }) =>
    holds
      ? `Verified ${events.toLocaleString('en')} entries, the tables and the rows beside them: all holds`
      : `Verified ${events.toLocaleString('en')} entries: ${failed.join(', ')} did not hold`,
  inverse: () => ({ never: 'What a verification found cannot be taken back. Verify again.' }),
});
/** The journal's own events: what it has to say about itself. */
export const journalEvents: readonly EventType[] = [clockWentBack, verified];
