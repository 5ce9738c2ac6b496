import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { openEngine, type OpenEngine, type OpenEngineOptions } from '../../electron/engine/open-engine.ts';
import type { Outcome, Refusal } from '../../shared/figures/index.ts';

/** A folder that is gone when the test is. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'countinghouse-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Opens an engine that is closed when the test ends, whether or not the test has closed it. */
export function open(workspace: string, options: Partial<OpenEngineOptions> = {}): OpenEngine {
  const engine = ok(openEngine({ workspace, actor: 'tester', ...options }));
  let closed = false;
  const close = async () => {
    if (closed) return;
    closed = true;
    await engine.close();
  };
  onTestFinished(close);
  return { ...engine, close };
}

export function ok<T>(outcome: Outcome<T>): T {
  if ('error' in outcome) throw new Error(`${outcome.error.code}: ${outcome.error.message}`);
  return outcome.ok;
}

export function refusal(outcome: Outcome<unknown>): Refusal {
  if ('error' in outcome) return outcome.error;
  throw new Error(`not refused: ${JSON.stringify(outcome.ok)}`);
}
