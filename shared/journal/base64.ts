const STANDARD = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const URL_SAFE = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** Base64 with padding (RFC 4648 §4). */
export function base64(bytes: Uint8Array): string {
  const text = encode(bytes, STANDARD);
  return text + '='.repeat((4 - (text.length % 4)) % 4);
}

/** Base64 for URLs without padding (RFC 4648 §5), as SD-JWT and the journal's leaves write it. */
export function base64url(bytes: Uint8Array): string {
  return encode(bytes, URL_SAFE);
}

/** The bytes of padded base64; `null` unless the text is exactly what `base64` would write for them. */
export function base64Bytes(text: string): Uint8Array | null {
  const bare = text.replace(/={1,2}$/, '');
  const bytes = decode(bare, STANDARD);
  return bytes !== null && base64(bytes) === text ? bytes : null;
}

/** The bytes of unpadded base64url; `null` unless the text is exactly what `base64url` would write for them. */
export function base64urlBytes(text: string): Uint8Array | null {
  const bytes = decode(text, URL_SAFE);
  return bytes !== null && base64url(bytes) === text ? bytes : null;
}

function encode(bytes: Uint8Array, alphabet: string): string {
  if (bytes.length > SHORT) return encodeLong(bytes, alphabet);
  let text = '';
  for (let i = 0; i < bytes.length; i += 3) {
    const [a, b, c] = [bytes[i]!, bytes[i + 1], bytes[i + 2]];
    text += alphabet[a >> 2]! + alphabet[((a & 3) << 4) | ((b ?? 0) >> 4)]!;
    if (b !== undefined) text += alphabet[((b & 15) << 2) | ((c ?? 0) >> 6)]!;
    if (c !== undefined) text += alphabet[c & 63]!;
  }
  return text;
}

/** Digests and salts are shorter; a body of hundreds of kilobytes, put together letter by letter, would leave as many pieces of text to collect. */
const SHORT = 128;

function encodeLong(bytes: Uint8Array, alphabet: string): string {
  const codes = Uint8Array.from(alphabet, (letter) => letter.charCodeAt(0));
  const rest = bytes.length % 3;
  const whole = bytes.length - rest;
  const text = new Uint8Array((whole / 3) * 4 + (rest === 0 ? 0 : rest + 1));
  let to = 0;
  for (let from = 0; from < whole; from += 3) {
    const three = (bytes[from]! << 16) | (bytes[from + 1]! << 8) | bytes[from + 2]!;
    text[to++] = codes[three >> 18]!;
    text[to++] = codes[(three >> 12) & 63]!;
    text[to++] = codes[(three >> 6) & 63]!;
    text[to++] = codes[three & 63]!;
  }
  const last = ((bytes[whole] ?? 0) << 16) | ((bytes[whole + 1] ?? 0) << 8);
  for (let shift = 18; to < text.length; shift -= 6) text[to++] = codes[(last >> shift) & 63]!;
  return new TextDecoder().decode(text);
}

function decode(text: string, alphabet: string): Uint8Array | null {
  const bytes = new Uint8Array(Math.floor((text.length * 3) / 4));
  let [held, bits, length] = [0, 0, 0];
  for (const character of text) {
    const value = alphabet.indexOf(character);
    if (value < 0) return null;
    held = ((held << 6) | value) & 0xffff;
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      bytes[length++] = (held >> bits) & 0xff;
    }
  }
  return bytes;
}
