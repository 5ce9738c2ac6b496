import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { readFileJob } from '../../electron/engine/imports/import-job.ts';
import { openEngine } from '../../electron/engine/open-engine.ts';
import { isRefused } from '../../shared/figures/index.ts';

const ROUNDS = 5;

export interface Taken {
  readonly wall: number;
  /** Processor time of this process, which a busy machine does not change. */
  readonly processor: number;
}

export async function timed(work: () => unknown): Promise<Taken> {
  const cpu = process.cpuUsage();
  const started = performance.now();
  await work();
  const wall = performance.now() - started;
  const { user, system } = process.cpuUsage(cpu);
  return { wall, processor: (user + system) / 1000 };
}

interface Race {
  readonly name: string;
  readonly content: string;
  /** The same file read and stored bare, in a store of its own. */
  readonly rival: (file: string, store: string) => Promise<Taken>;
}

interface Raced {
  /** Rows that ours accepted, round by round. */
  readonly accepted: readonly number[];
  /** How many times as long the best of ours takes as the best of theirs, in words. */
  readonly ratio: (of: keyof Taken) => string;
}

/** The import of a file against a rival, in turns so that both have the same machine. */
export async function raceImport({ name, content, rival }: Race): Promise<Raced> {
  const folder = mkdtempSync(join(tmpdir(), 'countinghouse-'));
  const file = join(folder, name);
  writeFileSync(file, content);
  const [theirs, ours]: [Taken[], Taken[]] = [[], []];
  const accepted: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    theirs.push(await rival(file, join(folder, `bare-${round}.sqlite`)));
    const { rows, ...taken } = await imported(file, join(folder, `ours-${round}.countinghouse`));
    accepted.push(...rows);
    ours.push(taken);
  }
  rmSync(folder, { recursive: true });
  const least = (taken: readonly Taken[], of: keyof Taken) => Math.min(...taken.map((one) => one[of]));
  const ratio = (of: keyof Taken) =>
    `${(least(ours, of) / least(theirs, of)).toFixed(2)}× (${least(ours, of).toFixed(0)} ms to ${least(theirs, of).toFixed(0)} ms)`;
  return { accepted, ratio };
}

/** As a person would import it, into a workspace that begins with it. */
async function imported(file: string, workspace: string): Promise<Taken & { readonly rows: readonly number[] }> {
  const opened = openEngine({ workspace, actor: 'bench', mode: 'create' });
  if (isRefused(opened)) throw new Error(opened.error.message);
  const engine = opened.ok;
  let rows: readonly number[] = [];
  const context = { engine, store: engine.writableStore, cancelled: () => false, progress: () => undefined };
  const taken = await timed(async () => {
    const outcome = await readFileJob(context, { path: file, name: basename(file), options: {}, keep: true, show: { from: 1, rows: 0 } });
    if (isRefused(outcome)) throw new Error(outcome.error.message);
    rows = outcome.ok.map((answer) => ('accepted' in answer ? answer.accepted : 0));
  });
  await engine.close();
  return { ...taken, rows };
}
