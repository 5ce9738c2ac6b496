import type { Scope } from '../../shared/watchlists/index.ts';
import { counted } from '../figures/number-text.ts';
import { KIND_WORDS } from '../metrics/index.ts';

/** What a rule is about, in few words: `3 pools`, `every pair`. */
export function scopeWords({ kind, which }: Scope, subjects: number | null): string {
  const [one, many] = KIND_WORDS[kind];
  switch (which.of) {
    case 'named':
      return which.ids.length === 1 ? (which.ids[0] ?? '') : counted(which.ids.length, one, many);
    case 'every':
      return kind === 'workspace' ? 'the workspace' : `every ${one}${subjects === null ? '' : ` (${subjects.toLocaleString()})`}`;
    case 'list':
      return `${many} of a watchlist${subjects === null ? '' : ` (${subjects.toLocaleString()})`}`;
    case 'screen':
      return `${many} in a screen${subjects === null ? '' : ` (${subjects.toLocaleString()})`}`;
    default:
      return which satisfies never;
  }
}
