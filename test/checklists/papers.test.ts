import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inflateSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { type BlankSheet, BUNDLED_TEMPLATES, type ChecklistReport } from '../../shared/checklists/index.ts';
import type { EvidenceRef } from '../../shared/evidence/index.ts';
import { ok, refusal } from '../workspace/open-workspace.ts';
import { answer, begun, desk, type Desk, itemOf, LEG, look, NO, sign, signed, template, YES } from './made-checklist.ts';

async function keep({ api }: Desk, name: string, text: string): Promise<EvidenceRef> {
  const { evidence, sha256 } = ok(await api.evidence.keep({ name, content: Buffer.from(text).toString('base64') }));
  return { evidence, sha256 };
}

const CONTENT = template(
  [
    { kind: 'evidence', id: 'A', critical: true },
    { kind: 'tick', id: 'B', critical: true, attach: 'required' },
    { kind: 'tick', id: 'C', critical: true },
    { kind: 'tick', id: 'D', condition: { fact: 'leg.rail', is: ['fiat'] } },
  ],
  { title: 'Review of a leg' },
);

describe('evidence', () => {
  test('is named by its hash, wanted where it is required, and its loss reopens the gate', async () => {
    const at = desk();
    const run = await begun(at, CONTENT);
    const file = await keep(at, 'statement.txt', 'balance 100');
    expect(refusal(await answer(at, run, 'A', { is: 'evidence' }, { evidence: [{ ...file, evidence: 'nobody' }] })).code).toBe(
      'no-such-evidence',
    );
    expect(refusal(await answer(at, run, 'A', { is: 'evidence' }, { evidence: [{ ...file, sha256: '0'.repeat(64) }] })).code).toBe(
      'other-evidence',
    );
    expect(refusal(await answer(at, run, 'B', YES)).code).toBe('file-needed');
    ok(await answer(at, run, 'A', { is: 'evidence' }, { evidence: [file] }));
    ok(await answer(at, run, 'B', YES, { evidence: [file] }));
    ok(await answer(at, run, 'C', YES));
    expect((await itemOf(at, run, 'A')).files).toEqual([{ ...file, state: 'kept' }]);
    await signed(at, run);
    // Somebody edits the bytes behind the program's back.
    at.engine.writableStore.run("UPDATE evidence_piece SET content = CAST('balance 900' AS BLOB)");
    expect(await at.api.checklists.standing({ about: LEG, template: 'MADE-LIST' })).toMatchObject({
      state: 'open',
      blockers: [
        { item: 'A', reason: 'evidence' },
        { item: 'B', reason: 'evidence' },
      ],
    });
    expect((await itemOf(at, run, 'A')).files).toMatchObject([{ state: 'altered' }]);
    const report = reportOf(await at.api.checklists.report({ run, as: 'json' }));
    expect(report.files.map(({ name, state, sha256 }) => [name, state, sha256])).toEqual([
      ['statement.txt', 'altered', file.sha256],
      ['statement.txt', 'altered', file.sha256],
    ]);
  });

  test('that was removed before it was named is refused', async () => {
    const at = desk();
    const run = await begun(at, CONTENT);
    const file = await keep(at, 'a.txt', 'a');
    ok(await at.api.evidence.remove({ evidence: file.evidence }));
    expect(refusal(await answer(at, run, 'A', { is: 'evidence' }, { evidence: [file] })).code).toBe('no-such-evidence');
  });
});

type FileAnswer = Awaited<ReturnType<Desk['api']['checklists']['report']>>;

function bytesOf(answer: FileAnswer): Buffer {
  return Buffer.from(ok(answer).content, 'base64');
}

function reportOf(answer: FileAnswer): ChecklistReport {
  return JSON.parse(bytesOf(answer).toString()) as ChecklistReport;
}

/** Every stream of a PDF, unpacked. */
function streamsOf(pdf: Buffer): Buffer[] {
  const streams: Buffer[] = [];
  for (let from = pdf.indexOf('stream\n'); from >= 0; from = pdf.indexOf('stream\n', from + 1)) {
    const end = pdf.indexOf('endstream', from);
    try {
      streams.push(inflateSync(pdf.subarray(from + 7, end)));
    } catch {
      // Not a packed one.
    }
  }
  return streams;
}

describe('a report', () => {
  async function finished(at: Desk): Promise<string> {
    const run = await begun(at, CONTENT);
    const file = await keep(at, 'statement.txt', 'balance 100');
    ok(await answer(at, run, 'A', { is: 'evidence' }, { evidence: [file], timing: { shownAt: at.world.now, milliseconds: 300 } }));
    ok(await answer(at, run, 'B', YES, { evidence: [file], note: 'as printed' }));
    ok(await answer(at, run, 'C', NO));
    const { number } = ok(await at.api.checklists.requestOverride({ run, item: 'C', reason: 'The desk has called.' }));
    at.pass(15);
    ok(await at.api.checklists.confirmOverride({ run, item: 'C', number }));
    ok(await sign(at, run));
    return run;
  }

  test('tells answers, overrides, what was not shown, files, times, version and hash', async () => {
    const at = desk();
    const run = await finished(at);
    const { runHash, hash } = await look(at, run);
    const report = reportOf(await at.api.checklists.report({ run, as: 'json' }));
    expect(report).toMatchObject({
      run,
      revision: 1,
      state: 'signed',
      runHash,
      template: { key: 'MADE-LIST', number: 1, hash },
      pace: { tooFast: true },
    });
    const lines = report.chunks.flatMap((chunk) => chunk.lines);
    expect(lines.map(({ item, result }) => [item, result])).toEqual([
      ['A', 'pass'],
      ['B', 'pass'],
      ['C', 'fail'],
      ['D', 'not-shown'],
    ]);
    expect(lines[2]?.override).toMatchObject({ reason: 'The desk has called.', leave: { kind: 'cool-off' } });
    expect(lines[3]?.because).toContain('leg.rail is “chain”');
    expect(report.files[0]?.sha256).toMatch(/^[0-9a-f]{64}$/);
    expect(report.signatures).toMatchObject([{ role: 'trader', signer: { name: 'Owner' } }]);
  });

  test('prints as a PDF that holds the same as data, and the same bytes each time', async () => {
    const at = desk();
    const run = await finished(at);
    const pdf = await at.api.checklists.report({ run, as: 'pdf' });
    expect(ok(pdf)).toMatchObject({ name: expect.stringMatching(/^MADE-LIST-2026-03-02-.+\.pdf$/), mediaType: 'application/pdf' });
    expect(bytesOf(pdf).subarray(0, 5).toString()).toBe('%PDF-');
    const json = bytesOf(await at.api.checklists.report({ run, as: 'json' }));
    expect(streamsOf(bytesOf(pdf)).some((stream) => stream.equals(json))).toBe(true);
    at.pass(600);
    expect(bytesOf(await at.api.checklists.report({ run, as: 'pdf' })).equals(bytesOf(pdf))).toBe(true);
    save('report.pdf', bytesOf(pdf));
  });

  test('of an earlier revision is as it was signed', async () => {
    const at = desk();
    const run = await finished(at);
    const before = bytesOf(await at.api.checklists.report({ run, as: 'json' })).toString();
    ok(await at.api.checklists.reopen({ run, reason: 'r' }));
    ok(await answer(at, run, 'C', YES));
    expect(bytesOf(await at.api.checklists.report({ run, as: 'json', revision: 1 })).toString()).toBe(before);
    expect(reportOf(await at.api.checklists.report({ run, as: 'json' })).state).toBe('open');
    expect(refusal(await at.api.checklists.report({ run, as: 'json', revision: 7 })).code).toBe('no-such-revision');
    expect(refusal(await at.api.checklists.report({ run: 'nobody', as: 'pdf' })).code).toBe('no-such-run');
  });
});

describe('a blank sheet', () => {
  test.each(BUNDLED_TEMPLATES.map(({ key }) => key))('of %s fits on one page and names its version', async (key) => {
    const { api } = desk();
    const pdf = bytesOf(await api.checklists.blankSheet({ template: key, as: 'pdf' }));
    expect(pdf.toString('latin1').match(/\/Type \/Page\b/g)).toHaveLength(1);
    save(`${key}.pdf`, pdf);
    const sheet = JSON.parse(bytesOf(await api.checklists.blankSheet({ template: key, as: 'json' })).toString()) as BlankSheet;
    expect(sheet.code).toBe(`countinghouse:checklist/${key}/1/${sheet.hash}`);
  });

  test('has boxes for what is ticked and lines for what is written', async () => {
    const at = desk();
    await begun(
      at,
      template([
        { kind: 'tick', id: 'A', notApplicable: true },
        { kind: 'value', id: 'V', unit: '%', atLeast: '5' },
      ]),
    );
    const sheet = JSON.parse(bytesOf(await at.api.checklists.blankSheet({ template: 'MADE-LIST', as: 'json' })).toString()) as BlankSheet;
    expect(sheet.chunks[0]?.items.map(({ item, choices, hint }) => [item, choices, hint])).toEqual([
      ['A', ['Yes', 'No', 'N/A'], ''],
      ['V', [], 'at least 5 %'],
    ]);
    expect(refusal(await at.api.checklists.blankSheet({ template: 'NO-LIST' })).code).toBe('no-such-template');
  });
});

/** Kept to be looked at where somebody asks for it. */
function save(name: string, bytes: Buffer): void {
  const folder = process.env['KEEP_PAPERS'];
  if (folder !== undefined) writeFileSync(join(folder, name), bytes);
}
