import { describe, expect, test } from 'vitest';
import { verifyStore } from '../../electron/engine/journal/index.ts';
import { BUNDLED_TEMPLATES, contentHash, readTemplate, type Template, templateText } from '../../shared/checklists/index.ts';
import { ok, refusal } from '../workspace/open-workspace.ts';
import { answer, begun, desk, LEG, look, signed, template, YES } from './made-checklist.ts';

const CONTENT = template([{ kind: 'tick', id: 'A', critical: true }]);
const RELEASE = BUNDLED_TEMPLATES.find(({ key }) => key === 'TPL-RELEASE')!;

function form(content: Template, more: Record<string, unknown> = {}): Record<string, unknown> {
  return { ...content, ...more };
}

describe('versions', () => {
  test('are published from a draft, numbered, noted, and never change', async () => {
    const at = desk();
    const { checklists } = at.api;
    ok(await checklists.writeDraft({ content: form(CONTENT) }));
    expect(await checklists.template({ template: 'MADE-LIST' })).toMatchObject({
      draft: { title: 'Made checklist' },
      version: null,
      versions: [],
    });
    expect(refusal(await checklists.start({ template: 'MADE-LIST', about: LEG })).code).toBe('no-such-template');
    const first = ok(await checklists.publish({ template: 'MADE-LIST', note: 'First.' }));
    expect(first).toEqual({ template: 'MADE-LIST', number: 1, hash: contentHash(CONTENT) });
    ok(await checklists.writeDraft({ content: form(CONTENT, { title: 'Another title' }) }));
    at.pass(1);
    const second = ok(await checklists.publish({ template: 'MADE-LIST', note: 'Another title.' }));
    const told = await checklists.template({ template: 'MADE-LIST' });
    expect(told?.versions.map(({ number, note, by, at, hash }) => [number, note, by, at, hash])).toEqual([
      [2, 'Another title.', 'Owner', '2026-03-02T09:01:00.000Z', second.hash],
      [1, 'First.', 'Owner', '2026-03-02T09:00:00.000Z', first.hash],
    ]);
    expect(told?.draft).toBeNull();
    expect((await checklists.template({ template: 'MADE-LIST', number: 1 }))?.version?.content).toEqual(CONTENT);
    expect(refusal(await checklists.publish({ template: 'MADE-LIST', note: 'Again.' })).code).toBe('no-draft');
    ok(await checklists.writeDraft({ content: form(CONTENT, { title: 'Another title' }) }));
    expect(refusal(await checklists.publish({ template: 'MADE-LIST', note: 'Again.' })).code).toBe('nothing-changed');
    ok(await checklists.discardDraft({ template: 'MADE-LIST' }));
    const restored = ok(await checklists.restore({ template: 'MADE-LIST', number: 1, note: 'The first was better.' }));
    expect(restored).toEqual({ template: 'MADE-LIST', number: 3, hash: first.hash });
    expect(refusal(await checklists.restore({ template: 'MADE-LIST', number: 9, note: 'x' })).code).toBe('no-such-version');
  });

  test('freeze the runs that were begun on them', async () => {
    const at = desk();
    const run = await begun(at, CONTENT);
    const before = await look(at, run);
    const harder = template([
      { kind: 'tick', id: 'A', text: 'Another question?', critical: true },
      { kind: 'tick', id: 'B', critical: true },
    ]);
    ok(await at.api.checklists.importTemplate({ content: JSON.stringify(harder) }));
    const after = await look(at, run);
    expect(after).toMatchObject({ number: 1, hash: contentHash(CONTENT), newerVersion: 2 });
    expect({ ...after, newerVersion: null }).toEqual(before);
    ok(await answer(at, run, 'A', YES));
    await signed(at, run);
    expect(ok(await at.api.checklists.start({ template: 'MADE-LIST', about: LEG })).number).toBe(2);
    expect(ok(await at.api.checklists.start({ template: 'MADE-LIST', about: LEG, number: 1 })).number).toBe(1);
  });

  test('are offered no more when retired, and again when reinstated', async () => {
    const at = desk();
    const { checklists } = at.api;
    const run = await begun(at, CONTENT);
    ok(await checklists.retire({ template: 'MADE-LIST' }));
    expect((await checklists.templates({ text: 'made checklist' })).length).toBe(0);
    expect(await checklists.templates({ text: 'made checklist', retired: true })).toMatchObject([
      { key: 'MADE-LIST', retired: true, runs: { total: 1, open: 1 } },
    ]);
    expect(refusal(await checklists.start({ template: 'MADE-LIST', about: LEG })).code).toBe('retired');
    ok(await answer(at, run, 'A', YES));
    ok(await checklists.reinstate({ template: 'MADE-LIST' }));
    ok(await checklists.start({ template: 'MADE-LIST', about: LEG }));
  });
});

describe('a checklist of the program', () => {
  test('is listed as version 1 and read-only, and is edited as a copy', async () => {
    const { api } = desk();
    const list = await api.checklists.templates({});
    expect(list.map(({ key }) => key)).toEqual(BUNDLED_TEMPLATES.map(({ key }) => key));
    expect(list[0]).toMatchObject({ origin: 'bundled', newest: { number: 1, hash: contentHash(BUNDLED_TEMPLATES[0]!), at: null } });
    expect(refusal(await api.checklists.writeDraft({ content: form(RELEASE, { title: 'Mine' }) })).code).toBe('bundled');
    expect(refusal(await api.checklists.importTemplate({ content: JSON.stringify({ ...RELEASE, title: 'Mine' }) })).code).toBe('bundled');
    expect(refusal(await api.checklists.restore({ template: 'TPL-RELEASE', number: 1, note: 'x' })).code).toBe('bundled');
    ok(await api.checklists.duplicate({ template: 'TPL-RELEASE', key: 'OUR-RELEASE' }));
    expect(refusal(await api.checklists.duplicate({ template: 'TPL-RELEASE', key: 'OUR-RELEASE' })).code).toBe('key-taken');
    expect((await api.checklists.template({ template: 'OUR-RELEASE' }))?.draft).toEqual({
      ...RELEASE,
      key: 'OUR-RELEASE',
      title: `${RELEASE.title} (copy)`,
    });
    expect(ok(await api.checklists.publish({ template: 'OUR-RELEASE', note: 'Ours.' })).number).toBe(1);
  });

  test('lies in the journal from the first run on, and is rebuilt from there', async () => {
    const at = desk();
    const first = ok(await at.api.checklists.start({ template: 'TPL-RELEASE', about: LEG }));
    const second = ok(await at.api.checklists.start({ template: 'TPL-RELEASE', about: LEG }));
    expect([first.number, second.number, second.hash]).toEqual([1, 1, contentHash(RELEASE)]);
    const kept = [...at.engine.journal.each()].filter(({ type }) => type === 'checklists.version-published');
    expect(kept).toHaveLength(1);
    expect(kept[0]?.payload).toMatchObject({ origin: 'bundled', content: RELEASE });
    expect((await at.api.checklists.template({ template: 'TPL-RELEASE' }))?.versions).toMatchObject([
      { number: 1, runs: 2, origin: 'bundled' },
    ]);
    expect(verifyStore(at.engine.writableStore, at.engine.journal.registry, () => {}).holds).toBe(true);
  });

  test('that a newer program changes becomes another version, and the old runs keep theirs', async () => {
    const at = desk();
    // What an older program brought under this key.
    const older = { ...RELEASE, title: 'Release as it used to be' };
    const payload = { number: 1, content: older, hash: contentHash(older), note: 'Comes with the program.', by: null, origin: 'bundled' };
    ok(at.engine.journal.commit([{ type: 'checklists.version-published', subject: 'TPL-RELEASE', payload }]));
    const old = ok(await at.api.checklists.start({ template: 'TPL-RELEASE', about: LEG, number: 1 })).run;
    expect(await look(at, old)).toMatchObject({ title: 'Release as it used to be', number: 1, newerVersion: 2 });
    expect(ok(await at.api.checklists.start({ template: 'TPL-RELEASE', about: LEG }))).toMatchObject({
      number: 2,
      hash: contentHash(RELEASE),
    });
    expect((await look(at, old)).title).toBe('Release as it used to be');
  });
});

describe('files', () => {
  test('are read back to the same version', async () => {
    const { api } = desk();
    const imported = ok(await api.checklists.importTemplate({ content: templateText(CONTENT), name: 'made.json' }));
    expect(imported).toMatchObject({ number: 1, outcome: 'published' });
    const file = await api.checklists.exportTemplate({ template: 'MADE-LIST' });
    expect(file).toMatchObject({ name: 'MADE-LIST-1.json', hash: imported.hash });
    expect(readTemplate(file!.content)).toEqual({ template: CONTENT });
    expect(ok(await api.checklists.importTemplate({ content: file!.content }))).toMatchObject({ number: 1, outcome: 'known' });
    // Neither white space nor the order of members makes another version.
    const shuffled = JSON.stringify(Object.fromEntries(Object.entries(CONTENT).reverse()));
    expect(ok(await api.checklists.importTemplate({ content: shuffled }))).toMatchObject({ number: 1, outcome: 'known' });
    expect(ok(await api.checklists.importTemplate({ content: file!.content, key: 'OTHER-LIST' }))).toMatchObject({
      template: 'OTHER-LIST',
      number: 1,
    });
  });

  const item = { id: 'A', kind: 'value', text: 'How much?', why: 'Because.', unit: '%' };
  const file = (more: Record<string, unknown>, of: Record<string, unknown> = item) =>
    JSON.stringify({ ...CONTENT, chunks: [{ id: 'x', title: 'X', items: [{ ...of, ...more }] }] });
  test.each([
    ['no JSON', '{"format": ', /made\.json: .+/],
    ['another format', '{"a": 1}', /format must be "countinghouse-checklist\/1"/],
    ['a list', '[]', /format must be/],
    ['a missing field', JSON.stringify({ ...CONTENT, title: undefined }), /: title is missing\./],
    ['an unknown field', JSON.stringify({ ...CONTENT, colour: 'red' }), /: colour is not a field that is known here\./],
    ['a missing reason', file({ why: undefined }), /chunks\[0\]\.items\[0\]\.why is missing/],
    ['a number that is none', file({ atLeast: 5 }), /chunks\[0\]\.items\[0\]\.atLeast/],
    ['bounds that cross', file({ atLeast: '9', atMost: '5' }), /chunks\[0\]\.items\[0\]\.atLeast \(9\) is greater than atMost \(5\)/],
    [
      'a doubled id',
      JSON.stringify({ ...CONTENT, chunks: [...CONTENT.chunks, ...CONTENT.chunks] }),
      /chunks\[1\]\.items\[0\]\.id is used twice: A/,
    ],
    ['a condition on what comes later', file({ condition: { answer: 'B', is: ['pass'] } }), /condition asks for the answer of B/],
    [
      'characters without typing',
      file({ kind: 'compare', unit: undefined, left: { fact: 'f' }, right: { fact: 'g' }, as: 'characters' }),
      /right must be typed/,
    ],
    ['a list in itself', file({ kind: 'sub-list', unit: undefined, template: 'MADE-LIST' }), /template is the checklist itself/],
    ['a kind that there is not', file({ kind: 'guess' }), /chunks\[0\]\.items\[0\]\.kind/],
  ])('with %s are refused by the field', async (_what, content, sentence) => {
    const { api, engine } = desk();
    const refused = refusal(await api.checklists.importTemplate({ content, name: 'made.json' }));
    expect(refused.code).toBe('broken-template');
    expect(refused.message).toMatch(sentence);
    expect(engine.journal.head().size).toBe(0);
    expect((await api.checklists.checkTemplate({ content })).faults.length).toBeGreaterThan(0);
  });

  test('are checked for an editor field by field, and told to be known', async () => {
    const { api } = desk();
    ok(await api.checklists.importTemplate({ content: templateText(CONTENT) }));
    expect(await api.checklists.checkTemplate({ content: form(CONTENT) })).toMatchObject({
      faults: [],
      sameAs: 1,
      hash: contentHash(CONTENT),
    });
    const broken = form(CONTENT, { title: '', moment: undefined, chunks: [] });
    expect((await api.checklists.checkTemplate({ content: broken })).faults.map(({ field }) => field).sort()).toEqual([
      'chunks',
      'moment',
      'title',
    ]);
    expect(refusal(await api.checklists.writeDraft({ content: broken })).message).toMatch(/title|moment|chunks/);
  });
});
