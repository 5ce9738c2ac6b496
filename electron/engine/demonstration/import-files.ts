import { hash } from 'node:crypto';
import { importOne } from '../imports/index.ts';
import { type Desk, made } from './diary.ts';
import type { MadeFile } from './made-file.ts';

/** Imports files one after the other, as a person does who drops them. */
export async function importAll({ context }: Desk, files: readonly MadeFile[]): Promise<void> {
  for (const { name, text } of files) {
    const bytes = new TextEncoder().encode(text);
    const order = { options: {}, keep: true, show: { from: 1, rows: 0 } };
    const imported = made(importOne(context, { name, bytes, sha256: hash('sha256', bytes, 'hex') }, order));
    if (imported.batch === null) throw new Error(`the demonstration's file ${name} was not taken in: ${JSON.stringify(imported)}`);
  }
}
