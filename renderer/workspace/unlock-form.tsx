import { type ReactNode, useId, useState } from 'react';
import { api } from '../engine/api.ts';
import { useCarrying } from '../engine/command.ts';
import { RefusalLine } from '../forms/refusal-line.tsx';
import { say } from '../window/notices.ts';
import { readSealedAgain } from './passphrase-reading.ts';
import '../lists/lists.css';
import './workspace.css';

/** Asks for the passphrase, so that evidence can be read and kept until the program ends or somebody locks it. */
export function UnlockForm({ children }: { readonly children?: ReactNode }) {
  const [passphrase, setPassphrase] = useState('');
  const id = useId();
  const unlock = useCarrying(api.workspace.unlock.mutate);
  async function send(): Promise<void> {
    if ((await unlock.carry({ passphrase })) === null) return;
    setPassphrase('');
    say({ tone: 'done', text: 'Unlocked until the program ends or you lock it.' });
    readSealedAgain();
  }
  return (
    <form
      className="unlock"
      onSubmit={(event) => {
        event.preventDefault();
        if (passphrase !== '') void send();
      }}
    >
      {children}
      <label htmlFor={id}>Passphrase</label>
      <input
        id={id}
        type="password"
        className="field"
        autoComplete="off"
        value={passphrase}
        onChange={(event) => setPassphrase(event.currentTarget.value)}
      />
      <button type="submit" className="second" disabled={unlock.busy || passphrase === ''}>
        {unlock.busy ? 'Unlocking' : 'Unlock'}
      </button>
      {unlock.refusal && <RefusalLine refusal={unlock.refusal} />}
    </form>
  );
}
