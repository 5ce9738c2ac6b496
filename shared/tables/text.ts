import { done, refuse, type Outcome } from '../figures/index.ts';

/** The text of a file and how it was read. `cutOff` says that the last character was incomplete: the file was truncated. */
export interface DecodedText {
  readonly text: string;
  readonly encoding: 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';
  readonly cutOff: boolean;
}

/** Names of formats that people hand in instead of text, by their first bytes. */
const SIGNATURES: readonly (readonly [bytes: readonly number[], what: string, remedy: string])[] = [
  [[0x50, 0x4b, 0x03, 0x04], 'a zip archive or a spreadsheet (XLSX)', 'Unpack it, or save the sheet as CSV'],
  [[0x1f, 0x8b], 'a gzip archive', 'Unpack it first'],
  [[0x25, 0x50, 0x44, 0x46], 'a PDF document', 'Download the CSV form of the report'],
  [[0xd0, 0xcf, 0x11, 0xe0], 'an old Excel workbook (XLS)', 'Save the sheet as CSV'],
  [[0x53, 0x51, 0x4c, 0x69, 0x74, 0x65], 'an SQLite database', 'Export it as CSV'],
  [[0x50, 0x41, 0x52, 0x31], 'a Parquet file', 'Export it as CSV'],
];

/**
 * The text of an export: UTF-16 where its byte-order mark says so, else strict UTF-8, else windows-1252 (which old European exports
 * use for `€`). Refuses what is no text at all. A byte-order mark is removed.
 *
 * Several readers look at the same file in turn, so that its text is kept with its bytes, which nobody changes.
 */
export function decodeText(bytes: Uint8Array): Outcome<DecodedText> {
  let decoded = DECODED.get(bytes);
  if (!decoded) DECODED.set(bytes, (decoded = decode(bytes)));
  return decoded;
}

function decode(bytes: Uint8Array): Outcome<DecodedText> {
  for (const [signature, what, remedy] of SIGNATURES)
    if (signature.every((byte, index) => bytes[index] === byte))
      return refuse('not-text', `The file is ${what}, not a text table. ${remedy}.`);
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return checked(new TextDecoder('utf-16le').decode(bytes), 'utf-16le', bytes.length % 2 === 1);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return checked(new TextDecoder('utf-16be').decode(bytes), 'utf-16be', bytes.length % 2 === 1);
  const whole = strictUtf8(bytes);
  if (whole !== null) return checked(whole, 'utf-8', false);
  // A file cut inside a character is still UTF-8; read as windows-1252 it would become nonsense throughout.
  for (let cut = 1; cut <= 3; cut += 1) {
    const kept = bytes.subarray(0, bytes.length - cut);
    const last = bytes[kept.length];
    if (last === undefined || last < 0xc2) continue;
    const text = strictUtf8(kept);
    if (text !== null && /[^\0-\x7f]/.test(text)) return checked(text, 'utf-8', true);
  }
  return checked(new TextDecoder('windows-1252').decode(bytes), 'windows-1252', false);
}

/**
 * The value of a text that is JSON, kept with the text for the next reader. Throws `JSON.parse`'s own error where it is none.
 */
export function jsonOf(decoded: DecodedText): unknown {
  let parsed = PARSED.get(decoded);
  if (!parsed) PARSED.set(decoded, (parsed = { value: JSON.parse(decoded.text) as unknown }));
  return parsed.value;
}

const DECODED = new WeakMap<Uint8Array, Outcome<DecodedText>>();
const PARSED = new WeakMap<DecodedText, { readonly value: unknown }>();

function strictUtf8(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** Refuses control characters, which no export holds: they mean a binary file, or bytes that windows-1252 does not define. */
function checked(text: string, encoding: DecodedText['encoding'], cutOff: boolean): Outcome<DecodedText> {
  const control = CONTROL.exec(text);
  if (control === null) return done({ text, encoding, cutOff });
  const line = countLines(text, control.index);
  return refuse(
    'not-text',
    `The file is not a text table: line ${line} holds a byte that no text has (code ${control[0].codePointAt(0)}). Export it again as CSV in UTF-8.`,
    { line },
  );
}

const CONTROL = /[^\P{Cc}\t\n\v\f\r]/u;

function countLines(text: string, until: number): number {
  let lines = 1;
  for (let at = text.indexOf('\n'); at !== -1 && at < until; at = text.indexOf('\n', at + 1)) lines += 1;
  return lines;
}
