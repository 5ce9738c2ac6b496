import type { Ref } from 'react';
import type { Fault, Vocabulary } from '../../shared/watchlists/index.ts';
import { piecesOf } from './expression-pieces.ts';

interface ExpressionMirrorProps {
  readonly mirror: Ref<HTMLDivElement>;
  readonly text: string;
  readonly vocabulary: Vocabulary | null;
  readonly fault: Fault | null;
  /** The fault is only what has not been typed yet. */
  readonly quiet: boolean;
}

const NO_NAMES: Vocabulary = new Map();

/** The text once more, coloured, under the field whose own text is clear: what is seen lies where it is typed. It gives the field its height. */
export function ExpressionMirror({ mirror, text, vocabulary, fault, quiet }: ExpressionMirrorProps) {
  return (
    <div className="expression-mirror" ref={mirror} aria-hidden="true">
      {piecesOf(text, vocabulary ?? NO_NAMES, fault).map((piece) => (
        <span key={piece.from} className={`piece-${piece.kind}${piece.wrong ? (quiet ? ' piece-open' : ' piece-wrong') : ''}`}>
          {piece.text}
        </span>
      ))}
      {/* A line break at the end has height only where something follows it. */}
      {'\u200b'}
    </div>
  );
}

/** Where a character stands in the mirror, and the foot of its line, in pixels from the mirror's corner. */
export function placeIn(mirror: HTMLElement, position: number): { readonly left: number; readonly top: number } {
  const texts = document.createTreeWalker(mirror, NodeFilter.SHOW_TEXT);
  let left = position;
  for (let node = texts.nextNode(); node !== null; node = texts.nextNode()) {
    const { length } = node as Text;
    if (left > length) {
      left -= length;
      continue;
    }
    const range = document.createRange();
    range.setStart(node, left);
    range.collapse(true);
    const [corner, here] = [mirror.getBoundingClientRect(), range.getBoundingClientRect()];
    return { left: here.left - corner.left, top: here.bottom - corner.top + 4 };
  }
  return { left: 0, top: mirror.offsetHeight };
}
