import type { EvidenceState } from '../evidence/index.ts';
import type { Subject, Verdict } from '../figures/index.ts';
import type { Answer, Hidden, Override, OverrideRequest, Signature } from './answer.ts';
import { askedItems, type Facts } from './condition.ts';
import { type Item, itemsOf, type Template } from './template.ts';

/** What a run holds of one item. */
export interface ItemRecord {
  readonly answer: Answer | null;
  readonly override: Override | null;
  readonly request: OverrideRequest | null;
  /** The chunk was left unfinished too long after this answer: it has to be given again. */
  readonly repeat: boolean;
  readonly timerSince: string | null;
}

/** A run with everything that was told to it. */
export interface RunRecord {
  readonly run: string;
  readonly revision: number;
  readonly state: 'open' | 'signed' | 'void';
  readonly about: Subject;
  /** Hash of the version to which it is frozen. */
  readonly hash: string;
  readonly template: Template;
  readonly items: ReadonlyMap<string, ItemRecord>;
  /** Of this revision, in their order. */
  readonly signatures: readonly Signature[];
  /** As the signature froze them; null before the first one. */
  readonly frozen: { readonly hidden: readonly Hidden[]; readonly facts: Facts } | null;
}

export const NOTHING_TOLD: ItemRecord = { answer: null, override: null, request: null, repeat: false, timerSince: null };

export const BLOCKER_REASONS = ['unanswered', 'failed', 'unknown', 'expired', 'evidence', 'repeat'] as const;
export type BlockerReason = (typeof BLOCKER_REASONS)[number];

/** A reason why a run cannot be signed. */
export interface Blocker {
  readonly item: string;
  readonly text: string;
  readonly reason: BlockerReason;
  readonly words: string;
}

/** How an item stands at an instant. */
export interface ItemStanding {
  readonly item: Item;
  readonly record: ItemRecord;
  /** Null where it is not asked; then `because` says why. */
  readonly result: Verdict | 'unanswered' | null;
  readonly because: string | null;
  readonly expired: boolean;
  /** What stands in the signature's way, an override aside. */
  readonly blocker: Blocker | null;
}

export interface RunStanding {
  readonly items: readonly ItemStanding[];
  readonly hidden: readonly Hidden[];
  /** What keeps it from being signed: blockers that nobody overrode. */
  readonly blockers: readonly Blocker[];
}

/** How files stand, by evidence; a file that is not told counts as kept. */
export type FileStates = ReadonlyMap<string, EvidenceState>;

/**
 * How a run stands at an instant. Critical items block while they are unanswered, failed, unknown or expired or their files are not what
 * they were; every item blocks that must be repeated after an interruption. Signed runs keep the items that their signature froze.
 */
export function runStanding(run: RunRecord, facts: Facts, files: FileStates, at: string): RunStanding {
  const hidden = run.frozen?.hidden ?? askedItems(run.template, facts, resultsOf(run)).hidden;
  const because = new Map(hidden.map((each) => [each.item, each.because]));
  const items = itemsOf(run.template).map((item): ItemStanding => {
    const record = run.items.get(item.id) ?? NOTHING_TOLD;
    const expired = isExpired(record.answer, at);
    const reason = because.get(item.id) ?? null;
    if (reason !== null) return { item, record, result: null, because: reason, expired: false, blocker: null };
    const blocker = blockerOf(item, record, files, expired);
    return { item, record, result: record.answer?.result ?? 'unanswered', because: null, expired, blocker };
  });
  const blockers = items.flatMap(({ blocker, record }) => (blocker === null || record.override !== null ? [] : [blocker]));
  return { items, hidden, blockers };
}

/** Results that stand, for conditions. */
export function resultsOf(run: Pick<RunRecord, 'items'>): ReadonlyMap<string, Verdict> {
  const results = new Map<string, Verdict>();
  for (const [item, { answer }] of run.items) if (answer !== null) results.set(item, answer.result);
  return results;
}

/** An answer counts until the instant before it expires. */
export function isExpired(answer: Answer | null, at: string): boolean {
  return answer !== null && answer.validUntil !== null && answer.validUntil <= at;
}

function blockerOf(item: Item, record: ItemRecord, files: FileStates, expired: boolean): Blocker | null {
  const reason = blockingReason(item, record, files, expired);
  return reason && { item: item.id, text: item.text, reason, words: blockerWords(reason, record.answer) };
}

function blockingReason(item: Item, { answer, repeat }: ItemRecord, files: FileStates, expired: boolean): BlockerReason | null {
  if (repeat) return 'repeat';
  if (!item.critical) return null;
  if (answer === null) return 'unanswered';
  if (answer.result === 'fail') return 'failed';
  if (answer.result === 'unknown') return 'unknown';
  if (expired) return 'expired';
  return answer.evidence.some(({ evidence }) => isFaulty(files.get(evidence))) ? 'evidence' : null;
}

function isFaulty(state: EvidenceState | undefined): boolean {
  return state === 'altered' || state === 'missing';
}

function blockerWords(reason: BlockerReason, answer: Answer | null): string {
  switch (reason) {
    case 'unanswered':
      return 'Not answered.';
    case 'failed':
      return answer === null ? 'Failed.' : `Failed: ${answer.because}`;
    case 'unknown':
      return answer === null ? 'Unknown.' : `Unknown: ${answer.because}`;
    case 'expired':
      return `The answer of ${answer?.at ?? 'then'} counted until ${answer?.validUntil ?? 'then'}.`;
    case 'evidence':
      return 'A file beside the answer is missing or altered.';
    case 'repeat':
      return 'Its part was interrupted for too long; answer it again.';
  }
}

/** The part that was begun, not finished, and left for longer than the template allows. */
export interface Interruption {
  readonly chunk: string;
  /** The last answer before the interruption. */
  readonly since: string;
  /** Items of the part whose answers have to be given again. */
  readonly items: readonly string[];
}

/**
 * Whether work on an open run has been interrupted: the part of its last answer lacks answers, and that answer lies further back than
 * the template allows. What the list itself makes one wait for, a timer or a cool-off, is no interruption. Answers that are to be repeated
 * already are not named twice, and those that are overridden, or wait for it, keep what was decided on them.
 */
export function interruptionOf(run: RunRecord, standing: RunStanding, at: string): Interruption | null {
  if (run.state !== 'open' || run.signatures.length > 0) return null;
  const shown = standing.items.filter(({ result }) => result !== null);
  const last = lastAnswered(shown);
  if (last === null) return null;
  const since = shown.flatMap(waitedFor).reduce((latest, waited) => (waited > latest ? waited : latest), last.at);
  if (Date.parse(at) - Date.parse(since) <= run.template.repeatAfterMinutes * 60_000) return null;
  const chunk = run.template.chunks.find(({ items }) => items.some(({ id }) => id === last.item));
  const inChunk = shown.filter(({ item }) => chunk?.items.some(({ id }) => id === item.id));
  if (!chunk || !inChunk.some(({ record }) => record.answer === null || record.repeat)) return null;
  const items = inChunk.flatMap(({ item, record }) => (isOpenToRepeat(record) ? [item.id] : []));
  return items.length === 0 ? null : { chunk: chunk.id, since: last.at, items };
}

function lastAnswered(shown: readonly ItemStanding[]): { readonly item: string; readonly at: string } | null {
  let last: { readonly item: string; readonly at: string } | null = null;
  for (const { item, record } of shown) {
    if (record.answer !== null && (last === null || record.answer.at >= last.at)) last = { item: item.id, at: record.answer.at };
  }
  return last;
}

/** The instants until which the list itself makes one wait. */
function waitedFor({ item, record }: ItemStanding): readonly string[] {
  const cooled = record.request === null ? [] : [record.request.effectiveAt];
  if (item.kind !== 'timer' || record.timerSince === null || record.answer !== null) return cooled;
  return [...cooled, new Date(Date.parse(record.timerSince) + item.minutes * 60_000).toISOString()];
}

function isOpenToRepeat({ answer, repeat, override, request }: ItemRecord): boolean {
  return answer !== null && !repeat && override === null && request === null;
}

/** The next signature that is wanted; null where all are there. */
export function nextSignature(run: RunRecord): { readonly place: number; readonly role: string; readonly differs: boolean } | null {
  const place = run.signatures.length;
  const wanted = run.template.signatures[place];
  return wanted === undefined ? null : { place, ...wanted };
}

/** When an answer given at `at` stops counting; null where it stands as long as its run. */
export function validUntil(item: Item, at: string): string | null {
  if (item.validFor === undefined) return null;
  const milliseconds = { minutes: 60_000, hours: 3_600_000, days: 86_400_000 }[item.validFor.unit] * item.validFor.amount;
  return new Date(Date.parse(at) + milliseconds).toISOString();
}
