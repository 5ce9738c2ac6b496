import { z } from 'zod';
import { identifier, VERDICTS } from '../figures/index.ts';

/** What must hold before anything is scored, in the order in which it is shown. */
export const GATES = ['eligibility', 'legal', 'red-flags', 'kyc', 'custody', 'exposure-limit'] as const;
export type GateId = (typeof GATES)[number];

/** What a gate says, and which record or answer it says it from. */
export const gateSchema = z.object({
  gate: z.enum(GATES),
  name: z.string(),
  verdict: z.enum(VERDICTS),
  /** A sentence; where it does not pass, with what would help. */
  says: z.string(),
  from: z
    .discriminatedUnion('in', [
      z.object({ in: z.literal('record'), record: identifier }),
      z.object({ in: z.literal('limit'), limit: identifier }),
      z.object({ in: z.literal('checklist'), run: identifier, item: z.string() }),
      z.object({ in: z.literal('catalogue') }),
      z.object({ in: z.literal('policy') }),
    ])
    .nullable(),
});
export type Gate = z.infer<typeof gateSchema>;

/** `below-floor` and `too-little-evidence` pass the gates and are not ranked all the same. */
export const RANK_STATES = ['ranked', 'not-eligible', 'cannot-decide', 'below-floor', 'too-little-evidence', 'unscored'] as const;
export type RankState = (typeof RANK_STATES)[number];
