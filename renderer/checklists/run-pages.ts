import type { RunDetail, RunItem } from './readings.ts';

/** What stands on the screen at once: a killer item alone, other items of a part together, and at the end what remains. */
export type RunPage =
  | { readonly kind: 'items'; readonly chunk: string; readonly title: string; readonly items: readonly RunItem[] }
  | { readonly kind: 'killer'; readonly chunk: string; readonly title: string; readonly items: readonly [RunItem] }
  | { readonly kind: 'end' };

/** Where the person is: an item by its id, or {@link END}. */
export type Whereabouts = string;
/** The page behind the last item; no item can be called so. */
export const END = ' end';

/** The pages of a run in their order. Items that are not asked stand on none; the end tells why. */
export function pagesOf({ chunks, items }: Pick<RunDetail, 'chunks' | 'items'>): readonly RunPage[] {
  const byId = new Map(items.map((item) => [item.id, item]));
  const pages = chunks.flatMap(({ id: chunk, title, items: ids }): RunPage[] => {
    const found: RunPage[] = [];
    for (const item of ids.flatMap((id) => byId.get(id) ?? [])) {
      const last = found.at(-1);
      if (!item.shown) continue;
      if (item.item.killer) found.push({ kind: 'killer', chunk, title, items: [item] });
      else if (last?.kind === 'items') found.splice(-1, 1, { ...last, items: [...last.items, item] });
      else found.push({ kind: 'items', chunk, title, items: [item] });
    }
    return found;
  });
  return [...pages, { kind: 'end' }];
}

/** The page on which somebody stands; the end where the item has gone from view. */
export function pageOf(pages: readonly RunPage[], here: Whereabouts): RunPage {
  return pages.find((page) => page.kind !== 'end' && page.items.some(({ id }) => id === here)) ?? { kind: 'end' };
}

/** Where one comes by a step up or down; the first item and the end are the edges. */
export function stepFrom(pages: readonly RunPage[], here: Whereabouts, step: -1 | 1): Whereabouts {
  const order = orderOf(pages);
  const at = order.indexOf(here);
  return order[Math.max(0, Math.min(order.length - 1, (at < 0 ? order.length - 1 : at) + step))] ?? END;
}

/** Where work goes on after an answer: the next item that wants one, looking from here on and then from the beginning. */
export function nextOpen(pages: readonly RunPage[], here: Whereabouts): Whereabouts {
  const items = pages.flatMap((page) => (page.kind === 'end' ? [] : page.items));
  const at = items.findIndex(({ id }) => id === here);
  return [...items.slice(at + 1), ...items.slice(0, Math.max(0, at))].find(wantsAnswer)?.id ?? END;
}

/** Not answered yet, or to be answered again. */
export function wantsAnswer({ answer, repeat, expired, shown }: Pick<RunItem, 'answer' | 'repeat' | 'expired' | 'shown'>): boolean {
  return shown && (answer === null || repeat || expired);
}

/** Which of the run's killer items this is, counting from 1. */
export function killerNumber(pages: readonly RunPage[], here: Whereabouts): { readonly number: number; readonly of: number } {
  const killers = pages.flatMap((page) => (page.kind === 'killer' ? [page.items[0].id] : []));
  return { number: killers.indexOf(here) + 1, of: killers.length };
}

function orderOf(pages: readonly RunPage[]): readonly Whereabouts[] {
  return pages.flatMap((page) => (page.kind === 'end' ? [END] : page.items.map(({ id }) => id)));
}
