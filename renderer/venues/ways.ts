import { openBeside } from '../window/places.ts';
import { say } from '../window/notices.ts';
import { useVenuesView } from './view.ts';

/** What the panel beside the list may show instead of a venue. */
export const NEW_VENUE = 'new';
export const RULES = 'rules';
const DECISION = 'decision:';

export function openVenue(venue: string, name: string, anew = false): void {
  openBeside('venue', venue, { name, anew });
}

export function addVenue(): void {
  openBeside('venue', NEW_VENUE, { name: 'New venue' });
}

export function openRules(): void {
  openBeside('venue', RULES, { name: 'Rules' });
}

export function openDecision(decision: string, chosen: string): void {
  openBeside('venue', `${DECISION}${decision}`, { name: `Decision for ${chosen}` });
}

/** The decision that a subject names; null where it names none. */
export function decisionIn(subject: string): string | null {
  return subject.startsWith(DECISION) ? subject.slice(DECISION.length) : null;
}

/** Opens these side by side. */
export function compare(venues: readonly string[]): void {
  if (venues.length === 0) say({ tone: 'plain', text: 'Mark the venues to compare with x first, up to six.' });
  else openBeside('venue-compare', venues.join(','), { name: 'Compare' });
}

export function compareMarked(): void {
  compare(useVenuesView.getState().marked);
}

/** The venues that a subject of the comparison names. */
export function comparedIn(subject: string): readonly string[] {
  return subject.split(',').filter((venue) => venue !== '');
}
