import { useEffect, useRef, useState } from 'react';
import { isRefused, type Outcome } from '../../shared/figures/index.ts';
import { api } from '../engine/api.ts';
import { answered } from '../engine/command.ts';
import { HashText } from '../journal/index.ts';
import { useEscape } from '../window/escape.ts';
import { nameOfFile } from './back-up.ts';
import { openWorkspace } from './open-workspace.ts';

type Verified = Extract<Awaited<ReturnType<typeof api.workspace.verifyBackup.mutate>>, { ok: unknown }>['ok'];

interface RestoreDialogProps {
  readonly file: string;
  /** Entries that the workspace holds now. */
  readonly events: number;
  readonly close: () => void;
}

/**
 * Asks before a backup takes the workspace's place, the one question that may stand in the way of everything else: what happened since the
 * backup was made would no longer be seen. The backup is verified while the question stands.
 */
export function RestoreDialog({ file, events, close }: RestoreDialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [verified, setVerified] = useState<Outcome<Verified> | null>(null);
  const [busy, setBusy] = useState(false);
  useEscape(!busy, close);
  useEffect(() => {
    dialog.current?.showModal();
  }, []);
  useEffect(() => {
    let isThere = true;
    void answered(() => api.workspace.verifyBackup.mutate({ file })).then((outcome) => isThere && setVerified(outcome));
    return () => {
      isThere = false;
    };
  }, [file]);
  async function restore(): Promise<void> {
    setBusy(true);
    await openWorkspace({ backup: file });
    setBusy(false);
    close();
  }
  const sound = verified !== null && !isRefused(verified) ? verified.ok : null;
  return (
    <dialog className="ask restore" ref={dialog} aria-labelledby="restore-title" onClose={close}>
      <h2 id="restore-title">Restore {nameOfFile(file)}?</h2>
      <p>
        The backup takes the workspace’s place in one step. What is there now is kept beside it under a name of its own, and can be restored
        in turn.
      </p>
      <div role="status">
        {verified === null && <p>Verifying the backup</p>}
        {verified !== null && isRefused(verified) && <p className="refusal">{verified.error.message}</p>}
        {sound && (
          <>
            <p>
              It verifies. It holds {sound.events.toLocaleString()} entries, the workspace {events.toLocaleString()}:{' '}
              <b>{lossWords(events - sound.events)}</b>
            </p>
            <p>
              Its root <HashText hex={sound.root} name="root of the backup" />
            </p>
          </>
        )}
      </div>
      <div className="actions">
        <button type="button" className="main" disabled={sound === null || busy} onClick={() => void restore()}>
          Restore
        </button>
        <button type="button" disabled={busy} onClick={close}>
          Cancel
        </button>
      </div>
    </dialog>
  );
}

function lossWords(entries: number): string {
  if (entries <= 0) return 'nothing would be lost from sight.';
  return entries === 1 ? '1 entry would no longer be seen.' : `${entries.toLocaleString()} entries would no longer be seen.`;
}
