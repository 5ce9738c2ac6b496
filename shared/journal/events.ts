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

/** The journal's own events: what it has to say about itself. */
export const journalEvents: readonly EventType[] = [clockWentBack];
