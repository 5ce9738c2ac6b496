import { create } from 'zustand';
import { isRefused, type Refusal } from '../../shared/figures/index.ts';
import type { api } from '../engine/api.ts';
import { goTo } from '../window/places.ts';
import { handOver } from './hand-over.ts';

/** Where a file is on its way to the engine. `share` counts from 0 to 1. */
export type Arrival =
  | { readonly is: 'coming'; readonly share: number }
  | { readonly is: 'there'; readonly path: string }
  | { readonly is: 'refused'; readonly refusal: Refusal };

type FileQuestion = Parameters<typeof api.imports.preview.mutate>[0];
export type ImportOptions = NonNullable<FileQuestion['options']>;

/** How the file is to be read: what the person answered, beside what the file says itself. */
export interface ReadingChoices {
  /** Absent: to be recognised. */
  readonly format?: string;
  readonly options: ImportOptions;
}

/** A file that somebody brought and that is not imported yet. */
export interface WaitingFile {
  /** `file:1`: also the subject under which its detail opens. */
  readonly key: string;
  readonly name: string;
  /** Unknown where the desktop named only its path. */
  readonly bytes: number | null;
  readonly arrival: Arrival;
  readonly choices: ReadingChoices;
  /** Names of its columns, where only the person can say what they are. */
  readonly columns: readonly string[];
  /** It is being imported now. */
  readonly importing: boolean;
}

interface WaitingFiles {
  readonly files: readonly WaitingFile[];
}

export const useWaitingFiles = create<WaitingFiles>(() => ({ files: [] }));

let next = 1;
const comings = new Map<string, AbortController>();

/** Takes files that were dropped or chosen, hands each over, and opens the first beside the list. */
export function takeFiles(files: readonly File[]): void {
  const taken = files.map((file) => ({ file, waiting: waitingFile(file.name, file.size, { is: 'coming', share: 0 }) }));
  add(taken.map(({ waiting }) => waiting));
  for (const { file, waiting } of taken) void bring(file, waiting.key);
}

/** Takes files that the system named by their paths. */
export function takePaths(paths: readonly string[]): void {
  add(paths.map((path) => waitingFile(nameOf(path), null, { is: 'there', path })));
}

/** Forgets a file that was not imported, or that has been. */
export function putAway(key: string): void {
  comings.get(key)?.abort();
  comings.delete(key);
  useWaitingFiles.setState(({ files }) => ({ files: files.filter((file) => file.key !== key) }));
}

function add(files: readonly WaitingFile[]): void {
  const first = files[0];
  if (!first) return;
  useWaitingFiles.setState((state) => ({ files: [...state.files, ...files] }));
  goTo('imports', first.key);
}

/** Answers a question about a file, or changes how it is read. */
export function choose(key: string, choices: ReadingChoices): void {
  change(key, { choices });
}

/** Takes up the columns of a file that no format knows, to be mapped. */
export function takeColumns(key: string, columns: readonly string[], options: ImportOptions): void {
  change(key, { columns, choices: { options } });
}

export function markImporting(key: string, importing: boolean): void {
  change(key, { importing });
}

async function bring(file: File, key: string): Promise<void> {
  const coming = new AbortController();
  comings.set(key, coming);
  const handed = await handOver(file, (share) => arrive(key, { is: 'coming', share }), coming.signal);
  comings.delete(key);
  arrive(key, isRefused(handed) ? { is: 'refused', refusal: handed.error } : { is: 'there', path: handed.ok });
}

function arrive(key: string, arrival: Arrival): void {
  change(key, { arrival });
}

function change(key: string, changes: Partial<WaitingFile>): void {
  useWaitingFiles.setState(({ files }) => ({ files: files.map((file) => (file.key === key ? { ...file, ...changes } : file)) }));
}

function waitingFile(name: string, bytes: number | null, arrival: Arrival): WaitingFile {
  const key = `file:${next}`;
  next += 1;
  return { key, name, bytes, arrival, choices: { options: {} }, columns: [], importing: false };
}

function nameOf(path: string): string {
  return path.split(/[\\/]/).at(-1) ?? path;
}
