import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createCaller } from '../../electron/engine/api/router.ts';
import { verifyStore } from '../../electron/engine/journal/index.ts';
import type { OpenEngine } from '../../electron/engine/open-engine.ts';
import { importExport, isWorkspaceExport, writeExport } from '../../electron/engine/workspace/index.ts';
import { ok, open, refusal, temporaryFolder } from './open-workspace.ts';

const QUIET = () => {};
const LEDGERS = `"txid","refid","time","type","subtype","aclass","asset","amount","fee","balance"
"LAAAAA-AAAAA-AAAAAA","RAAAAA-AAAAA-AAAAAA","2024-01-05 10:00:00","staking","","currency","DOT.S","1.5","0","1.5"
"LBBBBB-BBBBB-BBBBBB","RBBBBB-BBBBB-BBBBBB","2024-01-12 10:00:00","staking","","currency","DOT.S","1.25","0","2.75"
`;

async function filled(): Promise<{ readonly engine: OpenEngine; readonly folder: string }> {
  const folder = temporaryFolder();
  const engine = open(join(folder, 'books.countinghouse'), { mode: 'create' });
  const api = createCaller({ engine });
  ok(await api.workspace.changeSettings({ reportingCurrency: 'EUR', timeZone: 'Europe/Berlin' }));
  const file = join(folder, 'ledgers.csv');
  writeFileSync(file, LEDGERS);
  ok(await api.imports.commit({ path: file }));
  ok(await api.journal.undo({ target: 'timeZone' }));
  return { engine, folder };
}

let exportedText: string | undefined;

/** The text of one export, made once. */
async function exportText(): Promise<string> {
  if (exportedText !== undefined) return exportedText;
  const { engine, folder } = await filled();
  exportedText = readFileSync(ok(writeExport(engine, join(folder, 'out'), QUIET)).files[0]!.file, 'utf8');
  return exportedText;
}

/** Everything that a store holds, table by table, rows in the order of their text. */
function contents(engine: OpenEngine): Record<string, string[]> {
  const tables = engine.store.all<{ name: string }>(
    "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name",
  );
  return Object.fromEntries(
    tables.map(({ name }) => [
      name,
      engine.store
        .all<Record<string, unknown>>(`SELECT * FROM "${name}"`)
        .map((row) => JSON.stringify(row))
        .sort(),
    ]),
  );
}

const read = (engine: OpenEngine, file: string, keep = true) =>
  importExport(engine.writableStore, engine.journal.registry, file, keep, QUIET);

describe('an export', () => {
  it('read into an empty workspace makes the same one, to the last row and the same root', async () => {
    const { engine, folder } = await filled();
    const exported = ok(writeExport(engine, join(folder, 'out'), QUIET));
    const { file, lines } = exported.files[0]!;
    expect(readFileSync(file, 'utf8').split('\n')).toHaveLength(lines + 1);
    expect(isWorkspaceExport(file)).toBe(true);
    expect(isWorkspaceExport(join(folder, 'ledgers.csv'))).toBe(false);
    const copy = open(join(folder, 'copy.countinghouse'), { mode: 'create' });
    expect(ok(read(copy, file, false))).toEqual(ok(read(copy, file)));
    expect(contents(copy)).toEqual(contents(engine));
    expect(Buffer.from(copy.journal.head().root).toString('hex')).toBe(exported.root);
    expect(verifyStore(copy.writableStore, copy.journal.registry, QUIET).holds).toBe(true);
    // And it goes on from there as the first would.
    ok(await createCaller({ engine: copy }).journal.undo({}));
    expect(ok(read(copy, file))).toMatchObject({ accepted: 0 });
  });
  it('as a preview stores nothing', async () => {
    const { engine, folder } = await filled();
    const { file } = ok(writeExport(engine, join(folder, 'out'), QUIET)).files[0]!;
    const copy = open(join(folder, 'copy.countinghouse'), { mode: 'create' });
    const before = contents(copy);
    expect(ok(read(copy, file, false)).accepted).toBeGreaterThan(0);
    expect(contents(copy)).toEqual(before);
  });
  it('continues a workspace that holds its beginning', async () => {
    const { engine, folder } = await filled();
    const early = ok(writeExport(engine, join(folder, 'early'), QUIET)).files[0]!.file;
    ok(await createCaller({ engine }).workspace.changeSettings({ automaticBackups: false }));
    const late = ok(writeExport(engine, join(folder, 'late'), QUIET)).files[0]!.file;
    const copy = open(join(folder, 'copy.countinghouse'), { mode: 'create' });
    ok(read(copy, early));
    expect(ok(read(copy, late))).toMatchObject({ accepted: 1 });
    expect(contents(copy)).toEqual(contents(engine));
  });
  it('is refused whole where the workspace has a history of its own', async () => {
    const { engine, folder } = await filled();
    const { file } = ok(writeExport(engine, join(folder, 'out'), QUIET)).files[0]!;
    const other = open(join(folder, 'other.countinghouse'), { mode: 'create' });
    ok(await createCaller({ engine: other }).workspace.changeSettings({ automaticBackups: false }));
    const before = contents(other);
    expect(refusal(read(other, file)).message).toContain('another entry 0');
    expect(contents(other)).toEqual(before);
  });
  it('is never written over', async () => {
    const { engine, folder } = await filled();
    ok(writeExport(engine, join(folder, 'out'), QUIET));
    expect(refusal(writeExport(engine, join(folder, 'out'), QUIET)).code).toBe('file-exists');
    expect(refusal(writeExport(engine, join(folder, 'ledgers.csv'), QUIET)).code).toBe('export-failed');
  });
  it.each<[string, (text: string) => string, string]>([
    ['cut off in a line', (text) => text.slice(0, -200), 'is no JSON'],
    ['cut off after a line', (text) => text.split('\n').slice(0, -3).join('\n'), 'cut off'],
    ['short of a line', (text) => text.split('\n').toSpliced(-4, 1).join('\n'), 'lost 1 of its lines'],
    ['edited in a leaf', (text) => text.replace('"iat\\":1', '"iat\\":2'), 'another time in its leaf'],
    ['edited in a body', (text) => text.replace('\\"after\\":\\"EUR\\"', '\\"after\\":\\"GBP\\"'), 'Entry'],
    ['edited in a row', (text) => text.replace('"[\\"LBBBBB', '"[\\"LBBBBC'), 'rows of entry'],
    ['longer than its end', (text) => `${text}{"end":1}\n`, 'follows after the end'],
    ['from a newer version', (text) => text.replace(/"schema":\d+/, '"schema":999'), 'newer Countinghouse'],
    ['of another table', (text) => text.replace('"table":"import_row"', '"table":"journal_body"'), 'does not exist'],
    ['of another column', (text) => text.replace('"identity"', '"identity) VALUES (1); --"'), 'does not exist'],
  ])('%s is refused with a sentence and stores nothing', async (_how, spoil, sentence) => {
    const folder = temporaryFolder();
    const text = await exportText();
    const spoiled = spoil(text);
    expect(spoiled).not.toBe(text);
    writeFileSync(join(folder, 'spoiled'), spoiled);
    const copy = open(join(folder, 'copy.countinghouse'), { mode: 'create' });
    const before = contents(copy);
    expect(refusal(read(copy, join(folder, 'spoiled')))).toMatchObject({
      code: 'export-invalid',
      message: expect.stringContaining(sentence) as string,
    });
    expect(contents(copy)).toEqual(before);
  });
});
