import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createCaller } from '../../electron/engine/api/router.ts';
import { evidenceOf, evidenceState } from '../../electron/engine/evidence/index.ts';
import { rebuild, verifyStore } from '../../electron/engine/journal/index.ts';
import type { OpenEngine } from '../../electron/engine/open-engine.ts';
import { importExport, writeExport } from '../../electron/engine/workspace/index.ts';
import { evidenceRefSchema, mediaTypeOf, MOST_EVIDENCE_BYTES } from '../../shared/evidence/index.ts';
import { ok, open, refusal, temporaryFolder } from '../workspace/open-workspace.ts';
import { madeDocx, madeNoise, madePdf, madePng } from './made-files.ts';

const QUIET = () => {};
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

function opened(): { readonly engine: OpenEngine; readonly api: ReturnType<typeof createCaller>; readonly folder: string } {
  const folder = temporaryFolder();
  const engine = open(join(folder, 'books.countinghouse'), { mode: 'create' });
  return { engine, api: createCaller({ engine }), folder };
}

/** Writes a file beside the workspace and answers its path. */
function written(folder: string, name: string, bytes: Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  return path;
}

function holds(engine: OpenEngine): boolean {
  return verifyStore(engine.writableStore, engine.journal.registry, QUIET).holds;
}

describe('a file that is kept', () => {
  it('has the hash, the type and the bytes of the file, and what was told of it', async () => {
    const { engine, api, folder } = opened();
    const bytes = madePng();
    const path = written(folder, 'chat.png', bytes);
    const entry = ok(
      await api.evidence.keep({ path, capturedAt: '2024-05-03T10:00:00.000Z', origin: 'chat with the desk', note: 'agreed price' }),
    );
    expect(entry).toMatchObject({
      sha256: sha256(bytes),
      name: 'chat.png',
      mediaType: 'image/png',
      bytes: bytes.length,
      capturedAt: '2024-05-03T10:00:00.000Z',
      origin: 'chat with the desk',
      note: 'agreed price',
      removed: false,
    });
    expect(evidenceRefSchema.parse(entry)).toEqual({ evidence: entry.evidence, sha256: sha256(bytes) });
    expect(await api.evidence.state({ ids: [entry.evidence, 'nobody'] })).toEqual([{ ...entry, state: 'kept' }]);
    const read = await api.evidence.read({ evidence: entry.evidence });
    expect(Buffer.from(read.content ?? '', 'base64')).toEqual(Buffer.from(bytes));
    const copy = join(folder, 'copy.png');
    expect(ok(await api.evidence.save({ evidence: entry.evidence, path: copy }))).toEqual({ path: copy, bytes: bytes.length });
    expect(readFileSync(copy)).toEqual(Buffer.from(bytes));
    expect(refusal(await api.evidence.save({ evidence: entry.evidence, path: copy })).code).toBe('file-exists');
    expect(holds(engine)).toBe(true);
  });

  it('comes back byte for byte at any length, by path and pasted, over the borders of its pieces', async () => {
    const { api, folder } = opened();
    const piece = 262_144;
    for (const length of [1, 2, 3, piece - 1, piece, piece + 1, 2 * piece, 3 * piece + 17]) {
      const bytes = madeNoise(length, `length ${length}`);
      const byPath = ok(await api.evidence.keep({ path: written(folder, `${length}.bin`, bytes) }));
      const pasted = ok(await api.evidence.keep({ content: Buffer.from(bytes).toString('base64'), name: `${length}.bin` }));
      expect([byPath.sha256, pasted.sha256]).toEqual([sha256(bytes), sha256(bytes)]);
      const { content } = await api.evidence.read({ evidence: pasted.evidence });
      expect(Buffer.from(content ?? '', 'base64').equals(bytes)).toBe(true);
    }
  });

  it('lies in the store once, however often it is kept', async () => {
    const { engine, api } = opened();
    const content = Buffer.from('the same words').toString('base64');
    const first = ok(await api.evidence.keep({ content, name: 'a.txt' }));
    const second = ok(await api.evidence.keep({ content, name: 'b.txt', note: 'again' }));
    expect(second.evidence).not.toBe(first.evidence);
    expect(engine.store.get('SELECT count(*) AS n FROM evidence_file')).toEqual({ n: 1 });
    expect((await api.evidence.list({})).map(({ name }) => name)).toEqual(['b.txt', 'a.txt']);
    expect((await api.evidence.list({ search: 'AGAIN' })).map(({ name }) => name)).toEqual(['b.txt']);
    expect(await api.evidence.list({ search: '%' })).toEqual([]);
  });

  it('leaves lists when it is removed, and is found by those who name it', async () => {
    const { engine, api } = opened();
    const { evidence } = ok(await api.evidence.keep({ content: 'YQ==', name: 'a.txt' }));
    ok(await api.evidence.remove({ evidence }));
    expect(await api.evidence.list({})).toEqual([]);
    expect(evidenceOf(engine, [evidence]).get(evidence)).toMatchObject({ removed: true, name: 'a.txt' });
    expect(evidenceState(engine, [evidence]).get(evidence)?.state).toBe('kept');
    ok(await api.journal.undo({}));
    expect(await api.evidence.list({})).toHaveLength(1);
    ok(await api.journal.undo({ target: evidence }));
    expect(await api.evidence.list({})).toEqual([]);
    ok(await api.evidence.restore({ evidence }));
    expect(await api.evidence.list({})).toHaveLength(1);
    expect(refusal(await api.evidence.remove({ evidence: 'nobody' })).code).toBe('no-such-evidence');
  });

  it('can be told more of, and that can be undone', async () => {
    const { api } = opened();
    const { evidence } = ok(await api.evidence.keep({ content: 'YQ==', name: 'a.txt', note: 'first' }));
    expect(ok(await api.evidence.changeNote({ evidence, note: 'second' }))).toMatchObject({ note: 'second', origin: '' });
    expect(ok(await api.evidence.changeNote({ evidence, origin: 'bank' }))).toMatchObject({ note: 'second', origin: 'bank' });
    ok(await api.journal.undo({}));
    ok(await api.journal.undo({}));
    expect((await api.evidence.list({}))[0]).toMatchObject({ note: 'first', origin: '' });
  });
});

describe('what is refused stores nothing', () => {
  it('two gigabytes, without reading them', async () => {
    const { engine, api, folder } = opened();
    const path = written(folder, 'film.mov', new Uint8Array());
    truncateSync(path, 2 * 2 ** 30);
    const before = process.memoryUsage().rss;
    const began = performance.now();
    const { code, message } = refusal(await api.evidence.keep({ path }));
    expect(code).toBe('too-large');
    expect(message).toContain('film.mov has 2,147,483,648 bytes; at most 100,000,000 are kept');
    expect(message).toMatch(/Keep the pages .* or leave the file where it is and keep a note/);
    // Nothing of two gigabytes was read: that would take longer, and more room.
    expect(performance.now() - began).toBeLessThan(1_000);
    expect(process.memoryUsage().rss - before).toBeLessThan(200 * 2 ** 20);
    expect(engine.journal.head().size).toBe(0);
    expect(engine.store.get('SELECT count(*) AS n FROM evidence_file')).toEqual({ n: 0 });
  });

  it.each<[string, string, Uint8Array, string]>([
    ['a PDF that is a picture', 'terms.pdf', madePng(), 'terms.pdf says that it is a PDF, but its content is a PNG image'],
    ['a PDF that is text', 'terms.pdf', Buffer.from('terms and conditions'), 'but its content is plain text'],
    ['a PDF that is nothing known', 'terms.PDF', madeNoise(500, 'x'), 'but its content is of a kind that is not known'],
    ['a picture that is a PDF', 'chat.png', madePdf(), 'says that it is a PNG image, but its content is a PDF'],
    ['a table that is a picture', 'table.csv', madePng(), 'says that it is CSV text, but its content is a PNG image'],
    ['a text that is noise', 'note.txt', madeNoise(500, 'x'), 'says that it is text, but its content is of a kind that is not known'],
    ['a Word document that is an archive', 'terms.docx', Buffer.from('PK'), 'says that it is a Word document'],
    ['an empty file', 'empty.pdf', new Uint8Array(), 'empty.pdf is empty: there is nothing to keep'],
  ])('%s', async (_what, name, bytes, sentence) => {
    const { engine, api, folder } = opened();
    const path = written(folder, name, bytes);
    expect(refusal(await api.evidence.keep({ path })).message).toContain(sentence);
    expect(refusal(await api.evidence.keep({ content: Buffer.from(bytes).toString('base64'), name })).message).toContain(sentence);
    expect(engine.journal.head().size).toBe(0);
    expect(engine.store.get('SELECT count(*) AS n FROM evidence_piece')).toEqual({ n: 0 });
  });

  it('a path that is no file, content that is no base64, and wishes that make no sense', async () => {
    const { api, folder } = opened();
    mkdirSync(join(folder, 'sub'));
    expect(refusal(await api.evidence.keep({ path: join(folder, 'nothing.pdf') })).message).toContain('Check its name and folder');
    expect(refusal(await api.evidence.keep({ path: join(folder, 'sub') })).message).toContain('is no file');
    expect(refusal(await api.evidence.keep({ content: '****', name: 'a.txt' })).code).toBe('not-base64');
    expect(refusal(await api.evidence.keep({ content: 'YQ=', name: 'a.txt' })).code).toBe('not-base64');
    expect(refusal(await api.evidence.keep({ content: 'YQ==' })).code).toBe('no-name');
    expect(refusal(await api.evidence.keep({})).code).toBe('nothing-to-keep');
    expect(refusal(await api.evidence.keep({ path: 'a', content: 'YQ==', name: 'a' })).code).toBe('nothing-to-keep');
    const later = new Date(Date.now() + 3_600_000).toISOString();
    expect(refusal(await api.evidence.keep({ content: 'YQ==', name: 'a', capturedAt: later })).code).toBe('in-the-future');
  });
});

describe('the type', () => {
  it.each<[string, Uint8Array, string]>([
    ['a.pdf', madePdf(), 'application/pdf'],
    ['old.pdf', Buffer.concat([Buffer.from('junk of a mailer\n'), madePdf()]), 'application/pdf'],
    ['a.docx', madeDocx(), 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
    ['picture', madePng(), 'image/png'],
    ['a.csv', Buffer.from('a;b\r\n1;2\r\n'), 'text/csv'],
    // Windows-1252, as banks write it.
    ['bank.csv', Buffer.from([0x42, 0xfc, 0x72, 0x6f, 0x3b, 0x80, 0x0a]), 'text/csv'],
    ['wide.txt', Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('Bürö', 'utf16le')]), 'text/plain'],
    ['a.json', Buffer.from('{"a":1}'), 'application/json'],
    ['notes', Buffer.from('words'), 'text/plain'],
    ['core.dump', madeNoise(500, 'core'), 'application/octet-stream'],
  ])('of %s is told by its content', async (name, bytes, mediaType) => {
    const { api } = opened();
    expect(ok(await api.evidence.keep({ content: Buffer.from(bytes).toString('base64'), name })).mediaType).toBe(mediaType);
  });

  it('that a name promises is never taken without the content', () => {
    const promised = ['pdf', 'png', 'jpg', 'webp', 'zip', 'docx', 'xlsx', 'mp4'];
    fc.assert(
      fc.property(fc.constantFrom(...promised), fc.string({ maxLength: 20 }), fc.boolean(), (ending, stem, isText) => {
        expect('error' in mediaTypeOf(`${stem}.${ending}`, { signature: null, isText })).toBe(true);
        expect('error' in mediaTypeOf(`${stem}.${ending}`, { signature: 'application/x-elf', isText: false })).toBe(true);
      }),
    );
  });
});

describe('damage', () => {
  it('of a byte in the table is seen by the state, by reading and by the verification, and healed by keeping the file again', async () => {
    const { engine, api, folder } = opened();
    const path = written(folder, 'terms.pdf', madePdf());
    const { evidence } = ok(await api.evidence.keep({ path }));
    expect(await api.evidence.state({ ids: [evidence] })).toMatchObject([{ state: 'kept' }]);
    engine.writableStore.run("UPDATE evidence_piece SET content = CAST(replace(content, 'Catalog', 'Catalox') AS BLOB)");
    expect(await api.evidence.state({ ids: [evidence] })).toMatchObject([{ state: 'altered' }]);
    const read = await api.evidence.read({ evidence });
    expect(read.content).toBeNull();
    expect(read.message).toContain('are not those that were kept');
    expect(refusal(await api.evidence.save({ evidence, path: join(folder, 'out.pdf') })).code).toBe('evidence-altered');
    const report = verifyStore(engine.writableStore, engine.journal.registry, QUIET);
    expect(report.checks.find(({ name }) => name === 'rows')?.findings[0]?.message).toContain(
      'The file terms.pdf of entry 0 has been changed',
    );
    ok(await api.evidence.keep({ path }));
    expect(await api.evidence.state({ ids: [evidence] })).toMatchObject([{ state: 'kept' }]);
    expect(holds(engine)).toBe(true);
  });

  it('of a whole file is "missing", and of a piece "altered"', async () => {
    const { engine, api, folder } = opened();
    const { evidence } = ok(await api.evidence.keep({ path: written(folder, 'a.bin', madeNoise(600_000, 'a')) }));
    engine.writableStore.run('DELETE FROM evidence_piece WHERE n = 1');
    expect(await api.evidence.state({ ids: [evidence] })).toMatchObject([{ state: 'altered' }]);
    engine.writableStore.run('DELETE FROM evidence_piece');
    engine.writableStore.run('DELETE FROM evidence_file');
    expect(await api.evidence.state({ ids: [evidence] })).toMatchObject([{ state: 'missing' }]);
    expect((await api.evidence.read({ evidence })).message).toContain('are gone from the workspace');
    const report = verifyStore(engine.writableStore, engine.journal.registry, QUIET);
    expect(report.checks.find(({ name }) => name === 'rows')?.findings[0]?.message).toContain(
      'The file a.bin that entry 0 names is not there',
    );
  });
});

describe('the tables', () => {
  it('come out the same from a rebuild, and the same in a copy that reads the export', async () => {
    const { engine, api, folder } = opened();
    const large = ok(await api.evidence.keep({ path: written(folder, 'a.bin', madeNoise(5_000_000, 'a')) }));
    ok(await api.evidence.keep({ content: 'YQ==', name: 'a.txt', note: 'n' }));
    ok(await api.evidence.changeNote({ evidence: large.evidence, note: 'large' }));
    ok(await api.evidence.remove({ evidence: large.evidence }));
    const entries = () => engine.store.all('SELECT * FROM evidence ORDER BY evidence');
    const before = entries();
    ok(rebuild(engine.writableStore, engine.journal.registry, QUIET));
    expect(entries()).toEqual(before);
    const { file } = ok(writeExport(engine, join(folder, 'out'), QUIET)).files[0]!;
    const copy = open(join(folder, 'copy.countinghouse'), { mode: 'create' });
    ok(importExport(copy.writableStore, copy.journal.registry, file, true, QUIET));
    expect(copy.store.all('SELECT * FROM evidence ORDER BY evidence')).toEqual(before);
    expect(evidenceState(copy, [large.evidence]).get(large.evidence)?.state).toBe('kept');
    expect(holds(copy)).toBe(true);
  });

  it('take a file as large as is allowed', { timeout: 60_000 }, async () => {
    const { engine, api, folder } = opened();
    const path = written(folder, 'large.bin', new Uint8Array([0]));
    truncateSync(path, MOST_EVIDENCE_BYTES);
    const { evidence, bytes } = ok(await api.evidence.keep({ path }));
    expect(bytes).toBe(100_000_000);
    expect(evidenceState(engine, [evidence]).get(evidence)?.state).toBe('kept');
    truncateSync(path, MOST_EVIDENCE_BYTES + 1);
    expect(refusal(await api.evidence.keep({ path })).code).toBe('too-large');
  });
});
