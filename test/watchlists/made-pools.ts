import { hash } from 'node:crypto';
import { importMarketFile } from '../../electron/engine/market/index.ts';
import type { Engine } from '../../electron/engine/engine.ts';
import { ok } from '../workspace/open-workspace.ts';

/** Imports a file of the market under a name, as the import job does. */
export function importFile(engine: Engine, name: string, content: string | Uint8Array): void {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  const file = { name, bytes, sha256: hash('sha256', bytes, 'hex') };
  const imported = ok(importMarketFile(engine, file, { answers: {}, keep: true, show: { from: 1, rows: 0 } }));
  if (imported.batch === null) throw new Error(`${name} was not taken in: ${JSON.stringify(imported)}`);
}
