import { inflateSync } from 'node:zlib';

/** A text as a page shows it, with its place from the page's lower left corner, its size, and the font it stands in. */
export interface ShownText {
  readonly page: number;
  readonly x: number;
  readonly y: number;
  readonly size: number;
  readonly font: string;
  readonly text: string;
}

export interface ReadPdf {
  readonly version: string;
  readonly pages: number;
  readonly texts: readonly ShownText[];
  /** How many rectangles each page draws. */
  readonly rectangles: readonly number[];
  readonly attachments: ReadonlyMap<string, Buffer>;
  readonly info: string;
  readonly fonts: readonly string[];
}

interface PdfObject {
  readonly head: string;
  readonly stream: Buffer | null;
}

/** Reads back what our printer writes: a reader of its own, made from ISO 32000-1 and for this only. Throws where the cross-reference table lies. */
export function readPdf(bytes: Uint8Array): ReadPdf {
  const file = Buffer.from(bytes);
  const text = file.toString('latin1');
  const objects = objectsOf(file, text);
  const trailer = text.slice(text.lastIndexOf('trailer'));
  const catalog = objectAt(objects, reference(trailer, 'Root'));
  const kids = [
    ...(/\/Kids \[([^\]]*)\]/.exec(objectAt(objects, reference(catalog.head, 'Pages')).head)?.[1] ?? '').matchAll(/(\d+) 0 R/g),
  ].map((match) => Number(match[1]));
  const fonts = new Set<string>();
  const rectangles: number[] = [];
  const texts = kids.flatMap((kid, page) => {
    const { head } = objectAt(objects, kid);
    const content = (objectAt(objects, reference(head, 'Contents')).stream ?? Buffer.alloc(0)).toString('latin1');
    rectangles.push([...content.matchAll(/ re$/gm)].length);
    const resources = objectAt(objects, reference(head, 'Resources')).head;
    const readers = new Map(
      [...resources.matchAll(/\/(F\d+) (\d+) 0 R/g)].map((match) => {
        const font = objectAt(objects, Number(match[2])).head;
        const name = /\/BaseFont \/(\S+)/.exec(font)?.[1] ?? '';
        fonts.add(name);
        return [match[1]!, { name, glyphs: glyphsOf(objectAt(objects, reference(font, 'ToUnicode')).stream!.toString('latin1')) }] as const;
      }),
    );
    return textsOf(content, page, readers);
  });
  return {
    version: text.slice(5, 8),
    pages: kids.length,
    texts,
    rectangles,
    attachments: attachmentsOf(objects),
    info: inlined(objectAt(objects, reference(trailer, 'Info')).head, objects),
    fonts: [...fonts],
  };
}

/** Everything that a page shows, line by line from the top, stretches of a line joined. */
export function linesOf({ texts }: ReadPdf, page: number): string[] {
  const rows = Map.groupBy(
    texts.filter((each) => each.page === page),
    ({ y }) => Math.round(y * 2) / 2,
  );
  return [...rows]
    .sort(([one], [other]) => other - one)
    .map(([, row]) =>
      row
        .toSorted((one, other) => one.x - other.x)
        .map((each) => each.text)
        .join(' ')
        .replaceAll(/\s+/g, ' ')
        .trim(),
    );
}

function objectsOf(file: Buffer, text: string): ReadonlyMap<number, PdfObject> {
  const start = Number(/startxref\s+(\d+)\s+%%EOF\s*$/.exec(text)?.[1]);
  if (!text.startsWith('xref', start)) throw new Error('startxref does not point to the cross-reference table');
  const rows = [...text.slice(start, text.lastIndexOf('trailer')).matchAll(/^(\d{10}) \d{5} n/gm)].map((match) => Number(match[1]));
  const objects = new Map<number, PdfObject>();
  for (const [i, at] of rows.entries()) {
    const number = i + 1;
    if (!text.startsWith(`${number} 0 obj`, at)) throw new Error(`object ${number} is not at ${at}`);
    const streamAt = text.indexOf('stream\n', at);
    const endAt = text.indexOf('endobj', at);
    if (streamAt < 0 || streamAt > endAt) {
      objects.set(number, { head: text.slice(at, endAt), stream: null });
      continue;
    }
    const head = text.slice(at, streamAt);
    const length = Number(/\/Length (\d+)/.exec(head)?.[1]);
    const raw = file.subarray(streamAt + 7, streamAt + 7 + length);
    objects.set(number, { head, stream: head.includes('/FlateDecode') ? inflateSync(raw) : raw });
  }
  return objects;
}

function objectAt(objects: ReadonlyMap<number, PdfObject>, number: number): PdfObject {
  const object = objects.get(number);
  if (!object) throw new Error(`there is no object ${number}`);
  return object;
}

function reference(head: string, name: string): number {
  const found = new RegExp(`/${name} (\\d+) 0 R`).exec(head)?.[1];
  if (found === undefined) throw new Error(`no /${name} in ${head.slice(0, 300)}`);
  return Number(found);
}

/** With each value in the place of its reference. */
function inlined(head: string, objects: ReadonlyMap<number, PdfObject>): string {
  return head.replaceAll(/(\d+) 0 R/g, (_reference, number: string) => objectAt(objects, Number(number)).head.split('\n')[1] ?? '');
}

/** From the font's own table: which text each glyph stands for. */
function glyphsOf(cmap: string): ReadonlyMap<number, string> {
  const glyphs = new Map<number, string>();
  for (const [, from, list] of cmap.matchAll(/<([0-9a-f]+)> <[0-9a-f]+> \[([^\]]*)\]/g)) {
    for (const [i, [, codes]] of [...list!.matchAll(/<([^>]*)>/g)].entries()) {
      const units = codes!
        .split(' ')
        .filter(Boolean)
        .map((code) => Number.parseInt(code, 16));
      glyphs.set(Number.parseInt(from!, 16) + i, String.fromCharCode(...units));
    }
  }
  return glyphs;
}

function textsOf(
  content: string,
  page: number,
  fonts: ReadonlyMap<string, { readonly name: string; readonly glyphs: ReadonlyMap<number, string> }>,
): ShownText[] {
  const texts: ShownText[] = [];
  for (const [, block] of content.matchAll(/BT\n([\s\S]*?)ET/g)) {
    const [, x, y] = /1 0 0 1 (\S+) (\S+) Tm/.exec(block!) ?? [];
    const [, name, size] = /\/(F\d+) (\S+) Tf/.exec(block!) ?? [];
    const font = fonts.get(name ?? '');
    const codes = [...block!.matchAll(/<([0-9a-f]+)>/g)].flatMap(([, hex]) => hex!.match(/.{4}/g) ?? []);
    const text = codes.map((code) => font?.glyphs.get(Number.parseInt(code, 16)) ?? '?').join('');
    texts.push({ page, x: Number(x), y: Number(y), size: Number(size), font: font?.name ?? '', text });
  }
  return texts;
}

function attachmentsOf(objects: ReadonlyMap<number, PdfObject>): ReadonlyMap<string, Buffer> {
  const attachments = new Map<string, Buffer>();
  for (const { head } of objects.values()) {
    if (!head.includes('/Type /Filespec')) continue;
    const name = /\/F \(([^)]*)\)/.exec(head)?.[1] ?? '';
    const file = /\/EF <<\s*\/F (\d+) 0 R/.exec(head)?.[1];
    attachments.set(name, objectAt(objects, Number(file)).stream ?? Buffer.alloc(0));
  }
  return attachments;
}
