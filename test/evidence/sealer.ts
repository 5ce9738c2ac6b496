import { createCaller } from '../../electron/engine/api/router.ts';
import { openEngine } from '../../electron/engine/open-engine.ts';

// A process that sets a passphrase, or removes it, and says when the work has begun. Arguments: the workspace, the passphrase, what to do.
const [workspace = '', passphrase = '', what = 'set'] = process.argv.slice(2);
const opened = openEngine({ workspace, actor: 'sealer' });
if ('error' in opened) throw new Error(opened.error.message);
const engine = opened.ok;
const api = createCaller({ engine });
engine.jobs.onProgress(({ state, done }) => {
  if (state === 'running' && done > 0) process.stdout.write(`${done}\n`);
});
const started = what === 'set' ? await api.workspace.setPassphrase({ passphrase }) : await api.workspace.removePassphrase({ passphrase });
if ('error' in started) throw new Error(started.error.message);
process.stdout.write('begun\n');
const { state } = await engine.jobs.finished(started.ok.job);
process.stdout.write(`${state}\n`);
await engine.close();
