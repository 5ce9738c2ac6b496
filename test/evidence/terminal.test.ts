import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { answer, terminal, workspacePath } from '../cli/run-terminal.ts';
import { madePdf } from './made-files.ts';

const PASSPHRASE = 'otter velvet ladder mosaic prune';

/** Runs one command on the workspace, with the passphrase in the environment where one is given. */
async function on<T>(path: string, args: readonly string[], passphrase?: string, input = ''): Promise<T> {
  const environment = passphrase === undefined ? {} : { COUNTINGHOUSE_PASSPHRASE: passphrase };
  const { document } = await answer<T>(['--workspace', path, ...args], input, (line: readonly string[], text?: string) =>
    terminal(line, text, environment),
  );
  return document;
}

interface Refused {
  readonly error: { readonly code: string; readonly message: string };
}

describe('evidence on the terminal', () => {
  it('is kept, sealed, read with the passphrase of the environment, verified, and opened again', { timeout: 60_000 }, async () => {
    const path = workspacePath();
    const file = join(dirname(path), 'terms.pdf');
    writeFileSync(file, madePdf());
    await on(path, ['init']);
    const kept = await on<{ evidence: string; mediaType: string }>(path, [
      'call',
      'evidence.keep',
      JSON.stringify({ path: file, note: 'terms' }),
    ]);
    expect(kept.mediaType).toBe('application/pdf');
    const ids = JSON.stringify({ ids: [kept.evidence] });
    const state = async (passphrase?: string) =>
      (await on<[{ state: string }]>(path, ['call', 'evidence.state', ids], passphrase))[0].state;
    expect(await state()).toBe('kept');
    // A passphrase in the environment of a workspace that has none is in nobody's way.
    expect(await state(PASSPHRASE)).toBe('kept');
    const sealed = await on<{ status: { state: string; result: unknown } }>(
      path,
      ['call', 'workspace.setPassphrase', '-'],
      undefined,
      JSON.stringify({ passphrase: PASSPHRASE }),
    );
    expect(sealed.status).toMatchObject({ state: 'done', result: { files: 1 } });
    expect(await state()).toBe('locked');
    expect(await state(PASSPHRASE)).toBe('kept');
    const refused = await on<Refused>(path, ['call', 'evidence.state', ids], 'another passphrase');
    expect(refused.error).toMatchObject({ code: 'wrong-passphrase' });
    expect((await on<Refused>(path, ['call', 'evidence.keep', JSON.stringify({ path: file })])).error.code).toBe('locked');
    expect((await on<{ holds: boolean }>(path, ['verify'])).holds).toBe(true);
    expect((await on<{ holds: boolean }>(path, ['verify'], PASSPHRASE)).holds).toBe(true);
    const read = await on<{ content: string }>(path, ['call', 'evidence.read', JSON.stringify({ evidence: kept.evidence })], PASSPHRASE);
    expect(Buffer.from(read.content, 'base64')).toEqual(Buffer.from(madePdf()));
    await on(path, ['call', 'workspace.removePassphrase', JSON.stringify({ passphrase: PASSPHRASE })]);
    expect(await state()).toBe('kept');
  });
});
