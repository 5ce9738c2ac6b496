import { openEngine } from '../../electron/engine/open-engine.ts';
import { changeSettings } from '../../electron/engine/workspace/settings.ts';

// A process that changes a setting as often as it can and says so after each answer; what it has said must be in the workspace.
// Arguments: the workspace, a name for the answers, how many changes at most.
const [workspace = '', name = '', most = '1000000'] = process.argv.slice(2);
const opened = openEngine({ workspace, actor: name });
if ('error' in opened) {
  process.stdout.write(`${opened.error.code}\n`);
  process.exit(1);
}
const engine = opened.ok;
process.stdout.write('ready\n');
for (let round = 0; round < Number(most); ) {
  const value = `${name}${round}`;
  const changed = changeSettings(engine, { reportingCurrency: value });
  process.stdout.write('error' in changed ? `${changed.error.code}: ${changed.error.message}\n` : `${value}\n`);
  if (!('error' in changed)) round += 1;
  else if (changed.error.code !== 'changed-meanwhile') break;
}
await engine.close();
