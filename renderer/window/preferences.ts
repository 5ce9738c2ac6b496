import { useSyncExternalStore } from 'react';
import { create } from 'zustand';
import { persist } from 'zustand/middleware';

export type Theme = 'light' | 'dark' | 'system';
export type Density = 'compact' | 'comfortable';

/** How this window looks; kept with the window, not with the workspace: two people may look at one file differently. */
export interface Preferences {
  readonly theme: Theme;
  readonly density: Density;
  /** Hides amounts of money and tokens; percentages and weights stay. */
  readonly discreet: boolean;
}

export const usePreferences = create<Preferences>()(
  persist((): Preferences => ({ theme: 'system', density: 'compact', discreet: false }), { name: 'countinghouse.preferences' }),
);

export function setPreferences(changes: Partial<Preferences>): void {
  usePreferences.setState(changes);
}

const dark = window.matchMedia('(prefers-color-scheme: dark)');

function watchScheme(listener: () => void): () => void {
  dark.addEventListener('change', listener);
  return () => dark.removeEventListener('change', listener);
}

/** The theme to draw in, with `system` resolved; follows the system while it changes. */
export function useColorScheme(): 'light' | 'dark' {
  const theme = usePreferences((state) => state.theme);
  const systemIsDark = useSyncExternalStore(watchScheme, () => dark.matches);
  return theme === 'system' ? (systemIsDark ? 'dark' : 'light') : theme;
}

/** Written on the page itself, so that styles outside React (first paint, menus, print) follow. */
export function paintPreferences(): void {
  const { theme, density } = usePreferences.getState();
  const page = document.documentElement.dataset;
  page['theme'] = theme === 'system' ? (dark.matches ? 'dark' : 'light') : theme;
  page['density'] = density;
}

/** Notifications of the system are shown by the shell, which knows nothing of this window's preferences. */
function tellShell(): void {
  window.countinghouse?.hideAmounts(usePreferences.getState().discreet);
}

tellShell();
usePreferences.subscribe(tellShell);
paintPreferences();
usePreferences.subscribe(paintPreferences);
dark.addEventListener('change', paintPreferences);
