import { mkdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import type { WorkspaceToOpen } from '../../shared/wire/bridge.ts';
import { type Launch, WORKSPACE_EXTENSION } from './launch.ts';

/** Which workspace to open, and whether it may be made where it is missing. */
export interface WorkspaceChoice {
  /** Absolute path. */
  readonly path: string;
  readonly mode: 'open' | 'create' | 'open-or-create';
  /** Whether an empty file there becomes the demonstration. */
  readonly demonstration?: boolean;
  /** Absolute path of a backup that takes the workspace's place before it is opened. */
  readonly backup?: string;
}

/**
 * The workspace that was asked for: the demonstration, the named file, the one that `$COUNTINGHOUSE_WORKSPACE` names, or the
 * usual one in the platform's data folder. Makes the data folder, readable by its owner alone, where it is missing.
 */
export function chooseWorkspace(launch: Pick<Launch, 'workspace' | 'demo'>, environment: NodeJS.ProcessEnv = process.env): WorkspaceChoice {
  const usual = join(dataFolder(process.platform, environment), `${launch.demo ? 'demonstration' : 'workspace'}${WORKSPACE_EXTENSION}`);
  const named = launch.demo ? undefined : (launch.workspace ?? environment['COUNTINGHOUSE_WORKSPACE']);
  if (named === undefined || named === '') mkdirSync(dirname(usual), { recursive: true, mode: 0o700 });
  return { path: named === undefined || named === '' ? usual : named, mode: 'open-or-create', demonstration: launch.demo };
}

/** The workspace that a page wishes to have instead of the present one, whose path is given. */
export function wishedWorkspace(wish: WorkspaceToOpen, present: string): WorkspaceChoice {
  if ('backup' in wish) return { path: present, mode: 'open', backup: resolve(wish.backup) };
  return chooseWorkspace('path' in wish ? { workspace: resolve(wish.path), demo: false } : { demo: true });
}

/**
 * The folder that the platform keeps for a program's data: `$XDG_DATA_HOME` or `~/.local/share` (XDG Base Directory
 * Specification 0.8), `~/Library/Application Support`, or `%APPDATA%`.
 */
function dataFolder(platform: NodeJS.Platform, environment: NodeJS.ProcessEnv): string {
  if (platform === 'darwin') return join(homedir(), 'Library', 'Application Support', 'Countinghouse');
  if (platform === 'win32') return join(environment['APPDATA'] ?? join(homedir(), 'AppData', 'Roaming'), 'Countinghouse');
  const named = environment['XDG_DATA_HOME'];
  // The specification says that a relative path there is to be ignored.
  return join(named?.startsWith('/') ? named : join(homedir(), '.local', 'share'), 'countinghouse');
}
