import type { z } from 'zod';
import { blankSheet, type ChecklistReport, completedReport, factsAsked, sealedHash } from '../../../shared/checklists/index.ts';
import { done, isRefused, type Outcome } from '../../../shared/figures/index.ts';
import type { Engine } from '../engine.ts';
import { evidenceState } from '../evidence/index.ts';
import { type Paper, printPaper } from '../paper/paper.ts';
import type { fileAnswer } from './answers.ts';
import { blankPaper, reportPaper } from './papers.ts';
import { findRun, noSuchRevision, type Run, sealedRun } from './run-rows.ts';
import { standNow } from './run-standing.ts';
import { noVersion } from './template-commands.ts';
import { findVersion } from './template-rows.ts';

type File = z.output<typeof fileAnswer>;

/** The report of a run, or of a revision as it was signed, as JSON or as PDF with the JSON inside. */
export async function runReport(engine: Engine, id: string, as: 'json' | 'pdf', revision?: number): Promise<Outcome<File>> {
  const current = findRun(engine.store, id);
  if (isRefused(current)) return current;
  const run = revision === undefined || revision === current.ok.revision ? current.ok : sealedRun(engine.store, current.ok, revision);
  if (!run) return noSuchRevision(id, revision);
  const report = reportOf(engine, run);
  const name = `${run.line.template}-${run.line.startedAt.slice(0, 10)}-${run.run.slice(-6)}`;
  const json = new TextEncoder().encode(`${JSON.stringify(report, null, 2)}\n`);
  return as === 'json' ? done(file(`${name}.json`, 'application/json', json)) : printed(`${name}.pdf`, reportPaper(report, json));
}

/** A version of a checklist to fill in by hand, as JSON or as a page in PDF. */
export async function blankSheetFile(engine: Engine, key: string, as: 'json' | 'pdf', number?: number): Promise<Outcome<File>> {
  const version = findVersion(engine.store, key, number);
  if (!version) return noVersion(key, number);
  const sheet = blankSheet(version.content, version.number, version.hash);
  const name = `${key}-${version.number}-blank`;
  if (as === 'json') return done(file(`${name}.json`, 'application/json', new TextEncoder().encode(`${JSON.stringify(sheet, null, 2)}\n`)));
  const at = version.at ?? engine.now();
  const large = blankPaper(sheet, at, 'large');
  // As large as a page allows; a list that is too long for any page is printed on several all the same, because it is wanted on paper.
  for (const paper of [large, blankPaper(sheet, at, 'close')]) {
    const file = await printed(`${name}.pdf`, paper);
    if (!isRefused(file) || file.error.code !== 'more-than-a-page') return file;
  }
  return printed(`${name}.pdf`, { ...large, onePage: false });
}

function reportOf(engine: Engine, run: Run): ChecklistReport {
  const { standing, facts } = standNow(engine, run);
  const ids = standing.items.flatMap(({ record }) => record.answer?.evidence.map(({ evidence }) => evidence) ?? []);
  return completedReport(run, standing, run.frozen?.facts ?? factsAsked(run.template, facts), {
    title: run.line.title,
    number: run.line.number,
    aboutTitle: run.line.aboutTitle,
    startedAt: run.line.startedAt,
    startedBy: run.line.startedBy,
    runHash: run.line.runHash ?? sealedHash(run, standing, facts),
    expires: run.line.expires,
    files: evidenceState(engine, ids),
  });
}

async function printed(name: string, paper: Paper): Promise<Outcome<File>> {
  const bytes = await printPaper(paper);
  return isRefused(bytes) ? bytes : done(file(name, 'application/pdf', bytes.ok));
}

function file(name: string, mediaType: string, bytes: Uint8Array): File {
  return { name, mediaType, content: Buffer.from(bytes).toString('base64') };
}
