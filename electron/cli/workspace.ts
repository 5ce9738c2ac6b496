import { resolve } from 'node:path';
import { driverObstacle } from '../host/driver.ts';
import { chooseWorkspace } from '../host/workspace-location.ts';
import type { OpenEngine } from '../engine/open-engine.ts';
import { accepted, Refused } from './answer.ts';
import { type Invocation, textOption } from './command.ts';

/** Absolute path of the workspace that the line names, the environment, or the platform; it has another place for the demonstration. */
export function workspacePath(invocation: Invocation, demo = false): string {
  const { environment } = invocation;
  const named = textOption(invocation, 'workspace') ?? (environment['COUNTINGHOUSE_WORKSPACE'] || undefined);
  return resolve(chooseWorkspace(named === undefined ? { demo } : { demo: false, workspace: named }, environment).path);
}

/** Opens the workspace, works with it and closes it again, whatever happens. */
export async function withEngine<T>(
  invocation: Invocation,
  work: (engine: OpenEngine) => T | Promise<T>,
  mode: 'open' | 'create' = 'open',
  path: string = workspacePath(invocation),
): Promise<T> {
  requireDriver();
  const { openEngine } = await import('../engine/open-engine.ts');
  const engine = accepted(openEngine({ workspace: path, actor: 'owner', mode }));
  try {
    await unlockWithEnvironment(engine, invocation);
    return await work(engine);
  } catch (thrown) {
    throw await explained(thrown, engine);
  } finally {
    await engine.close();
  }
}

/** A terminal has nobody to ask: `$COUNTINGHOUSE_PASSPHRASE` unlocks a workspace that has a passphrase, for this one command. */
async function unlockWithEnvironment(engine: OpenEngine, { environment }: Invocation): Promise<void> {
  const passphrase = environment['COUNTINGHOUSE_PASSPHRASE'] ?? '';
  if (passphrase === '') return;
  const { hasPassphrase, unlock } = await import('../engine/workspace/index.ts');
  if (hasPassphrase(engine)) accepted(await unlock(engine, passphrase));
}

/** What SQLite threw as the refusal that it is; and a workspace that cannot be written for a reason refuses with that reason. */
async function explained(thrown: unknown, { workspace: { readOnly } }: OpenEngine): Promise<unknown> {
  if (thrown instanceof Refused) {
    return thrown.refusal.code === 'read-only' && readOnly !== null
      ? new Refused({ code: readOnly.reason, message: readOnly.message })
      : thrown;
  }
  const { storeRefusal } = await import('../engine/journal/index.ts');
  // A procedure's exception comes wrapped in one of the router's.
  const refusal = storeRefusal(thrown) ?? storeRefusal(thrown instanceof Error ? thrown.cause : undefined);
  return refusal && 'error' in refusal ? new Refused(refusal.error) : thrown;
}

/** Refuses where the workspace can only be looked at. */
export function requireWritable({ workspace: { readOnly } }: OpenEngine): void {
  if (readOnly !== null) throw new Refused({ code: readOnly.reason, message: readOnly.message });
}

/** On an older Node the driver ends the whole process without a word; a sentence is better. */
export function requireDriver(): void {
  const obstacle = driverObstacle();
  if (obstacle !== undefined) throw new Refused({ code: 'node-too-old', message: obstacle });
}
