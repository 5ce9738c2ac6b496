import type { EventType, ItemsCommitment, JournalEvent } from '../../shared/journal/index.ts';
import type { JobHandler } from './jobs/job.ts';
import type { Sealing } from './sealing.ts';
import type { ExposureSource, MetricSource, SubjectSource } from './sources.ts';
import type { Reader, Writer } from './store/store.ts';

/**
 * Applies one event to a column's tables. Called inside the transaction that appends the event, and again by a rebuild; folding
 * the same event twice must leave the same tables, and an event may not assume that the fold is alone.
 */
export type Fold = (store: Writer, event: JournalEvent) => void;

/** What a column brings to the engine. */
export interface Column {
  readonly name: string;
  readonly events: readonly EventType[];
  /** By event type; a column may fold another column's events into its own tables. */
  readonly folds: Readonly<Record<string, Fold>>;
  /** Tables that hold nothing but folds, in the order in which a rebuild may empty them. */
  readonly projections: readonly string[];
  /**
   * For event types whose payload commits to rows beside the journal (`items`): the commitment over those rows as they lie in the store
   * now. Verification compares the two.
   */
  readonly items?: Readonly<Record<string, (store: Reader, event: JournalEvent) => ItemsCommitment>>;
  /** For event types that name a file by its hash: the hash it names, and that of the bytes that are kept now, `null` where they are gone. */
  readonly files?: Readonly<Record<string, (store: Reader, event: JournalEvent) => KeptFile>>;
  /**
   * For event types whose inverse may come too late: the sentence why this event cannot be taken back any more (an answer, once it is
   * signed), or null. Asked inside the transaction that would append the inverse.
   */
  readonly holds?: Readonly<Record<string, (store: Reader, event: JournalEvent) => string | null>>;
  readonly jobs?: Readonly<Record<string, JobHandler>>;
  /** Names of what keeps a secret sealed under the passphrase, which is never opened for keeping: it would be lost with the passphrase. */
  readonly sealedSecrets?: (store: Reader) => readonly string[];
  /** Files that are sealed where the owner has set a passphrase. */
  readonly sealing?: Sealing;
  /** What other columns may read of this one without knowing it: see `sources.ts`. */
  readonly metrics?: readonly MetricSource[];
  readonly subjects?: readonly SubjectSource[];
  readonly exposures?: ExposureSource;
}

/** A file as an event names it and as it lies in the store; both hashes are SHA-256 in hexadecimal. */
export interface KeptFile {
  readonly name: string;
  readonly named: string;
  readonly kept: string | null;
}

/** Types a fold by its payload; the journal has validated it before. */
export function fold<Payload>(apply: (store: Writer, event: JournalEvent<Payload>) => void): Fold {
  return apply as Fold;
}
