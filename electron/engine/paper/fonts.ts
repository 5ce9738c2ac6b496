import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Weight } from './lines.ts';

/** DejaVu Sans has Latin, Greek, Cyrillic and the signs of mathematics; of it only the glyphs that a paper uses are embedded. */
const FILES: Readonly<Record<Weight, string>> = { regular: 'DejaVuSans.ttf', bold: 'DejaVuSans-Bold.ttf' };

/** The bytes of a font, read once. */
export function fontBytes(weight: Weight): Uint8Array {
  const known = read.get(weight);
  if (known) return known;
  const bytes = readFileSync(fontFile(FILES[weight]));
  read.set(weight, bytes);
  return bytes;
}

const read = new Map<Weight, Uint8Array>();

/** In a build the fonts lie in a folder beside it; in a checkout in their package. */
function fontFile(name: string): string | URL {
  if (!import.meta.url.endsWith('.ts')) return new URL(`./fonts/${name}`, import.meta.url);
  return createRequire(import.meta.url).resolve(`dejavu-fonts-ttf/ttf/${name}`);
}
