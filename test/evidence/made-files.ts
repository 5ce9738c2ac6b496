import { createHash } from 'node:crypto';
import { deflateSync, zipSync } from 'fflate';

/** A PNG of one grey point, as the specification lays it out (PNG, second edition, §5 and §11). */
export function madePng(): Uint8Array {
  const header = Buffer.from([0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0]);
  const row = Buffer.from(zlibbed(new Uint8Array([0, 128])));
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('IDAT', row),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** The least that readers take for a PDF. */
export function madePdf(): Uint8Array {
  return Buffer.from('%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n');
}

/** An archive that says of itself that it is a Word document. */
export function madeDocx(): Uint8Array {
  const types = `<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`;
  return zipSync({ '[Content_Types].xml': Buffer.from(types), 'word/document.xml': Buffer.from('<w:document/>') });
}

/** Bytes that are no text and have no signature; the same for the same seed. */
export function madeNoise(length: number, seed: string): Uint8Array {
  const pieces: Buffer[] = [];
  for (let n = 0; n * 32 < length; n += 1) pieces.push(createHash('sha256').update(`${seed} ${n}`).digest());
  const noise = Buffer.concat(pieces).subarray(0, length);
  // No signature begins so, and no text holds it.
  noise.set([0, 1, 2, 3].slice(0, length));
  return noise;
}

function zlibbed(bytes: Uint8Array): Uint8Array {
  const deflated = deflateSync(bytes);
  let [a, b] = [1, 0];
  for (const byte of bytes) {
    a = (a + byte) % 65_521;
    b = (b + a) % 65_521;
  }
  return Buffer.concat([Buffer.from([0x78, 0x9c]), deflated, Buffer.from([b >> 8, b & 255, a >> 8, a & 255])]);
}

function chunk(type: string, data: Uint8Array): Uint8Array {
  const body = Buffer.concat([Buffer.from(type), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const check = Buffer.alloc(4);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, check]);
}

function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  }
  return (crc ^ 0xffffffff) >>> 0;
}
