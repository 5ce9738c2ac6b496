import { z } from 'zod';
import { identifier, instantString } from '../figures/index.ts';
import { eventType, type EventType, type NewEvent } from '../journal/index.ts';
import { mappingSchema, type Mapping } from './mapping.ts';

const count = z.int().min(0);

/** A file's rows were taken in. They lie beside the journal, which holds their number and the root of their tree. */
export const batchImported = z.object({
  file: z.string().max(1000),
  format: identifier,
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  rows: count,
  accepted: count,
  duplicates: count,
  skipped: count,
  rejected: count,
  /** First and last instant among what was accepted. */
  firstAt: instantString.optional(),
  lastAt: instantString.optional(),
  items: z.object({ alg: z.literal('rfc6962-sha256'), n: count, root: z.string() }),
  options: z.record(z.string(), z.string()),
  notices: z.array(z.string().max(2000)).max(100),
});
export type BatchImported = z.infer<typeof batchImported>;

const batchTurned = z.object({ file: z.string().max(1000), accepted: count });
export type BatchTurned = z.infer<typeof batchTurned>;

const templateSaved = z.object({ name: z.string().min(1).max(100), mapping: mappingSchema, before: mappingSchema.nullable() });
export type TemplateSaved = z.infer<typeof templateSaved>;

const templateRemoved = z.object({ name: z.string().min(1).max(100), mapping: mappingSchema });
export type TemplateRemoved = z.infer<typeof templateRemoved>;

/** Every event of the imports column. Nothing is deleted by an undo: a withdrawn batch stops counting and can be restored. */
export const importEvents: readonly EventType[] = [
  eventType<BatchImported>({
    type: 'imports.batch-imported',
    version: 1,
    payload: batchImported,
    words: ({ file, accepted, rows }) => `Imported ${file}: ${plural(accepted, 'row')} of ${rows} taken in`,
    inverse: ({ subject, payload }) => batchWithdrawn(subject, payload),
  }),
  eventType<BatchTurned>({
    type: 'imports.batch-withdrawn',
    version: 1,
    payload: batchTurned,
    words: ({ file, accepted }) => `Took back the import of ${file} with its ${plural(accepted, 'row')}`,
    inverse: ({ subject, payload }) => ({ type: 'imports.batch-restored', subject, payload }),
  }),
  eventType<BatchTurned>({
    type: 'imports.batch-restored',
    version: 1,
    payload: batchTurned,
    words: ({ file, accepted }) => `Restored the import of ${file} with its ${plural(accepted, 'row')}`,
    inverse: ({ subject, payload }) => batchWithdrawn(subject, payload),
  }),
  eventType<TemplateSaved>({
    type: 'imports.template-saved',
    version: 1,
    payload: templateSaved,
    words: ({ name, before }) => `${before === null ? 'Saved' : 'Changed'} the mapping “${name}”`,
    inverse: ({ subject, payload }) =>
      payload.before === null
        ? { type: 'imports.template-removed', subject, payload: { name: payload.name, mapping: payload.mapping } }
        : templateEvent(payload.name, payload.before, payload.mapping),
  }),
  eventType<TemplateRemoved>({
    type: 'imports.template-removed',
    version: 1,
    payload: templateRemoved,
    words: ({ name }) => `Removed the mapping “${name}”`,
    inverse: ({ payload }) => templateEvent(payload.name, payload.mapping, null),
  }),
];

export function batchWithdrawn(batch: string, { file, accepted }: BatchTurned): NewEvent<BatchTurned> {
  return { type: 'imports.batch-withdrawn', subject: batch, payload: { file, accepted } };
}

/** `before` is the mapping that had this name, so that the change can be undone. */
export function templateEvent(name: string, mapping: Mapping, before: Mapping | null): NewEvent<TemplateSaved> {
  return { type: 'imports.template-saved', subject: name, payload: { name, mapping, before } };
}

function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
