import { copyOfItem, emptyChunk, emptyItem, nextId, type ChunkDraft, type ItemDraft, type TemplateDraft } from './template-draft.ts';

/** A draft after a change, and the handle of what the person goes on with. */
export interface Changed {
  readonly draft: TemplateDraft;
  readonly chosen: string;
}

/** The handle under which the fields about the whole checklist are chosen. */
export const WHOLE = 'whole';

export function itemIds(draft: TemplateDraft): readonly string[] {
  return draft.chunks.flatMap((chunk) => chunk.items.map(({ id }) => id));
}

/** Every line of the outline, in its order: the whole, then each chunk before its items. */
export function outlineOf(draft: TemplateDraft): readonly string[] {
  return [WHOLE, ...draft.chunks.flatMap((chunk) => [chunk.handle, ...chunk.items.map(({ handle }) => handle)])];
}

export function changeItem(draft: TemplateDraft, handle: string, changes: Partial<ItemDraft>): TemplateDraft {
  return withChunks(draft, (chunk) => ({
    ...chunk,
    items: chunk.items.map((item) => (item.handle === handle ? { ...item, ...changes } : item)),
  }));
}

export function changeChunk(draft: TemplateDraft, handle: string, changes: Partial<ChunkDraft>): TemplateDraft {
  return withChunks(draft, (chunk) => (chunk.handle === handle ? { ...chunk, ...changes } : chunk));
}

/** A new item after what is chosen, with the id that follows. */
export function addItem(draft: TemplateDraft, after: string): Changed {
  const at = placeOf(draft, after) ?? { chunk: draft.chunks.length - 1, item: Number.POSITIVE_INFINITY };
  const added = emptyItem('tick', freeId(draft, at));
  return { draft: insertItem(draft, at.chunk, at.item + 1, added), chosen: added.handle };
}

export function copyItem(draft: TemplateDraft, handle: string): Changed {
  const at = placeOf(draft, handle);
  const original = at && draft.chunks[at.chunk]?.items[at.item];
  if (!at || !original) return { draft, chosen: handle };
  const copy = copyOfItem(original, freeId(draft, at));
  return { draft: insertItem(draft, at.chunk, at.item + 1, copy), chosen: copy.handle };
}

/** A new chunk after the one in which the choice stands. */
export function addChunk(draft: TemplateDraft, after: string): Changed {
  const at = placeOf(draft, after)?.chunk ?? draft.chunks.length - 1;
  const id = nextId(
    draft.chunks.map((chunk) => chunk.id),
    'chunk',
  );
  const added = emptyChunk(id, nextId(itemIds(draft), 'A'));
  return { draft: { ...draft, chunks: draft.chunks.toSpliced(at + 1, 0, added) }, chosen: added.handle };
}

/** Takes an item or a whole chunk out; what follows it is chosen, else what was before. */
export function remove(draft: TemplateDraft, handle: string): Changed {
  const order = outlineOf(draft);
  const without = withChunks(draft, (chunk) => ({ ...chunk, items: chunk.items.filter((item) => item.handle !== handle) }));
  const rest = { ...without, chunks: without.chunks.filter((chunk) => chunk.handle !== handle) };
  const left = outlineOf(rest);
  const at = order.indexOf(handle);
  const chosen = order.slice(at + 1).find((each) => left.includes(each)) ?? order.slice(0, at).findLast((each) => left.includes(each));
  return { draft: rest, chosen: chosen ?? WHOLE };
}

/** Moves an item one line up or down, over the edge of its chunk too; a chunk moves as a whole. */
export function move(draft: TemplateDraft, handle: string, step: -1 | 1): TemplateDraft {
  const chunkAt = draft.chunks.findIndex((chunk) => chunk.handle === handle);
  if (chunkAt >= 0) return { ...draft, chunks: swapped(draft.chunks, chunkAt, chunkAt + step) };
  const at = placeOf(draft, handle);
  const chunk = at && draft.chunks[at.chunk];
  const item = chunk?.items[at?.item ?? -1];
  if (!at || !chunk || !item) return draft;
  const to = at.item + step;
  if (to >= 0 && to < chunk.items.length) return changeChunk(draft, chunk.handle, { items: swapped(chunk.items, at.item, to) });
  const neighbour = draft.chunks[at.chunk + step];
  // A chunk that lost its last item would no longer be one.
  if (!neighbour || chunk.items.length === 1) return draft;
  const without = changeChunk(draft, chunk.handle, { items: chunk.items.filter((each) => each !== item) });
  const items = step === 1 ? [item, ...neighbour.items] : [...neighbour.items, item];
  return changeChunk(without, neighbour.handle, { items });
}

interface Place {
  readonly chunk: number;
  readonly item: number;
}

/** Where a handle stands; a chunk's own line counts as the place before its first item. */
function placeOf(draft: TemplateDraft, handle: string): Place | null {
  for (const [c, chunk] of draft.chunks.entries()) {
    if (chunk.handle === handle) return { chunk: c, item: -1 };
    const item = chunk.items.findIndex((each) => each.handle === handle);
    if (item >= 0) return { chunk: c, item };
  }
  return null;
}

function freeId(draft: TemplateDraft, { chunk, item }: Place): string {
  const here = draft.chunks[chunk]?.items.slice(0, Math.max(1, item + 1)).at(-1)?.id ?? 'A0';
  const taken = itemIds(draft);
  return nextId([...taken.filter((id) => id !== here), here], 'A');
}

function insertItem(draft: TemplateDraft, chunk: number, at: number, item: ItemDraft): TemplateDraft {
  return {
    ...draft,
    chunks: draft.chunks.map((each, index) => (index === chunk ? { ...each, items: each.items.toSpliced(at, 0, item) } : each)),
  };
}

function withChunks(draft: TemplateDraft, change: (chunk: ChunkDraft) => ChunkDraft): TemplateDraft {
  return { ...draft, chunks: draft.chunks.map(change) };
}

function swapped<T>(items: readonly T[], one: number, other: number): readonly T[] {
  const [first, second] = [items[one], items[other]];
  return first === undefined || second === undefined ? items : items.with(one, second).with(other, first);
}
