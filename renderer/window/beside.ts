import { modelOf, subjectBeside, usePlaces } from './places.ts';

/** What the detail beside a place's list shows, followed as it changes; `null` where nothing is open. */
export function useBeside(place: string, screen: string): string | null {
  return usePlaces(() => subjectBeside(modelOf(place), screen));
}
