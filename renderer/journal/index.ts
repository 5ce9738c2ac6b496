export { HashText } from './hash-text.tsx';
export { JOURNAL_FINDER } from './journal-finder.ts';
export { undoEvent } from './undo.ts';
