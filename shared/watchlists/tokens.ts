/** A piece of an expression's text. `from` and `to` are positions of characters, `to` exclusive. */
export interface Token {
  readonly kind: 'name' | 'number' | 'text' | 'sign' | 'day' | 'stray' | 'end';
  /** As the grammar knows it: keywords and signs in their one form, `≤` as `<=`; of a text what stands between its quotes. */
  readonly text: string;
  readonly from: number;
  readonly to: number;
  /** Of a number: the letters or `%` that follow it, blanks between allowed; empty where there are none. */
  readonly unit?: string;
}

const BLANK = /\s+/y;
const DAY = /\d{4}-\d{2}-\d{2}(?![\w-])/y;
const NUMBER = /(?:\d[\d_]*\.?\d*|\.\d+)(?:[eE][+-]?\d{1,3})?/y;
const NAME = /[A-Za-z_][A-Za-z0-9_]*(?:[.-][A-Za-z0-9_]+)*/y;
const SIGN = /<=|>=|==|!=|<>|[<>=≤≥≠(),~−-]/y;
/** Between double, single or typographic quotes, on one line; a backslash takes the next character as it is. */
const TEXT = /"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|“(?:[^”\\\n]|\\.)*”/y;
/** A unit may stand apart from its number (`30 min`), but then only as a word that is a unit. */
const UNIT = /%|[A-Za-z]+/y;
const APART = /[ \t]*(%|bps?|pp|mn|mio|bn|min|mins|minutes?|hours?|days?|weeks?|seconds?|million|billion|thousand|[smhdwk])(?![\w.])/iy;

const ONE_FORM: Readonly<Record<string, string>> = { '==': '=', '<>': '!=', '≠': '!=', '≤': '<=', '≥': '>=', '−': '-' };

/**
 * Cuts a text into tokens; never fails: what fits nowhere becomes a `stray` token of one character, for the parser to point at. The last
 * token is the end. A hyphen inside a name belongs to the name (`venues.limit-use`).
 */
export function tokensOf(text: string): readonly Token[] {
  const tokens: Token[] = [];
  let at = 0;
  const match = (pattern: RegExp): string | null => {
    pattern.lastIndex = at;
    return pattern.exec(text)?.[0] ?? null;
  };
  while (at < text.length) {
    const blank = match(BLANK);
    if (blank !== null) {
      at += blank.length;
      continue;
    }
    const token = dayAt(at, match) ?? textAt(at, match) ?? numberAt(text, at, match) ?? wordAt(at, match) ?? strayAt(text, at);
    tokens.push(token);
    at = token.to;
  }
  tokens.push({ kind: 'end', text: '', from: text.length, to: text.length });
  return tokens;
}

type Match = (pattern: RegExp) => string | null;

function dayAt(from: number, match: Match): Token | null {
  const day = match(DAY);
  return day === null ? null : { kind: 'day', text: day, from, to: from + day.length };
}

function textAt(from: number, match: Match): Token | null {
  const text = match(TEXT);
  return text === null ? null : { kind: 'text', text: text.slice(1, -1).replaceAll(/\\(.)/g, '$1'), from, to: from + text.length };
}

function numberAt(text: string, from: number, match: Match): Token | null {
  const number = match(NUMBER);
  if (number === null) return null;
  const end = from + number.length;
  UNIT.lastIndex = end;
  APART.lastIndex = end;
  const glued = UNIT.exec(text)?.[0];
  const apart = glued === undefined ? APART.exec(text) : null;
  const unit = glued ?? apart?.[1] ?? '';
  const to = end + (glued?.length ?? apart?.[0].length ?? 0);
  return { kind: 'number', text: number.replaceAll('_', ''), unit: unit.toLowerCase(), from, to };
}

function wordAt(from: number, match: Match): Token | null {
  const name = match(NAME);
  if (name !== null) return { kind: 'name', text: name, from, to: from + name.length };
  const sign = match(SIGN);
  return sign === null ? null : { kind: 'sign', text: ONE_FORM[sign] ?? sign, from, to: from + sign.length };
}

/** One character, as people count them: a surrogate pair stays whole. */
function strayAt(text: string, from: number): Token {
  const character = String.fromCodePoint(text.codePointAt(from) ?? 0);
  return { kind: 'stray', text: character, from, to: from + character.length };
}
