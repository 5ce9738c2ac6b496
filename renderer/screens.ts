import type { Screen } from './window/screen.ts';

/** Every room of the view, in the order of the rail. A room is loaded when it is first opened: `lazy(() => import('./…'))`. */
export const SCREENS: readonly Screen[] = [];
