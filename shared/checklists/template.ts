import { z } from 'zod';
import { decimalString, CHECKED_KINDS, VERDICTS } from '../figures/index.ts';

/** The form in which checklists are exchanged as files. */
export const TEMPLATE_FORMAT = 'countinghouse-checklist/1';

const key = z
  .string()
  .regex(/^[A-Z][A-Z0-9]*(-[A-Z0-9]+)*$/, 'must be words of capitals and digits joined by hyphens, such as "TPL-RELEASE"');
/** Stable within a template over all its versions: answers, conditions and statistics name it. */
const itemId = z
  .string()
  .regex(/^[A-Za-z][A-Za-z0-9.-]*$/, 'must begin with a letter and hold letters, digits, dots and hyphens')
  .max(60);
const metric = z.string().regex(/^[a-z-]+\.[A-Za-z0-9.-]+$/, 'must be the name of a metric, such as "pretrade.liquidation-distance"');
const fact = z.string().min(1).max(100);
const line = z.string().min(1).max(300);
const paragraph = z.string().min(1).max(2_000);

/**
 * When an item is asked. Facts are told by the subject's column; a fact that is not known leaves the item standing, because nobody may
 * skip a question for want of knowledge.
 */
export type Condition =
  | { readonly fact: string; readonly is: readonly string[] }
  | { readonly answer: string; readonly is: readonly z.infer<typeof verdict>[] }
  | { readonly all: readonly Condition[] }
  | { readonly any: readonly Condition[] }
  | { readonly not: Condition };
const verdict = z.enum(VERDICTS);
const conditionSchema: z.ZodType<Condition> = z.lazy(() =>
  z.union([
    z.strictObject({ fact, is: z.array(z.string().max(200)).min(1).max(20) }),
    z.strictObject({ answer: itemId, is: z.array(verdict).min(1) }),
    z.strictObject({ all: z.array(conditionSchema).min(1).max(10) }),
    z.strictObject({ any: z.array(conditionSchema).min(1).max(10) }),
    z.strictObject({ not: conditionSchema }),
  ]),
);

/** How long an answer stands before it must be given again; without it, as long as its run. */
const validitySchema = z.strictObject({ amount: z.int().min(1).max(3_650), unit: z.enum(['minutes', 'hours', 'days']) });
export type Validity = z.infer<typeof validitySchema>;

const operandSchema = z.union([
  z.strictObject({ metric }),
  z.strictObject({ fact }),
  /** Typed or pasted by the person; the text says what, and from where it has to come. */
  z.strictObject({ typed: line }),
]);
export type Operand = z.infer<typeof operandSchema>;

const about = {
  id: itemId,
  /** The question with the value or state that is wanted, not "checked". */
  text: line,
  /** Why it is asked, in one or two sentences. */
  why: paragraph,
  /** Where the rule comes from. */
  source: z.string().max(500).optional(),
  /** A failed or unanswered critical item blocks the signature. */
  critical: z.boolean().default(false),
  /** Shown alone on its screen. */
  killer: z.boolean().default(false),
  /** Whether "not applicable" may be answered; it always wants a reason. */
  notApplicable: z.boolean().default(false),
  validFor: validitySchema.optional(),
  condition: conditionSchema.optional(),
  /** Rules, warnings and tips from elsewhere that this item answers, by the names they have there: what proves a checklist complete. */
  covers: z
    .array(
      z
        .string()
        .regex(/^[a-z]+(?:[.-][a-z0-9]+)+$/)
        .max(60),
    )
    .min(1)
    .max(12)
    .optional(),
  /** Files beside the answer. */
  attach: z.enum(['optional', 'required']).default('optional'),
};

/** What is asked, and when the answer passes. Bounds belong to the range. */
export const itemSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('tick'), ...about }),
  z.strictObject({
    kind: z.literal('value'),
    ...about,
    unit: z.string().min(1).max(40),
    atLeast: decimalString.optional(),
    atMost: decimalString.optional(),
  }),
  z.strictObject({
    kind: z.literal('choice'),
    ...about,
    options: z
      .array(z.strictObject({ id: itemId, text: line, result: z.enum(['pass', 'fail', 'unknown']) }))
      .min(2)
      .max(12),
  }),
  z.strictObject({
    kind: z.literal('date'),
    ...about,
    /** Passes when the day lies at most so many days back, or at least so many ahead, of the day of the answer. */
    atMostDaysAgo: z.int().min(0).max(36_500).optional(),
    atLeastDaysAhead: z.int().min(0).max(36_500).optional(),
  }),
  z.strictObject({ kind: z.literal('text'), ...about, atLeastCharacters: z.int().min(1).max(1_000).default(1) }),
  /** Passes when at least so many files are attached and none of them is altered or missing. */
  z.strictObject({ kind: z.literal('evidence'), ...about, atLeastFiles: z.int().min(1).max(20).default(1) }),
  /** Read from the application; the reading and its inputs are frozen in the answer. Without bounds the metric must be a verdict. */
  z.strictObject({ kind: z.literal('computed'), ...about, metric, atLeast: decimalString.optional(), atMost: decimalString.optional() }),
  /** Passes when both sides are the same, as text to the letter or as numbers within the tolerance. */
  z.strictObject({
    kind: z.literal('compare'),
    ...about,
    left: operandSchema,
    right: operandSchema,
    as: z.enum(['text', 'number', 'characters']).default('text'),
    tolerance: decimalString.optional(),
    /** Of `characters`: how many positions of the left side must be typed for the right side, which has to be `typed`. */
    positions: z.int().min(4).max(12).default(6),
  }),
  z.strictObject({ kind: z.literal('signature'), ...about, role: line, statement: paragraph }),
  /** Passes when so many minutes have gone by since the item was first shown. */
  z.strictObject({ kind: z.literal('timer'), ...about, minutes: z.int().min(1).max(10_080) }),
  /** Passes when the other checklist is signed for the same subject and stands. */
  z.strictObject({ kind: z.literal('sub-list'), ...about, template: key }),
]);
export type Item = z.infer<typeof itemSchema>;
export type ItemKind = Item['kind'];

const chunkSchema = z.strictObject({ id: itemId, title: line, items: z.array(itemSchema).min(1).max(40) });
export type Chunk = z.infer<typeof chunkSchema>;

/** What a version of a checklist says; its hash is that of this in canonical form. */
export const templateSchema = z
  .strictObject({
    format: z.literal(TEMPLATE_FORMAT),
    key,
    title: z.string().min(1).max(120),
    says: paragraph,
    /** Read-do: read the line, then do it. Do-confirm: done from memory, then confirmed. */
    style: z.enum(['read-do', 'do-confirm', 'emergency-card']),
    /** The pause point: when it is run. */
    moment: line,
    about: z.enum(CHECKED_KINDS),
    /** What the signer states. */
    statement: paragraph,
    /** Who signs, in this order. With `differs`, nobody who signed before for this run may sign. */
    signatures: z
      .array(z.strictObject({ role: line, differs: z.boolean().default(false) }))
      .min(1)
      .max(4),
    /** After an interruption of more than so many minutes the chunk is asked again. */
    repeatAfterMinutes: z.int().min(1).max(1_440).default(10),
    /** Under so many milliseconds an item (median) the run is flagged as ticked faster than it can be read. */
    tooFastMilliseconds: z.int().min(100).max(60_000).default(1_000),
    /** When the run is due again. */
    renewAfterDays: z.int().min(1).max(3_650).optional(),
    chunks: z.array(chunkSchema).min(1).max(20),
  })
  .superRefine((template, context) => {
    const seen = new Set<string>();
    for (const [c, chunk] of template.chunks.entries()) {
      for (const [i, item] of chunk.items.entries()) {
        if (seen.has(item.id)) {
          context.addIssue({ code: 'custom', path: ['chunks', c, 'items', i, 'id'], message: `is used twice: ${item.id}` });
        }
        for (const name of answersAsked(item.condition)) {
          if (!seen.has(name)) {
            context.addIssue({
              code: 'custom',
              path: ['chunks', c, 'items', i, 'condition'],
              message: `asks for the answer of ${name}, which does not come before ${item.id}`,
            });
          }
        }
        seen.add(item.id);
      }
    }
  });
export type Template = z.infer<typeof templateSchema>;

/** The items whose answers a condition asks for. */
function answersAsked(condition: Condition | undefined): readonly string[] {
  if (condition === undefined) return [];
  if ('answer' in condition) return [condition.answer];
  if ('all' in condition) return condition.all.flatMap(answersAsked);
  if ('any' in condition) return condition.any.flatMap(answersAsked);
  return 'not' in condition ? answersAsked(condition.not) : [];
}

/** All items of a template in the order in which they are asked. */
export function itemsOf(template: Template): readonly Item[] {
  return template.chunks.flatMap((chunk) => chunk.items);
}
