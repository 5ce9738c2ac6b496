import { create } from 'zustand';
import { isRefused, type Refusal } from '../../shared/figures/index.ts';
import { handOver } from '../imports/index.ts';
import type { FileQuestion, ImportInput } from './readings.ts';
import { usePretradeView } from './view.ts';
import { openFiles } from './ways.ts';

/** Where the engine finds a file, or its text where it lies nowhere. */
type Source = { readonly path: string } | { readonly content: string };

/** A file that waits to be looked at, with what was said to it so far. */
export interface WaitingFile {
  readonly key: number;
  readonly name: string;
  /** Null while it is handed over. */
  readonly source: Source | null;
  /** How much of it was handed over, from 0 to 1. */
  readonly share: number;
  /** Why it did not arrive. */
  readonly refusal: Refusal | null;
  readonly venue: string;
  /** Every question that the reader has asked of it; one that is answered stays, so that the answer can be changed. */
  readonly asked: readonly FileQuestion[];
  readonly answers: Readonly<Record<string, string>>;
  /** Reasons for findings that are accepted, by their keys. */
  readonly accepted: Readonly<Record<string, string>>;
}

interface Waiting {
  readonly files: readonly WaitingFile[];
  readonly current: number | null;
}

export const useWaiting = create<Waiting>(() => ({ files: [], current: null }));

let next = 1;

/** Takes files that were dropped or chosen, hands them to the engine one after the other, and shows the first. */
export async function takeReferenceFiles(files: readonly File[]): Promise<void> {
  const taken = files.map((file) => ({ file, waiting: wait(file.name, null) }));
  if (taken.length === 0) return;
  add(taken.map(({ waiting }) => waiting));
  openFiles();
  for (const { file, waiting } of taken) {
    const handed = await handOver(file, (share) => change(waiting.key, { share }), new AbortController().signal);
    if (!isRefused(handed)) change(waiting.key, { source: { path: handed.ok }, share: 1 });
    else if (handed.error.code === 'no-path') change(waiting.key, { source: { content: await file.text() }, share: 1 });
    else change(waiting.key, { refusal: handed.error });
  }
}

/** Takes a text that was pasted. */
export function takeReferenceText(content: string): void {
  add([wait('Pasted text', { content })]);
  openFiles();
}

export function change(key: number, changes: Partial<WaitingFile>): void {
  useWaiting.setState(({ files }) => ({ files: files.map((file) => (file.key === key ? Object.assign({}, file, changes) : file)) }));
}

/** Shows another of the waiting files. */
export function showWaiting(key: number): void {
  useWaiting.setState({ current: key });
}

/** Leaves a file; the next one is shown. Answers whether one is left. */
export function leaveWaiting(key: number): boolean {
  useWaiting.setState(({ files }) => {
    const rest = files.filter((file) => file.key !== key);
    return { files: rest, current: rest[0]?.key ?? null };
  });
  return useWaiting.getState().files.length > 0;
}

/** The question to the engine about a waiting file; null while it is not there or its venue is not said. */
export function questionOf({ name, source, venue, answers, accepted }: WaitingFile): ImportInput | null {
  if (source === null || venue === '') return null;
  const said = Object.entries(answers).filter(([, value]) => value.trim() !== '');
  return {
    ...source,
    name,
    venue,
    answers: Object.fromEntries(said.map(([id, value]) => [id, value.trim()])),
    accept: Object.entries(accepted).map(([key, reason]) => ({ key, reason })),
  };
}

function wait(name: string, source: Source | null): WaitingFile {
  const { venue } = usePretradeView.getState();
  next += 1;
  return { key: next, name, source, share: source === null ? 0 : 1, refusal: null, venue, asked: [], answers: {}, accepted: {} };
}

function add(files: readonly WaitingFile[]): void {
  useWaiting.setState((before) => ({ files: [...before.files, ...files], current: files[0]?.key ?? before.current }));
}
