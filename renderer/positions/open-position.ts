import { openBeside } from '../window/places.ts';

/** Opens a position beside the list that stands there. */
export function openPosition(position: string, title: string): void {
  openBeside('position', position, { name: title });
}

/** Opens the form of a new position beside the list. */
export function addPosition(): void {
  openBeside('position', 'new', { name: 'New position' });
}

/** Opens what imported rows propose beside the list. */
export function openProposals(): void {
  openBeside('position', 'proposals', { name: 'Proposed positions' });
}
