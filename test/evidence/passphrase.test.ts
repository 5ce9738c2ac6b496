import { spawn } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createCaller } from '../../electron/engine/api/router.ts';
import { evidenceState } from '../../electron/engine/evidence/index.ts';
import { rebuild, verifyStore } from '../../electron/engine/journal/index.ts';
import type { OpenEngine } from '../../electron/engine/open-engine.ts';
import { importExport, writeExport } from '../../electron/engine/workspace/index.ts';
import { newPassphraseSchema, passphraseHint } from '../../shared/workspace/index.ts';
import { ok, open, refusal, temporaryFolder } from '../workspace/open-workspace.ts';
import { madeNoise } from './made-files.ts';

const QUIET = () => {};
const FIRST = 'otter velvet ladder mosaic prune';
const SECOND = 'granite teapot willow sorbet ankle';
const SECRET_WORDS = 'The desk agreed to a price of 61,250 for 40 coins.';

type Api = ReturnType<typeof createCaller>;

async function filled(
  files = 3,
): Promise<{ readonly engine: OpenEngine; readonly api: Api; readonly folder: string; readonly ids: string[] }> {
  const folder = temporaryFolder();
  const engine = open(join(folder, 'books.countinghouse'), { mode: 'create' });
  const api = createCaller({ engine });
  const ids: string[] = [];
  for (let n = 0; n < files; n += 1) {
    const content = Buffer.from(`${SECRET_WORDS} ${n}`).toString('base64');
    ids.push(ok(await api.evidence.keep({ content, name: `chat ${n}.txt` })).evidence);
  }
  return { engine, api, folder, ids };
}

async function finished(engine: OpenEngine, started: Awaited<ReturnType<Api['workspace']['setPassphrase']>>): Promise<unknown> {
  const { state, result, refusal: refused } = await engine.jobs.finished(ok(started).job);
  return state === 'done' ? result : { state, refused };
}

async function states(api: Api, ids: readonly string[]): Promise<readonly string[]> {
  return (await api.evidence.state({ ids: [...ids] })).map(({ state }) => state);
}

async function text(api: Api, evidence: string): Promise<string> {
  const { content, message } = await api.evidence.read({ evidence });
  return content === null ? (message ?? '') : Buffer.from(content, 'base64').toString('utf8');
}

function verdict(engine: OpenEngine): readonly string[] {
  const report = verifyStore(engine.writableStore, engine.journal.registry, QUIET);
  return report.checks.flatMap(({ findings }) => findings.map(({ message }) => message));
}

describe('a passphrase', () => {
  it('seals what is there, keeps what comes, and everything is as it was for who has it', { timeout: 60_000 }, async () => {
    const { engine, api, ids, folder } = await filled();
    expect(await api.workspace.passphrase({})).toMatchObject({ set: false, unlocked: false, plain: 3, sealed: 0 });
    expect(await finished(engine, await api.workspace.setPassphrase({ passphrase: FIRST }))).toEqual({ files: 3 });
    expect(await api.workspace.passphrase({})).toMatchObject({ set: true, unlocked: true, plain: 0, sealed: 3 });
    expect(await text(api, ids[0]!)).toBe(`${SECRET_WORDS} 0`);
    const later = ok(await api.evidence.keep({ content: Buffer.from('kept under the seal').toString('base64'), name: 'later.txt' }));
    expect(await states(api, [...ids, later.evidence])).toEqual(['kept', 'kept', 'kept', 'kept']);
    expect(engine.store.get("SELECT count(*) AS n FROM evidence_file WHERE sealed_by = ''")).toEqual({ n: 0 });
    expect(verdict(engine)).toEqual([]);
    await engine.close();
    // Not a word of it can be read in the file or beside it.
    for (const ending of ['', '-wal']) {
      const raw = bytesOf(join(folder, `books.countinghouse${ending}`));
      expect(raw.includes(SECRET_WORDS)).toBe(false);
      expect(raw.includes('kept under the seal')).toBe(false);
      expect(raw.includes(FIRST)).toBe(false);
    }
  });

  it('that is locked or wrong opens nothing, while the sealed bytes are still verified', { timeout: 60_000 }, async () => {
    const { engine, api, ids } = await filled();
    await finished(engine, await api.workspace.setPassphrase({ passphrase: FIRST }));
    expect(ok(await api.workspace.lock({})).unlocked).toBe(false);
    expect(await states(api, ids)).toEqual(['locked', 'locked', 'locked']);
    expect(await text(api, ids[0]!)).toContain('is sealed. Give the passphrase');
    expect(refusal(await api.evidence.keep({ content: 'YQ==', name: 'a.txt' })).code).toBe('locked');
    expect(refusal(await api.workspace.sealRest({})).code).toBe('locked');
    expect(refusal(await api.workspace.unlock({ passphrase: SECOND })).code).toBe('wrong-passphrase');
    expect(refusal(await api.workspace.removePassphrase({ passphrase: SECOND })).code).toBe('wrong-passphrase');
    expect(refusal(await api.workspace.changePassphrase({ current: SECOND, passphrase: 'another one that is long' })).code).toBe(
      'wrong-passphrase',
    );
    expect(refusal(await api.workspace.setPassphrase({ passphrase: SECOND })).code).toBe('passphrase-set');
    expect(verdict(engine)).toEqual([]);
    engine.writableStore.run(
      'UPDATE evidence_piece SET content = zeroblob(length(content)) WHERE rowid = (SELECT min(rowid) FROM evidence_piece)',
    );
    const altered = await states(api, ids);
    expect([...altered].sort()).toEqual(['altered', 'locked', 'locked']);
    expect(verdict(engine)).toHaveLength(1);
    expect(verdict(engine)[0]).toMatch(/The file chat \d\.txt of entry \d has been changed/);
    ok(await api.workspace.unlock({ passphrase: FIRST }));
    expect(await states(api, ids)).toEqual(altered.map((state) => (state === 'altered' ? 'altered' : 'kept')));
  });

  it('does not believe a hash that was changed together with the sealed bytes', { timeout: 60_000 }, async () => {
    const { engine, api, ids } = await filled(1);
    await finished(engine, await api.workspace.setPassphrase({ passphrase: FIRST }));
    const forged = Buffer.from('something else altogether');
    engine.writableStore.run('UPDATE evidence_piece SET content = ?', forged);
    engine.writableStore.run('UPDATE evidence_file SET stored_sha256 = ?', createHash('sha256').update(forged).digest('hex'));
    expect(await states(api, ids)).toEqual(['altered']);
    expect(await text(api, ids[0]!)).toContain('are not those that were kept');
    expect(await finished(engine, await api.workspace.removePassphrase({ passphrase: FIRST }))).toMatchObject({
      state: 'refused',
      refused: { code: 'evidence-altered' },
    });
    expect(await api.workspace.passphrase({})).toMatchObject({ set: true, sealed: 1 });
  });

  it('opens no sealed file under another hash: it is bound into the seal', { timeout: 60_000 }, async () => {
    const { engine, api, ids } = await filled(2);
    await finished(engine, await api.workspace.setPassphrase({ passphrase: FIRST }));
    const rows = engine.store.all<{ sha256: string; content: Uint8Array; nonce: Uint8Array; tag: Uint8Array; stored: string }>(
      'SELECT f.sha256, p.content, f.nonce, f.tag, f.stored_sha256 AS stored FROM evidence_file f JOIN evidence_piece p USING (sha256, sealed_by)',
    );
    for (const [i, { sha256 }] of rows.entries()) {
      const other = rows[1 - i]!;
      engine.writableStore.run('UPDATE evidence_piece SET content = ? WHERE sha256 = ?', other.content, sha256);
      engine.writableStore.run(
        'UPDATE evidence_file SET nonce = ?, tag = ?, stored_sha256 = ? WHERE sha256 = ?',
        other.nonce,
        other.tag,
        other.stored,
        sha256,
      );
    }
    expect(await states(api, ids)).toEqual(['altered', 'altered']);
    // Refused by the seal itself, before anybody looks at what would come out.
    expect(await finished(engine, await api.workspace.removePassphrase({ passphrase: FIRST }))).toMatchObject({
      refused: { message: expect.stringContaining('are not those that were sealed') as string },
    });
  });

  it('is changed without sealing anew, and removed by opening everything', { timeout: 60_000 }, async () => {
    const { engine, api, ids } = await filled();
    await finished(engine, await api.workspace.setPassphrase({ passphrase: FIRST }));
    const sealed = engine.store.all('SELECT * FROM evidence_piece');
    const [before] = engine.store.all('SELECT * FROM workspace_key');
    ok(await api.workspace.changePassphrase({ current: FIRST, passphrase: SECOND }));
    expect(engine.store.all('SELECT * FROM evidence_piece')).toEqual(sealed);
    expect(engine.store.all('SELECT * FROM workspace_key')).not.toContainEqual(before);
    expect(engine.store.get('SELECT count(*) AS n FROM workspace_key')).toEqual({ n: 1 });
    ok(await api.workspace.lock({}));
    expect(refusal(await api.workspace.unlock({ passphrase: FIRST })).code).toBe('wrong-passphrase');
    ok(await api.workspace.unlock({ passphrase: SECOND }));
    expect(await states(api, ids)).toEqual(['kept', 'kept', 'kept']);
    expect(await finished(engine, await api.workspace.removePassphrase({ passphrase: SECOND }))).toEqual({ files: 3 });
    expect(await api.workspace.passphrase({})).toEqual({ set: false, unlocked: false, since: null, plain: 3, sealed: 0, openBackups: [] });
    expect(engine.store.get('SELECT count(*) AS n FROM workspace_key')).toEqual({ n: 0 });
    expect(await text(api, ids[2]!)).toBe(`${SECRET_WORDS} 2`);
    expect(verdict(engine)).toEqual([]);
    expect(refusal(await api.workspace.unlock({ passphrase: SECOND })).code).toBe('no-passphrase');
    // And once more, under a fresh key.
    await finished(engine, await api.workspace.setPassphrase({ passphrase: FIRST }));
    expect(await states(api, ids)).toEqual(['kept', 'kept', 'kept']);
    ok(rebuild(engine.writableStore, engine.journal.registry, QUIET));
    expect(await api.workspace.passphrase({})).toMatchObject({ set: true, unlocked: true, sealed: 3 });
  });

  it('seals a file that is altered as it is, and it stays altered', { timeout: 60_000 }, async () => {
    const { engine, api, ids } = await filled(2);
    engine.writableStore.run(
      "UPDATE evidence_piece SET content = CAST('forged' AS BLOB) WHERE sha256 = (SELECT sha256 FROM evidence WHERE evidence = ?)",
      ids[0]!,
    );
    await finished(engine, await api.workspace.setPassphrase({ passphrase: FIRST }));
    expect(await states(api, ids)).toEqual(['altered', 'kept']);
    ok(await api.workspace.lock({}));
    expect(await states(api, ids)).toEqual(['altered', 'locked']);
  });

  it('says which older backups hold the evidence open', { timeout: 60_000 }, async () => {
    const { engine, api } = await filled(1);
    const { job } = ok(await api.workspace.backUp({}));
    const { result } = await engine.jobs.finished(job);
    await finished(engine, await api.workspace.setPassphrase({ passphrase: FIRST }));
    const { openBackups } = await api.workspace.passphrase({});
    expect(openBackups).toEqual([(result as { file: string }).file]);
    const { job: after } = ok(await api.workspace.backUp({}));
    const { result: sealed } = await engine.jobs.finished(after);
    expect((await api.workspace.passphrase({})).openBackups).toEqual(openBackups);
    expect(bytesOf(openBackups[0]!).includes(SECRET_WORDS)).toBe(true);
    expect(bytesOf((sealed as { file: string }).file).includes(SECRET_WORDS)).toBe(false);
  });

  it('goes with an export, sealed as it is; an older copy that reads it holds both forms until the rest is sealed', {
    timeout: 60_000,
  }, async () => {
    const { engine, api, folder, ids } = await filled();
    const early = ok(writeExport(engine, join(folder, 'early'), QUIET)).files[0]!.file;
    await finished(engine, await api.workspace.setPassphrase({ passphrase: FIRST }));
    const late = ok(writeExport(engine, join(folder, 'late'), QUIET)).files[0]!.file;
    expect(readFileSync(late, 'utf8')).not.toContain(Buffer.from(SECRET_WORDS).toString('base64').slice(0, 40));
    const copy = open(join(folder, 'copy.countinghouse'), { mode: 'create' });
    ok(importExport(copy.writableStore, copy.journal.registry, early, true, QUIET));
    ok(importExport(copy.writableStore, copy.journal.registry, late, true, QUIET));
    const there = createCaller({ engine: copy });
    expect(await there.workspace.passphrase({})).toMatchObject({ set: true, unlocked: false, plain: 3, sealed: 3 });
    expect(evidenceState(copy, ids).size).toBe(3);
    ok(await there.workspace.unlock({ passphrase: FIRST }));
    expect(await finished(copy, await there.workspace.sealRest({}))).toEqual({ files: 3 });
    expect(await there.workspace.passphrase({})).toMatchObject({ plain: 0, sealed: 3 });
    expect(await states(there, ids)).toEqual(['kept', 'kept', 'kept']);
    expect(verdict(copy)).toEqual([]);
  });

  it('that another process sets locks this one', { timeout: 60_000 }, async () => {
    const { engine, api, ids } = await filled(1);
    const other = open(engine.workspace.path);
    await finished(other, await createCaller({ engine: other }).workspace.setPassphrase({ passphrase: FIRST }));
    expect(await states(api, ids)).toEqual(['locked']);
    expect(refusal(await api.evidence.keep({ content: 'YQ==', name: 'a.txt' })).code).toBe('locked');
    ok(await api.workspace.unlock({ passphrase: FIRST }));
    expect(await states(api, ids)).toEqual(['kept']);
  });

  it('never says anything of itself or its key to the journal', { timeout: 60_000 }, async () => {
    const { engine, api } = await filled(1);
    const secrets: string[] = [];
    const watched = { ...engine, randomBytes: (length: number) => noted(new Uint8Array(randomBytes(length)), secrets) };
    const told = createCaller({ engine: watched });
    await finished(engine, await told.workspace.setPassphrase({ passphrase: FIRST }));
    ok(await told.workspace.changePassphrase({ current: FIRST, passphrase: SECOND }));
    expect(secrets.length).toBeGreaterThan(0);
    const journal = JSON.stringify(engine.store.all('SELECT body FROM journal_body'));
    for (const secret of [FIRST, SECOND, ...secrets]) expect(journal.includes(secret)).toBe(false);
    const { lines } = await api.journal.log({ subject: 'passphrase' });
    expect(lines.map(({ words }) => words)).toEqual(['Changed the passphrase', 'Set a passphrase; evidence is sealed under it']);
    expect(refusal(await api.journal.undo({ target: 'passphrase' })).code).toBe('cannot-be-undone');
  });
});

describe('kill -9 while files are sealed or opened', () => {
  it.each(['set', 'remove'] as const)(
    '(%s) leaves each file whole, sealed or open, and the work can go on',
    { timeout: 120_000 },
    async (what) => {
      const { engine, api, folder } = await filled(0);
      const ids: string[] = [];
      for (let n = 0; n < 12; n += 1) {
        const path = join(folder, `${n}.bin`);
        writeFileSync(path, madeNoise(3_000_000, `file ${n}`));
        ids.push(ok(await api.evidence.keep({ path })).evidence);
      }
      if (what === 'remove') await finished(engine, await api.workspace.setPassphrase({ passphrase: FIRST }));
      await engine.close();
      await killSealer([engine.workspace.path, FIRST, what]);
      const after = open(engine.workspace.path);
      const there = createCaller({ engine: after });
      const { set, plain, sealed } = await there.workspace.passphrase({});
      expect(plain + sealed).toBe(12);
      expect(set).toBe(true);
      expect(verdict(after)).toEqual([]);
      ok(await there.workspace.unlock({ passphrase: FIRST }));
      expect(new Set(await states(there, ids))).toEqual(new Set(['kept']));
      const goesOn = what === 'set' ? await there.workspace.sealRest({}) : await there.workspace.removePassphrase({ passphrase: FIRST });
      await finished(after, goesOn);
      expect(await there.workspace.passphrase({})).toMatchObject(
        what === 'set' ? { set: true, plain: 0, sealed: 12 } : { set: false, plain: 12, sealed: 0 },
      );
      expect(new Set(await states(there, ids))).toEqual(new Set(['kept']));
    },
  );
});

describe('the hint', () => {
  it.each<[string, boolean, RegExp]>([
    ['', false, /Five or six words/],
    ['short', false, /5 of at least 12 characters/],
    ['aaaaaaaaaaaaaaaa', false, /Hardly any different/],
    ['My bitcoin password', true, /every list of guesses/],
    ['otter velvet ladder', true, /3 words\. Add two/],
    [FIRST, true, /5 words/],
    ['kX9vQz2mPl4w', true, /few for something thought up/],
    ['kX9vQz2mPl4wTr8yBn3cHd', true, /holds if a program made it/],
  ])('on “%s”', (passphrase, allowed, says) => {
    const hint = passphraseHint(passphrase);
    expect(hint.allowed).toBe(allowed);
    expect(hint.says).toMatch(says);
    expect(newPassphraseSchema.safeParse(passphrase).success).toBe(allowed);
  });
});

function bytesOf(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch {
    return Buffer.alloc(0);
  }
}

/** Notes secret bytes in the spellings in which they could be told. */
function noted(bytes: Uint8Array, secrets: string[]): Uint8Array {
  if (bytes.length === 32)
    secrets.push(Buffer.from(bytes).toString('base64'), Buffer.from(bytes).toString('base64url'), Buffer.from(bytes).toString('hex'));
  return bytes;
}

/** Starts the process that seals and kills it as soon as it has said that some files are behind it. */
async function killSealer(args: readonly string[]): Promise<void> {
  const child = spawn(process.execPath, [fileURLToPath(new URL('./sealer.ts', import.meta.url)), ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  child.stdout.setEncoding('utf8').on('data', (said: string) => {
    if (/^\d+$/m.test(said)) child.kill('SIGKILL');
  });
  await ended;
}
