import { type Fault, functionNamed, type Token, tokensOf, type Vocabulary } from '../../shared/watchlists/index.ts';

export type PieceKind = 'blank' | 'name' | 'function' | 'word' | 'number' | 'sign' | 'stray';

/** A stretch of an expression that is drawn in one way. */
export interface Piece {
  /** Its first character. */
  readonly from: number;
  readonly text: string;
  readonly kind: PieceKind;
  /** Whether the fault lies here. */
  readonly wrong: boolean;
}

/** A longer text is not read as an expression, and colouring it would hold the window up. */
const LONGEST = 20_000;

/** An expression cut into what is drawn alike; put together again, the pieces are the text. A fault at the end is a blank after it. */
export function piecesOf(text: string, vocabulary: Vocabulary, fault: Fault | null): readonly Piece[] {
  const tokens = text.length > LONGEST ? [] : tokensOf(text);
  const stretches: Array<{ readonly from: number; readonly to: number; readonly kind: PieceKind }> = [];
  let at = 0;
  for (const [index, token] of tokens.entries()) {
    if (token.from > at) stretches.push({ from: at, to: token.from, kind: 'blank' });
    stretches.push({ from: token.from, to: token.to, kind: kindOf(token, tokens[index + 1], vocabulary) });
    at = token.to;
  }
  if (at < text.length) stretches.push({ from: at, to: text.length, kind: 'blank' });
  const pieces = stretches
    .filter(({ from, to }) => to > from)
    .flatMap(({ from, to, kind }) => {
      const cuts = [from, ...[fault?.from, fault?.to].filter((cut) => cut !== undefined && cut > from && cut < to), to] as number[];
      return cuts.slice(0, -1).map((start, index) => ({
        from: start,
        text: text.slice(start, cuts[index + 1]),
        kind,
        wrong: fault !== null && start >= fault.from && start < fault.to,
      }));
    });
  // Where something is missing there is no character to underline; a blank stands in for it.
  return fault !== null && fault.from >= text.length ? [...pieces, { from: text.length, text: ' ', kind: 'blank', wrong: true }] : pieces;
}

function kindOf(token: Token, next: Token | undefined, vocabulary: Vocabulary): PieceKind {
  switch (token.kind) {
    case 'name':
      if (next?.text === '(' && functionNamed(token.text.toLowerCase()) !== undefined) return 'function';
      return vocabulary.has(token.text) ? 'name' : 'word';
    case 'sign':
    case 'stray':
      return token.kind;
    default:
      return 'number';
  }
}
