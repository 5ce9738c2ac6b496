import { z } from 'zod';
import { evidenceRefSchema } from '../evidence/index.ts';
import { dayString, identifier, instantString, trailSchema, VERDICTS } from '../figures/index.ts';
import { PROOFS } from '../workspace/index.ts';

const paragraph = z.string().min(1).max(2_000);
const sha256 = z.string().regex(/^[0-9a-f]{64}$/, 'must be a SHA-256 in 64 small hexadecimal digits');

/** Who did something: a person of the workspace, with the name of then. */
export const signerSchema = z.strictObject({ person: identifier, name: z.string().min(1).max(200) });
export type Signer = z.infer<typeof signerSchema>;

const byHandOrRead = [
  z.strictObject({ is: z.literal('not-applicable'), reason: paragraph }),
  z.strictObject({ is: z.literal('unknown'), reason: paragraph.optional() }),
  /** Whether what the item asks for is so. */
  z.strictObject({ is: z.literal('tick'), holds: z.boolean() }),
  /** A decimal number as it was typed, without unit. */
  z.strictObject({ is: z.literal('value'), value: z.string().min(1).max(100) }),
  z.strictObject({ is: z.literal('choice'), option: z.string().min(1).max(60) }),
  z.strictObject({ is: z.literal('date'), day: dayString }),
  z.strictObject({ is: z.literal('text'), text: z.string().min(1).max(10_000) }),
  z.strictObject({ is: z.literal('evidence') }),
  z.strictObject({ is: z.literal('computed') }),
  /** Sides that are typed; of `characters`, one character for each position that was asked, counting from 1. */
  z.strictObject({
    is: z.literal('compare'),
    left: z.string().max(2_000).optional(),
    right: z.string().max(2_000).optional(),
    characters: z
      .array(z.strictObject({ position: z.int().min(1).max(2_000), character: z.string().min(1).max(8) }))
      .max(12)
      .optional(),
  }),
  z.strictObject({ is: z.literal('timer') }),
  z.strictObject({ is: z.literal('sub-list') }),
] as const;

/**
 * What was given for an item, as it is kept. `not-applicable` and `unknown` answer an item of any kind, the rest the item of their kind.
 * What is computed, timed or told by another checklist is read by the engine: the person only says that it shall be read now.
 */
export const givenSchema = z.discriminatedUnion('is', [
  ...byHandOrRead,
  z.strictObject({ is: z.literal('signature'), signer: signerSchema, proved: z.enum(PROOFS) }),
]);
export type Given = z.infer<typeof givenSchema>;

/** The same as a person sends it: a signature comes with the PIN, which is never kept. */
export const sentSchema = z.discriminatedUnion('is', [
  ...byHandOrRead,
  z.strictObject({ is: z.literal('signature'), person: identifier, pin: z.string().max(64).optional() }),
]);
export type Sent = z.infer<typeof sentSchema>;

/** What the application said when it was asked: frozen with its inputs, so that it can be understood when it says something else. */
export const readingSchema = z.strictObject({
  /** Where it was read: `metric pretrade.distance`, `fact leg.rail`, `typed`, `checklist TPL-CONFIRM`. */
  from: z.string().min(1).max(1_000),
  name: z.string().min(1).max(300),
  unit: z.string().max(60).nullable(),
  currency: z.string().max(120).nullable(),
  /** Null where it could not be read; then `unavailable` says why. */
  value: z.string().max(10_000).nullable(),
  unavailable: z.strictObject({ reason: z.string(), message: z.string() }).nullable(),
  /** The instant or day of which the value speaks, where that is not the instant of reading. */
  asOf: z.string().max(60).nullable(),
  trail: trailSchema,
});
export type Reading = z.infer<typeof readingSchema>;

/** When the item came on screen and how long it stood there, as the screen measured; null where no screen did. */
export const timingSchema = z.strictObject({
  shownAt: instantString.nullable(),
  milliseconds: z.int().min(0).max(2_592_000_000).nullable(),
});
export type Timing = z.infer<typeof timingSchema>;

/** An answer as it stands in a run. */
export const answerSchema = z.strictObject({
  given: givenSchema,
  result: z.enum(VERDICTS),
  /** Why it has that result, in a sentence. */
  because: z.string().min(1).max(20_000),
  note: z.string().max(10_000).nullable(),
  evidence: z.array(evidenceRefSchema).max(100),
  readings: z.array(readingSchema).max(4),
  /** The facts for which the item's condition asks, as they were. */
  facts: z.record(z.string(), z.string().nullable()),
  by: signerSchema,
  /** The engine's clock when the answer came. */
  at: instantString,
  timing: timingSchema,
  /** The answer does not count from this instant on; null where it stands as long as its run. */
  validUntil: instantString.nullable(),
});
export type Answer = z.infer<typeof answerSchema>;

/** The result of an item against which the signature goes ahead all the same. */
export const overrideSchema = z.strictObject({
  /** What stood in the way. */
  blocker: z.enum(['unanswered', 'failed', 'unknown', 'expired', 'evidence']),
  reason: paragraph,
  by: signerSchema,
  at: instantString,
  /** By whose leave: another person's, or the same person's after the cool-off. */
  leave: z.union([
    z.strictObject({ kind: z.literal('second-person'), approver: signerSchema, proved: z.enum(PROOFS) }),
    z.strictObject({ kind: z.literal('cool-off'), requestedAt: instantString }),
  ]),
});
export type Override = z.infer<typeof overrideSchema>;

/** An override that waits for its cool-off. */
export const overrideRequestSchema = z.strictObject({
  reason: paragraph,
  by: signerSchema,
  at: instantString,
  effectiveAt: instantString,
  /** Shown, and to be typed again. */
  number: z.string().regex(/^\d{6}$/),
});
export type OverrideRequest = z.infer<typeof overrideRequestSchema>;

export const signatureSchema = z.strictObject({
  role: z.string().min(1).max(300),
  signer: signerSchema,
  proved: z.enum(PROOFS),
  at: instantString,
  statement: paragraph,
  runHash: sha256,
  /** The same person has signed before, after the cool-off, because the workspace knows nobody else. */
  alone: z.boolean(),
});
export type Signature = z.infer<typeof signatureSchema>;

/** An item that was not asked, and why. */
export const hiddenSchema = z.strictObject({ item: z.string(), because: z.string() });
export type Hidden = z.infer<typeof hiddenSchema>;
