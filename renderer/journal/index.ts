export { HashText } from './hash-text.tsx';
export { undoEvent } from './undo.ts';
