import { copyText } from '../window/copy-text.ts';
import './journal.css';

/** A hash in blocks of four, so that two can be compared by eye; a click copies it whole. `hex` is lower-case hexadecimal. */
export function HashText({ hex, name }: { readonly hex: string; readonly name: string }) {
  return (
    <button
      type="button"
      className="hash"
      aria-label={`${name}: ${hex}. Copy`}
      data-tip={`Copy the ${name}`}
      onClick={() => void copyText(hex, `the ${name}`)}
    >
      {blocksOfFour(hex).map(({ at, text }) => (
        <span key={at}>{text}</span>
      ))}
    </button>
  );
}

/** `5dd88f06fd07` is `5dd8 8f06 fd07`; `at` is where a block begins. */
export function blocksOfFour(text: string): ReadonlyArray<{ readonly at: number; readonly text: string }> {
  return Array.from({ length: Math.ceil(text.length / 4) }, (_, index) => ({ at: index * 4, text: text.slice(index * 4, index * 4 + 4) }));
}
