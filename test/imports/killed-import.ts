import { readFileJob } from '../../electron/engine/imports/import-job.ts';
import { openEngine } from '../../electron/engine/open-engine.ts';
import { isRefused } from '../../shared/figures/index.ts';

/** A process of its own that imports a file and tells of every chunk it has staged; its parent kills it in the middle. */
const [, , workspace = '', path = ''] = process.argv;
const opened = openEngine({ workspace, actor: 'victim' });
if (isRefused(opened)) throw new Error(opened.error.message);
const engine = opened.ok;
const context = {
  engine,
  store: engine.writableStore,
  cancelled: () => false,
  progress(done: number) {
    if (done === 0) return;
    process.stdout.write(`staged ${done}\n`);
    // Long enough for the parent to strike before the next chunk.
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 2_000);
  },
};
await readFileJob(context, { path, name: 'long.csv', options: {}, keep: true, show: { from: 1, rows: 0 } });
