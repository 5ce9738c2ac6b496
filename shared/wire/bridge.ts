import { z } from 'zod';
import type { MenuCommandId } from './menu-command.ts';

/**
 * All that the sandboxed window can reach outside itself, as `window.countinghouse`. In a browser on loopback it is absent: the
 * page then opens a WebSocket at `/rpc` with the same texts and hands files over as `upload.ts` says.
 */
export interface Bridge {
  /** As Node names it: `darwin`, `linux`, `win32`. */
  readonly platform: string;
  /** Sends one `ClientMessage` as JSON text: texts cross the process borders three times faster than objects. */
  send(message: string): void;
  /** Hears each `ServerMessage` as JSON text. Answers the function that stops listening. */
  onMessage(listener: (message: string) => void): () => void;
  /** Hears what was chosen in the menu or opened from the desktop; what came before the first listener is kept for it. */
  onCommand(listener: (command: ShellCommand) => void): () => void;
  /** Tells whether amounts are hidden in this window, so that what is shown beside it hides them too. */
  hideAmounts(hidden: boolean): void;
  /** Where a dropped or chosen file lies; empty for one that the page made itself. */
  pathOf(file: File): string;
  /** Asks with the system's own dialog; answers absolute paths, none if it was cancelled. */
  choose(what: PathChoice, suggestedName?: string): Promise<readonly string[]>;
  /** Puts another workspace into this window. Opened, the window starts afresh; refused, it answers the sentence and nothing changes. */
  openWorkspace(workspace: WorkspaceToOpen): Promise<string | undefined>;
}

/** What the system's dialog can be asked for. */
export const PATH_CHOICES = [
  'files-to-import',
  'workspace-to-open',
  'workspace-to-make',
  'backup-to-write',
  'backup-to-restore',
  'folder-to-export',
] as const;
export type PathChoice = (typeof PATH_CHOICES)[number];

/** Which workspace to put in place of the present one. In a browser its JSON goes to `POST /workspace`, which answers 204, or 409 with the refusal. */
export const workspaceToOpen = z.union([
  z.strictObject({ path: z.string().min(1).max(4096) }),
  z.strictObject({ demonstration: z.literal(true) }),
  /** A backup, to be restored: it is verified and takes the place of the present workspace, whose file is kept aside. */
  z.strictObject({ backup: z.string().min(1).max(4096) }),
]);
export const WORKSPACE_PATH = '/workspace';
export type WorkspaceToOpen = Readonly<z.infer<typeof workspaceToOpen>>;

/** A command of the menu, with the files it is about where it has some; or what a notification of the system leads to. */
export interface ShellCommand {
  readonly id: MenuCommandId | 'alerts.open';
  readonly files?: readonly string[];
  /** Id of what it is about: of the alert to open. */
  readonly subject?: string;
}
