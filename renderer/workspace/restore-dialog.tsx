import { useEffect, useRef } from 'react';
import { copyText } from '../window/copy-text.ts';
import { useEscape } from '../window/escape.ts';
import { nameOfFile } from './back-up.ts';

interface RestoreDialogProps {
  /** Path of the workspace whose place the backup takes. */
  readonly workspace: string;
  readonly file: string;
  readonly close: () => void;
}

/** Asks before a backup takes the workspace's place: what happens since the backup was made would no longer be seen. */
export function RestoreDialog({ workspace, file, close }: RestoreDialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEscape(true, close);
  useEffect(() => {
    dialog.current?.showModal();
  }, []);
  const order = `npm run cli -- --workspace "${workspace}" restore "${file}"`;
  return (
    <dialog className="ask restore" ref={dialog} aria-labelledby="restore-title" onClose={close}>
      <h2 id="restore-title">Restore {nameOfFile(file)}?</h2>
      <p>
        The backup takes the workspace’s place. It is verified first, then swapped in one step; what is there now is kept beside it under a
        name of its own, and can be restored in turn. Entries made since the backup are no longer seen.
      </p>
      <p>A file can only be swapped while nobody has it open. Close this window, then run:</p>
      <pre>{order}</pre>
      <div className="actions">
        <button type="button" className="main" onClick={() => void copyText(order, 'the command').then(close)}>
          Copy the command
        </button>
        <button type="button" onClick={close}>
          Cancel
        </button>
      </div>
    </dialog>
  );
}
