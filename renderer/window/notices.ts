import { create } from 'zustand';

/** How long a line stays before it goes away by itself, in milliseconds; a refusal stays until it is read. */
const STAY = 8_000;

/** One line that tells what just happened. */
export interface Notice {
  readonly id: number;
  readonly tone: 'plain' | 'done' | 'refused';
  readonly text: string;
  /** What to copy with it: a code and its details. */
  readonly details?: string;
  /** What the line offers: to undo, to look. */
  readonly offers?: { readonly title: string; readonly run: () => void };
}

interface Notices {
  readonly current: Notice | null;
}

export const useNotices = create<Notices>(() => ({ current: null }));

let next = 1;
let timer: ReturnType<typeof setTimeout> | undefined;

/** Shows one line at the foot of the window, in place of the one before. */
export function say(notice: Omit<Notice, 'id'>): void {
  const id = next;
  next += 1;
  clearTimeout(timer);
  useNotices.setState({ current: { ...notice, id } });
  if (notice.tone !== 'refused') timer = setTimeout(() => dismiss(id), STAY);
}

/** Takes the line away; with an id only where it is still that one. */
export function dismiss(id?: number): void {
  if (id === undefined || useNotices.getState().current?.id === id) useNotices.setState({ current: null });
}
