import { WORKSPACE_PATH, type WorkspaceToOpen } from '../../shared/wire/bridge.ts';
import { uploadRefusal } from '../../shared/wire/upload.ts';
import { say } from '../window/notices.ts';
import { goTo } from '../window/places.ts';

/** Why a file cannot be chosen here; `null` where it can. A browser's own dialogs tell no paths. */
export function openingRefusal(): string | null {
  return window.countinghouse ? null : 'A browser cannot choose files on this machine for that. Start Countinghouse with --workspace FILE.';
}

/** Puts another workspace into this window; refused, a line says why and nothing changes. */
export async function openWorkspace(workspace: WorkspaceToOpen): Promise<void> {
  const refusal = await (window.countinghouse ? window.countinghouse.openWorkspace(workspace) : openOnLoopback(workspace));
  if (refusal) say({ tone: 'refused', text: refusal });
}

/** Asks for a workspace's file with the system's dialog, to open it or to make it, and opens it. */
export async function chooseWorkspace(what: 'workspace-to-open' | 'workspace-to-make'): Promise<void> {
  const [path] = (await window.countinghouse?.choose(what)) ?? [];
  if (path !== undefined) await openWorkspace({ path });
}

/** The server changes the workspace for every page of it; this one starts afresh, as a window does. */
async function openOnLoopback(workspace: WorkspaceToOpen): Promise<string | undefined> {
  const answer = await fetch(WORKSPACE_PATH, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(workspace),
  });
  if (answer.ok) {
    goTo('today');
    location.reload();
    return undefined;
  }
  const text = await answer.text();
  return answer.status === 409 ? uploadRefusal.parse(JSON.parse(text)).error.message : text;
}
