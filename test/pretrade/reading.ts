import { readFileSync } from 'node:fs';
import { isRefused, type Refusal } from '../../shared/figures/index.ts';
import { type Instrument, type ReadingContext, readReferenceFile, type ReferenceReading } from '../../shared/pretrade/index.ts';

/** When the made files were saved, and four minutes later. */
export const SAVED = '2025-09-17T08:00:00.000Z';
export const NOW = '2025-09-17T08:04:00.000Z';

export function fixture(name: string): string {
  return readFileSync(new URL(`../fixtures/pretrade/${name}.json`, import.meta.url), 'utf8');
}

interface Told extends Partial<ReadingContext> {
  readonly text?: string;
  readonly now?: string;
}

/** Reads a made file as somebody who can answer what he was asked would. */
export function read(name: string, told: Told = {}): ReferenceReading {
  const reading = outcome(name, told);
  if (isRefused(reading)) throw new Error(`${reading.error.code}: ${reading.error.message}`);
  return reading.ok;
}

export function refusal(name: string, told: Told = {}): Refusal {
  const reading = outcome(name, told);
  if (!isRefused(reading)) throw new Error(`${name} was read as ${reading.ok.format}`);
  return reading.error;
}

function outcome(name: string, { text, now, ...told }: Told) {
  const context: ReadingContext = { file: `${name}.json`, answers: {}, instruments: [], ...told };
  return readReferenceFile(text ?? fixture(name), context, now ?? NOW);
}

/** The instruments of a file, to be known when the next one is read. */
export function instrumentsOf(name: string, told: Told = {}): readonly Instrument[] {
  return read(name, { takenAt: SAVED, ...told }).data.instruments;
}

/** The rules that were broken, once each. */
export function rules({ findings }: Pick<ReferenceReading, 'findings'>): readonly string[] {
  return [...new Set(findings.map(({ rule }) => rule))];
}
