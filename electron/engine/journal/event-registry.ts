import type { EventType, JournalEvent, NewEvent } from '../../../shared/journal/index.ts';
import type { Column, Fold } from '../column.ts';

/** The members of a body that belong to the event itself; a payload may not use these names. */
export const ENVELOPE: readonly string[] = ['id', 'at', 'actor', 'subject', 'schema', 'undoes'];

/** Everything the journal knows about kinds of events: definitions by type, and which folds apply to which. */
export interface EventRegistry {
  readonly columns: readonly Column[];
  typeOf(type: string): EventType;
  foldsOf(type: string): readonly Fold[];
  /** Tables emptied by a rebuild. */
  readonly projections: readonly string[];
}

/** Throws (a defect) where two columns define one type, or a fold names a type that nobody defines. */
export function createEventRegistry(columns: readonly Column[]): EventRegistry {
  const types = new Map<string, EventType>();
  for (const column of columns) {
    for (const definition of column.events) {
      if (types.has(definition.type)) throw new Error(`two columns define ${definition.type}`);
      types.set(definition.type, definition);
    }
  }
  const folds = new Map<string, Fold[]>([...types.keys()].map((type) => [type, []]));
  for (const column of columns) {
    for (const [type, apply] of Object.entries(column.folds)) {
      const list = folds.get(type);
      if (!list) throw new Error(`${column.name} folds ${type}, which nobody defines`);
      list.push(apply);
    }
  }
  return {
    columns,
    typeOf(type) {
      const definition = types.get(type);
      if (!definition) throw new Error(`unknown event type ${type}`);
      return definition;
    },
    foldsOf: (type) => folds.get(type) ?? [],
    projections: columns.flatMap((column) => column.projections),
  };
}

/** The fields of the body of an event that is about to be appended: its envelope and its payload's members side by side. */
export function bodyFields(
  definition: EventType,
  event: NewEvent,
  envelope: { readonly id: string; readonly at: string; readonly actor: string },
): Record<string, unknown> {
  const payload = definition.payload.parse(event.payload) as Record<string, unknown>;
  const clash = Object.keys(payload).find((name) => ENVELOPE.includes(name));
  if (clash !== undefined) throw new Error(`${event.type} has a payload member named ${clash}, which belongs to the envelope`);
  const fields: Record<string, unknown> = { ...envelope, subject: event.subject, schema: definition.version };
  if (event.undoes !== undefined) fields['undoes'] = event.undoes;
  for (const [name, value] of Object.entries(payload)) if (value !== undefined) fields[name] = value;
  return fields;
}

/** The event that a body tells of, its payload brought to the current version by the type's upcasters. */
export function eventFromBody(definition: EventType, seq: number, body: string): JournalEvent {
  const { id, at, actor, subject, schema, undoes, ...payload } = JSON.parse(body) as Envelope;
  const event = {
    seq,
    id,
    at,
    actor,
    type: definition.type,
    version: definition.version,
    subject,
    payload: current(definition, schema, payload),
  };
  return undoes === undefined ? event : { ...event, undoes };
}

interface Envelope {
  readonly id: string;
  readonly at: string;
  readonly actor: string;
  readonly subject: string;
  readonly schema: number;
  readonly undoes?: string;
}

function current(definition: EventType, schema: number, payload: unknown): unknown {
  let upcast = payload;
  for (let version = schema; version < definition.version; version += 1) {
    const step = definition.upcasters?.[version];
    if (!step) throw new Error(`${definition.type} has no upcaster from version ${version}`);
    upcast = step(upcast);
  }
  return upcast;
}
