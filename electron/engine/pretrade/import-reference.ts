import { hash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import { done, isRefused, type Outcome, refuse } from '../../../shared/figures/index.ts';
import type { NewEvent } from '../../../shared/journal/index.ts';
import {
  type AcceptedFinding,
  type Finding,
  type ReferenceCounts,
  type ReferenceData,
  type ReferenceImported,
  type ReferenceReading,
  readReferenceFile,
} from '../../../shared/pretrade/index.ts';
import type { JournalEvent } from '../../../shared/journal/index.ts';
import type { KeptFile } from '../column.ts';
import type { Engine } from '../engine.ts';
import type { Reader } from '../store/store.ts';
import type { ImportAnswer, ImportInput } from './answers.ts';
import { minutesBetween } from './references.ts';
import { commitmentTo, liveRows, rowsOf, writeRows } from './stored-rows.ts';

const MOST_BYTES = 60_000_000;
const MOST_FINDINGS = 5_000;
const MOST_SHOWN = 50;

interface SourceText {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly sha256: string;
  readonly text: string;
}

/**
 * Reads one file of reference data and, with `keep`, takes it in: one event, the rows and the file beside it in the same transaction. Preview and import
 * are this one function. While a question is open, a finding that makes its row useless stands, or a warning is not accepted, nothing is stored
 * and `blockedBy` says why.
 */
export function importReference(engine: Engine, input: ImportInput, keep: boolean): Outcome<ImportAnswer> {
  const source = sourceOf(input);
  if (isRefused(source)) return source;
  const { name, bytes, sha256, text } = source.ok;
  const instruments = liveRows(engine.store, 'instrument', { venue: input.venue, limit: 20_000 }).map(({ row }) => row);
  const context = { file: name, venue: input.venue, answers: input.answers, instruments };
  const read = readReferenceFile(text, context, engine.now());
  if (isRefused(read)) return read;
  const { data, findings, questions, format, says } = read.ok;
  const asOf = newestInstant(data);
  const judged = findings.map((finding) => judgedFinding(input, finding));
  const already = alreadyKept(engine.store, sha256, input.venue);
  const blockedBy = blockers(read.ok, input, already);
  const answer: ImportAnswer = {
    reference: null,
    already: already?.reference ?? null,
    file: name,
    sha256,
    bytes: bytes.length,
    format,
    formatName: says,
    venue: input.venue,
    asOf,
    ageMinutes: asOf === null ? null : minutesBetween(asOf, engine.now()),
    counts: countsOf(data),
    questions: [...questions],
    findings: judged,
    blockedBy: [...blockedBy],
    shown: data.instruments.slice(0, MOST_SHOWN),
  };
  if (!keep || blockedBy.length > 0 || asOf === null) return done(answer);
  const reference = store(engine, input, source.ok, read.ok, asOf);
  return isRefused(reference) ? reference : done({ ...answer, reference: reference.ok });
}

/** For verification: the hash that an import names, and that of the bytes that are kept for it. */
export function keptReference(store: Reader, event: JournalEvent): KeptFile {
  const { file, sha256 } = event.payload as ReferenceImported;
  const kept = store.get<{ content: Uint8Array }>('SELECT content FROM pretrade_content WHERE sha256 = ?', sha256);
  return { name: file, named: sha256, kept: kept === undefined ? null : hash('sha256', kept.content, 'hex') };
}

function store(engine: Engine, input: ImportInput, source: SourceText, reading: ReferenceReading, asOf: string): Outcome<string> {
  const reference = engine.newId();
  const secret = engine.randomBytes(32);
  const rows = rowsOf(reading.data);
  const accepted = reading.findings.flatMap((finding): AcceptedFinding[] => {
    const reason = acceptanceOf(input, finding);
    return reason === null ? [] : [{ finding, reason }];
  });
  const event: NewEvent<ReferenceImported> = {
    type: 'pretrade.reference-imported',
    subject: reference,
    payload: {
      file: source.name,
      sha256: source.sha256,
      bytes: source.bytes.length,
      format: reading.format,
      venue: input.venue,
      asOf,
      counts: countsOf(reading.data),
      items: commitmentTo(rows, secret),
      accepted,
      notices: reading.findings.filter(({ severity }) => severity === 'notice'),
      answers: input.answers,
    },
  };
  const committed = engine.journal.commit([event], (writer) => {
    writer.run('INSERT OR IGNORE INTO pretrade_content (sha256, content) VALUES (?, ?)', source.sha256, source.bytes);
    writeRows(writer, reference, input.venue, secret, rows);
  });
  return isRefused(committed) ? committed : done(reference);
}

function sourceOf({ path, content, name }: ImportInput): Outcome<SourceText> {
  if ((path === undefined) === (content === undefined))
    return refuse('no-file', 'Name the path of a file, or hand over its content: one of the two.', { field: 'path' });
  if (content !== undefined) {
    return textOf(name ?? 'Pasted text', new TextEncoder().encode(content));
  }
  try {
    const file = path!;
    const called = name ?? basename(file);
    const { size } = statSync(file);
    return size > MOST_BYTES ? tooLarge(called, size) : textOf(called, readFileSync(file));
  } catch (thrown) {
    const code = thrown instanceof Error && 'code' in thrown ? String(thrown.code) : '';
    const why =
      code === 'ENOENT'
        ? 'it is not there'
        : code === 'EISDIR'
          ? 'it is a folder'
          : code === 'EACCES' || code === 'EPERM'
            ? 'this user may not read it'
            : code;
    return refuse('no-such-file', `${path} could not be read: ${why}. Check its name and folder.`, { path });
  }
}

function textOf(name: string, bytes: Uint8Array): Outcome<SourceText> {
  if (bytes.length > MOST_BYTES) return tooLarge(name, bytes.length);
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return done({ name, bytes, sha256: hash('sha256', bytes, 'hex'), text });
  } catch {
    return refuse('not-text', `${name} is no text in UTF-8. Save the venue’s answer as JSON and import that.`);
  }
}

function tooLarge(name: string, size: number): Outcome<never> {
  return refuse(
    'too-large',
    `${name} has ${size.toLocaleString('en')} bytes; at most ${MOST_BYTES.toLocaleString('en')} are read. Save fewer instruments.`,
  );
}

/** What stands between a file and being stored, in sentences. */
function blockers(
  { questions, findings, data }: ReferenceReading,
  input: ImportInput,
  already: { readonly file: string } | undefined,
): readonly string[] {
  const useless = findings.filter(({ acceptable, severity }) => !acceptable && severity !== 'notice');
  const open = findings.filter((finding) => finding.acceptable && finding.severity !== 'notice' && acceptanceOf(input, finding) === null);
  const strangers = [
    ...new Set(
      Object.values(data)
        .flat()
        .map(({ venue }) => venue),
    ),
  ].filter((venue) => venue !== input.venue);
  return [
    ...questions.map(({ says }) => says),
    ...(strangers.length > 0
      ? [`The file speaks of ${strangers.join(', ')}, and it was handed over for ${input.venue}. Choose the venue that it is of.`]
      : []),
    ...useless.slice(0, 20).map(({ says, remedy }) => `${says} ${remedy}`),
    ...(useless.length > 20 ? [`${useless.length - 20} further errors must be corrected in the file.`] : []),
    ...(open.length > 0
      ? [`${open.length === 1 ? 'One finding is' : `${open.length} findings are`} neither corrected nor accepted with a reason.`]
      : []),
    ...(findings.length > MOST_FINDINGS
      ? [`There are ${findings.length} findings; of more than ${MOST_FINDINGS} a file is too bad to keep.`]
      : []),
    ...(already ? [`The very same file is in use already, as ${already.file}.`] : []),
  ];
}

function judgedFinding(input: ImportInput, finding: Finding): ImportAnswer['findings'][number] {
  return { ...finding, key: keyOf(finding), accepted: acceptanceOf(input, finding) };
}

/** The reason with which a finding is accepted; null where it is not, or cannot be. */
function acceptanceOf({ accept }: ImportInput, finding: Finding): string | null {
  if (!finding.acceptable) return null;
  const key = keyOf(finding);
  return accept.find((each) => each.key === key)?.reason ?? null;
}

function keyOf({ rule, where }: Finding): string {
  return [rule, where.what, where.row ?? '', where.field ?? ''].join('|');
}

function countsOf({ instruments, margins, fees, depths, fundings }: ReferenceData): ReferenceCounts {
  return { instruments: instruments.length, margins: margins.length, fees: fees.length, depths: depths.length, fundings: fundings.length };
}

/** The newest instant that the file’s rows speak of; null where it has none. */
function newestInstant(data: ReferenceData): string | null {
  const rows = [...data.instruments, ...data.margins, ...data.fees, ...data.depths, ...data.fundings];
  return rows.reduce<string | null>((newest, { asOf }) => (newest === null || Date.parse(asOf) > Date.parse(newest) ? asOf : newest), null);
}

function alreadyKept(reader: Reader, sha256: string, venue: string): { readonly reference: string; readonly file: string } | undefined {
  return reader.get<{ reference: string; file: string }>(
    'SELECT reference, file FROM pretrade_reference WHERE sha256 = ? AND venue = ? AND live = 1',
    sha256,
    venue,
  );
}
