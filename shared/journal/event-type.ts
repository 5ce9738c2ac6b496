import type { z } from 'zod';

/** An event as the journal keeps it: what happened, to what, when, by whom. `seq` is its place in the tree and counts from 0. */
export interface JournalEvent<Payload = unknown> {
  readonly seq: number;
  /** UUIDv7, made by the writer. */
  readonly id: string;
  /** Instant in UTC with milliseconds, as the writer's clock claimed it. */
  readonly at: string;
  readonly actor: string;
  /** `column.what-happened`, past tense. */
  readonly type: string;
  /** Version of the payload's shape; older ones are read through the event type's upcasters. */
  readonly version: number;
  /** Id of the thing it happened to. */
  readonly subject: string;
  readonly payload: Payload;
  /** The event whose inverse this is. */
  readonly undoes?: string;
}

/** What a command decides should be appended. `undoes` names the event whose inverse this is. */
export interface NewEvent<Payload = unknown> {
  readonly type: string;
  readonly subject: string;
  readonly payload: Payload;
  readonly undoes?: string;
  /** Ids of earlier events that this one derives from. */
  readonly parents?: readonly string[];
}

/**
 * The one definition of a kind of event: its name, its payload's schema, how it reads in words, and how it is undone.
 * `inverse` answers the event that takes it back, or the sentence why it cannot be undone.
 */
export interface EventType<Payload = unknown> {
  readonly type: string;
  readonly version: number;
  readonly payload: z.ZodType<Payload>;
  readonly words: (payload: Payload) => string;
  readonly inverse: (event: JournalEvent<Payload>) => NewEvent | { readonly never: string };
  /** From version `n` to `n + 1`. */
  readonly upcasters?: Readonly<Record<number, (old: unknown) => unknown>>;
}

/** Ties schema, words and inverse together; the payload's type is erased so that event types can stand in one list. */
export function eventType<Payload>(definition: EventType<Payload>): EventType {
  return definition as unknown as EventType;
}
