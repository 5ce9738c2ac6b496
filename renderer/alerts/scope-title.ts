import type { Scope } from '../../shared/watchlists/index.ts';
import { useNamedLists, useNamedScreens } from './lists-reading.ts';
import { scopeWords } from './scope-words.ts';
import { useTitles } from './titles.ts';

export interface ScopeTitle {
  /** The one subject's title; empty where there are several. */
  readonly short: string;
  /** `for STETH/ETH`, `for every pool`. */
  readonly long: string;
}

const NONE: readonly string[] = [];
/** More titles than this make no sentence. */
const MOST_NAMED = 3;

/** What a rule is about, by the titles that people know. */
export function useScopeTitle(about: Scope): ScopeTitle {
  const { kind, which } = about;
  const titles = useTitles(kind, which.of === 'named' ? which.ids : NONE);
  const lists = useNamedLists(kind);
  const screens = useNamedScreens(kind);
  if (which.of === 'list')
    return { short: '', long: `for those of the watchlist “${lists.find(({ id }) => id === which.list)?.title ?? which.list}”` };
  if (which.of === 'screen')
    return { short: '', long: `for those in the screen “${screens.find(({ id }) => id === which.screen)?.title ?? which.screen}”` };
  if (which.of === 'every') return { short: '', long: `for ${scopeWords(about, null)}` };
  const named = which.ids.map((id) => titles.get(id) ?? id);
  if (named.length === 0) return { short: '', long: 'for nothing yet' };
  return {
    short: named.length === 1 ? (named[0] ?? '') : '',
    long: `for ${named.length <= MOST_NAMED ? new Intl.ListFormat('en').format(named) : scopeWords(about, null)}`,
  };
}
