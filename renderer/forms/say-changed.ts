import { undoEvent } from '../journal/index.ts';
import { say } from '../window/notices.ts';

/** Says what was changed and offers to take it back. */
export function sayChanged(text: string): void {
  say({ tone: 'done', text, offers: { title: 'Undo', run: () => void undoEvent() } });
}
