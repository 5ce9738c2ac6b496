import type { Completion, CompletionOption } from '../../shared/watchlists/index.ts';

/** What is written in place of the characters `from` up to but not including `to`. */
export interface Insertion {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

/** How an option is written where it was chosen: with the blanks that part it from what stands beside it. */
export function insertionOf(text: string, { from, to }: Completion, option: CompletionOption): Insertion {
  const before = text.charAt(from - 1);
  const after = text.charAt(to);
  const closes = option.text === ')' || option.text === ',';
  const parted = ENDS_PIECE.test(before) && !closes ? ' ' : '';
  const goesOn = option.kind === 'example' || option.text.endsWith('(') || before === '(' || /[\s),]/.test(after);
  return { from, to, text: `${parted}${option.text}${goesOn ? '' : ' '}` };
}

/** Whether the list may come by itself here: not while a number is typed, whose unit would be taken for the beginning of a word. */
export function offersItself(text: string, { from, options }: Completion): boolean {
  return options.length > 0 && !ENDS_PIECE.test(text.charAt(from - 1));
}

const ENDS_PIECE = /[\w.%)]/;
