import { mkdirSync, readdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createCaller } from '../../electron/engine/api/router.ts';
import { rebuild, verifyStore } from '../../electron/engine/journal/index.ts';
import { openStore } from '../../electron/engine/store/store.ts';
import { parseLeaf } from '../../shared/journal/index.ts';
import { ok, open, temporaryFolder } from '../workspace/open-workspace.ts';

const QUIET = () => {};

async function journal(changes: number) {
  const path = join(temporaryFolder(), 'books.countinghouse');
  const engine = open(path, { mode: 'create' });
  const api = createCaller({ engine });
  for (let i = 0; i < changes; i++) ok(await api.workspace.changeSettings({ reportingCurrency: `Q${i}` }));
  const edit = (sql: string) => {
    const vandal = openStore(path);
    vandal.script(sql);
    vandal.close();
  };
  const findings = () => {
    const { checks, holds } = verifyStore(engine.writableStore, engine.journal.registry, QUIET);
    expect(holds).toBe(checks.every((check) => check.holds));
    return checks.flatMap((check) => check.findings.map(({ message, seq }) => `${check.name} ${seq ?? '-'}: ${message}`));
  };
  return { engine, api, edit, findings };
}

describe('verification', () => {
  it('says of a sound journal what it has looked at', async () => {
    const { engine } = await journal(9);
    const report = verifyStore(engine.writableStore, engine.journal.registry, QUIET);
    expect(report).toMatchObject({ holds: true, events: 9, root: Buffer.from(engine.journal.head().root).toString('hex') });
    const looked = Object.fromEntries(report.checks.map(({ name, checked }) => [name, checked]));
    // Nine leaves have 4 + 2 + 1 complete subtrees over them.
    expect(looked).toMatchObject({ entries: 9, tree: 7, rows: 0, projections: 1 });
  });
  it('names the entry and what is wrong with it', async () => {
    const { edit, findings } = await journal(6);
    edit("UPDATE journal_body SET body = replace(body, 'Q2', 'XX') WHERE seq = 2");
    expect(findings()).toEqual(['entries 2: Entry 2 has been changed: the leaf does not know after as the body has it.']);
    edit("UPDATE journal_body SET body = replace(body, 'XX', 'Q2') WHERE seq = 2");
    expect(findings()).toEqual([]);
    edit("UPDATE journal_body SET body = json_remove(body, '$.actor') WHERE seq = 3");
    expect(findings()).toContain('entries 3: Entry 3 has lost 1 of its fields.');
  });
  it('finds an entry taken out of the middle, or swapped with another', async () => {
    const { edit, findings } = await journal(6);
    edit('PRAGMA foreign_keys = OFF; DELETE FROM journal_body WHERE seq = 2; DELETE FROM journal_entry WHERE seq = 2');
    expect(findings()[0]).toBe('entries 2: Entry 2 is missing: entry 3 follows.');
    const swapped = await journal(6);
    swapped.edit(`PRAGMA foreign_keys = OFF;
      UPDATE journal_entry SET seq = 99 WHERE seq = 1; UPDATE journal_entry SET seq = 1 WHERE seq = 4; UPDATE journal_entry SET seq = 4 WHERE seq = 99;`);
    expect(swapped.findings()).toEqual(
      expect.arrayContaining(['entries 1: Entry 1 says of itself that it is entry 4.', 'tree -: Node 0 on level 1 of the tree is wrong.']),
    );
  });
  it('finds a rewritten entry whose hash was rewritten too', async () => {
    const { engine, edit, findings } = await journal(4);
    const { leaf } = engine.store.get<{ leaf: string }>('SELECT leaf FROM journal_entry WHERE seq = 1')!;
    const forged = leaf.replace(/"iat":\d+/, '"iat":1');
    expect('ok' in parseLeaf(forged)).toBe(true);
    const { digests } = await import('../../electron/engine/journal/index.ts');
    const hash = Buffer.from(digests.sha256(`\0${forged}`)).toString('hex');
    edit(`UPDATE journal_entry SET leaf = '${forged}', leaf_hash = x'${hash}' WHERE seq = 1`);
    expect(findings()).toEqual([
      'entries 1: Entry 1 says another time in its leaf than in its body.',
      'tree -: Node 0 on level 1 of the tree is wrong.',
      'tree -: Node 0 on level 2 of the tree is wrong.',
    ]);
  });
  it('tells the first fifty of many findings, and how many there are', async () => {
    const { engine, edit } = await journal(60);
    edit('DELETE FROM journal_body');
    const entries = verifyStore(engine.writableStore, engine.journal.registry, QUIET).checks.find(({ name }) => name === 'entries')!;
    expect([entries.findings.length, entries.count]).toEqual([50, 60]);
  });
  it('can be stopped on the way, and leaves nothing behind', async () => {
    const { engine } = await journal(3);
    const { JobCancelled } = await import('../../electron/engine/jobs/job.ts');
    const stop = () => {
      throw new JobCancelled();
    };
    expect(() => verifyStore(engine.writableStore, engine.journal.registry, stop)).toThrow(JobCancelled);
    expect(verifyStore(engine.writableStore, engine.journal.registry, QUIET).holds).toBe(true);
  });
});

describe('the copy that verification folds again', () => {
  it('is gone afterwards, and so is one that a killed process has left', async () => {
    const { engine } = await journal(1);
    const folder = dirname(engine.workspace.path);
    const abandoned = join(folder, '.countinghouse-verify-999999999-abcdef');
    const running = join(folder, `.countinghouse-verify-${process.pid}-abcdef`);
    for (const path of [abandoned, running]) mkdirSync(path);
    verifyStore(engine.writableStore, engine.journal.registry, QUIET);
    expect(readdirSync(folder).filter((name) => name.startsWith('.'))).toEqual([basename(running)]);
  });
});

describe('rebuilding', () => {
  it('makes spoiled tables what the journal folds to, and the same ones again', async () => {
    const { engine, edit, findings } = await journal(5);
    edit("UPDATE workspace_setting SET value = '\"XAU\"'; INSERT INTO workspace_setting VALUES ('automaticBackups', 'false')");
    expect(findings()).toHaveLength(3);
    expect(ok(rebuild(engine.writableStore, engine.journal.registry, QUIET))).toMatchObject({
      events: 5,
      tables: { workspace_setting: 1 },
    });
    expect(findings()).toEqual([]);
  });
  it('that is stopped leaves the tables as they were', async () => {
    const { engine, edit, findings } = await journal(3);
    edit('UPDATE workspace_setting SET value = \'"XAU"\'');
    const before = findings();
    const stop = () => {
      throw new Error('stopped');
    };
    expect(() => rebuild(engine.writableStore, engine.journal.registry, stop)).toThrow('stopped');
    expect(findings()).toEqual(before);
  });
});

describe('reading one entry', () => {
  it('gives the bytes that the tree covers, and the entries it derives from', async () => {
    const { api } = await journal(2);
    const { by, event } = ok(await api.journal.undo({}));
    const entry = (await api.journal.entry({ event: by }))!;
    expect(entry).toMatchObject({ id: by, undoes: event, parents: [event], seq: 2 });
    expect(parseLeaf(entry.leaf)).toMatchObject({ ok: { n: 2, kind: 'workspace.setting-changed' } });
    expect(await api.journal.entry({ event: 'nobody' })).toBeNull();
  });
});

describe('the log', () => {
  it('is read page by page, newest first, by column, subject and words', async () => {
    const { api } = await journal(25);
    const seen: string[] = [];
    for (let before: number | undefined; ; ) {
      const page = await api.journal.log({ limit: 10, ...(before === undefined ? {} : { before }) });
      seen.push(...page.lines.map(({ words }) => words));
      if (page.next === null) break;
      before = page.next;
    }
    expect(seen).toHaveLength(25);
    expect(seen[0]).toBe('Setting reporting currency changed from Q23 to Q24');
    expect((await api.journal.log({ search: 'currency q7' })).lines.map(({ seq }) => seq)).toEqual([8, 7]);
    expect((await api.journal.log({ column: 'workspace', limit: 1 })).lines).toHaveLength(1);
    expect((await api.journal.log({ column: 'work' })).lines).toEqual([]);
    expect((await api.journal.log({ subject: 'automaticBackups' })).lines).toEqual([]);
  });
});
