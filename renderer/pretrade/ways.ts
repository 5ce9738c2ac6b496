import { closeBeside, openBeside } from '../window/places.ts';

/** What the panel beside the list may show instead of a ticket. */
const NEW = 'new';
const FILES = 'files';
const REFERENCE = 'reference:';
const DEPTH = 'depth:';
const VOLUME = 'volume:';
const RULES = 'rules';

/** What the subject of the panel beside the list means. */
export type Beside =
  | { readonly shows: 'ticket'; readonly ticket: string }
  /** `from` is a ticket whose terms it begins with. */
  | { readonly shows: 'new'; readonly from: string | null }
  /** Files that wait to be looked at. */
  | { readonly shows: 'files' }
  | { readonly shows: 'rules' }
  | { readonly shows: 'reference'; readonly reference: string }
  | { readonly shows: 'depth'; readonly reference: string; readonly n: number }
  /** An empty venue is still to be chosen. */
  | { readonly shows: 'volume'; readonly venue: string };

export function besideOf(subject: string): Beside {
  if (subject === NEW) return { shows: 'new', from: null };
  if (subject.startsWith(`${NEW}:`)) return { shows: 'new', from: subject.slice(NEW.length + 1) };
  if (subject === FILES) return { shows: 'files' };
  if (subject === RULES) return { shows: 'rules' };
  if (subject.startsWith(REFERENCE)) return { shows: 'reference', reference: subject.slice(REFERENCE.length) };
  if (subject.startsWith(VOLUME)) return { shows: 'volume', venue: subject.slice(VOLUME.length) };
  if (subject.startsWith(DEPTH)) {
    const [reference = '', n = '1'] = subject.slice(DEPTH.length).split(':');
    return { shows: 'depth', reference, n: Number(n) };
  }
  return { shows: 'ticket', ticket: subject };
}

export function openTicket(ticket: string, title: string): void {
  openBeside('ticket', ticket, { name: title });
}

/** Opens the form of a new ticket; with the terms of another one where `from` names it. */
export function newTicket(from?: string): void {
  openBeside('ticket', from === undefined ? NEW : `${NEW}:${from}`, { name: 'New ticket' });
}

export function openFiles(): void {
  openBeside('ticket', FILES, { name: 'Files' });
}

export function openRules(): void {
  openBeside('ticket', RULES, { name: 'Rules' });
}

export function openReference(reference: string, file: string): void {
  openBeside('ticket', `${REFERENCE}${reference}`, { name: file });
}

export function openDepth(reference: string, n: number, symbol: string): void {
  openBeside('ticket', `${DEPTH}${reference}:${n}`, { name: `Depth of ${symbol}` });
}

export function openVolume(venue: string): void {
  openBeside('ticket', `${VOLUME}${venue}`, { name: 'Own volume' });
}

/** Empties the panel and gives the keyboard back to the list beside it. What was typed waits. */
export function leave(): void {
  closeBeside('ticket');
  const lists = [...document.querySelectorAll<HTMLElement>('[data-list]')];
  lists.find((list) => list.checkVisibility())?.focus({ preventScroll: true });
}
