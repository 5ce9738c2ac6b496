import type { WorkspaceToOpen } from '../../shared/wire/bridge.ts';
import { say } from '../window/notices.ts';

/** Why another workspace cannot be opened here; `null` where it can. A browser shows the one workspace that its server serves. */
export function openingRefusal(): string | null {
  return window.countinghouse ? null : 'A browser shows the workspace that its server was started with. Start it again with another one.';
}

/** Puts another workspace into this window; refused, a line says why and nothing changes. */
export async function openWorkspace(workspace: WorkspaceToOpen): Promise<void> {
  const refusal = window.countinghouse ? await window.countinghouse.openWorkspace(workspace) : openingRefusal();
  if (refusal) say({ tone: 'refused', text: refusal });
}

/** Asks for a workspace's file with the system's dialog, to open it or to make it, and opens it. */
export async function chooseWorkspace(what: 'workspace-to-open' | 'workspace-to-make'): Promise<void> {
  const [path] = (await window.countinghouse?.choose(what)) ?? [];
  if (path !== undefined) await openWorkspace({ path });
}
