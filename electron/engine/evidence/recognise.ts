import { fileTypeFromBuffer } from 'file-type';
import type { Content } from '../../../shared/evidence/index.ts';

/** Signatures stand at the beginning; those of office files want the first entries of their archive. */
const HEAD_BYTES = 1_048_576;

/** Gathers, piece by piece, what the type of a file is told by. */
export class ContentReader {
  readonly #head: Uint8Array[] = [];
  #headBytes = 0;
  #isText = true;
  #isFirst = true;
  #wide: TextDecoder | null = null;

  add(piece: Uint8Array): void {
    if (this.#headBytes < HEAD_BYTES) {
      const part = Uint8Array.from(piece.subarray(0, HEAD_BYTES - this.#headBytes));
      this.#head.push(part);
      this.#headBytes += part.length;
    }
    if (this.#isFirst) this.#wide = wideDecoder(piece);
    this.#isFirst = false;
    if (this.#isText) this.#isText = this.#wide === null ? isPlain(piece) : decodes(this.#wide, piece);
  }

  async content(): Promise<Content> {
    const head = Buffer.concat(this.#head);
    const found = await fileTypeFromBuffer(head);
    // Readers of PDF find its mark within the first kilobyte (ISO 32000-1, annex H.3.4.1).
    const signature = found?.mime ?? (head.subarray(0, 1_024).includes('%PDF-') ? 'application/pdf' : null);
    return { signature, isText: this.#isText };
  }
}

/**
 * Text in UTF-8 or in any encoding of one byte: line ends and tabs, and no other control character. Banks still write Windows-1252, so
 * bytes that are no UTF-8 do not speak against it.
 */
function isPlain(piece: Uint8Array): boolean {
  for (const byte of piece) if (byte < 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0d && byte !== 0x0c) return false;
  return true;
}

/** UTF-16 announces itself by its byte order mark. */
function wideDecoder(piece: Uint8Array): TextDecoder | null {
  if (piece[0] === 0xff && piece[1] === 0xfe) return new TextDecoder('utf-16le', { fatal: true });
  return piece[0] === 0xfe && piece[1] === 0xff ? new TextDecoder('utf-16be', { fatal: true }) : null;
}

function decodes(decoder: TextDecoder, piece: Uint8Array): boolean {
  try {
    return !decoder.decode(piece, { stream: true }).includes('\0');
  } catch {
    return false;
  }
}
