import { usePreferences } from '../window/preferences.ts';
import { hushed } from './words.ts';

/** Words with amounts in them, as far as they may be shown. */
export function useAmounts(): (words: string) => string {
  const discreet = usePreferences((state) => state.discreet);
  return discreet ? hushed : shown;
}

function shown(words: string): string {
  return words;
}
