import { useState } from 'react';
import { isRefused } from '../../shared/figures/index.ts';
import { api } from '../engine/api.ts';
import { answered } from '../engine/command.ts';
import { momentText } from '../figures/time-text.ts';
import { useNow } from '../window/clock.ts';
import { say } from '../window/notices.ts';
import { nameOfFile } from './back-up.ts';
import { ChangePassphraseForm, RemovePassphraseForm, SetPassphraseForm } from './passphrase-forms.tsx';
import { type PassphraseState, readSealedAgain, usePassphrase } from './passphrase-reading.ts';
import { UnlockForm } from './unlock-form.tsx';
import { sealed } from './sealing.ts';

/** The passphrase that evidence is sealed under: what it protects, what it does not, and how it stands. */
export function PassphraseSection() {
  const { data: state } = usePassphrase();
  const [form, setForm] = useState<'set' | 'change' | 'remove' | null>(null);
  const close = () => setForm(null);
  return (
    <section className="settings-section" aria-labelledby="settings-passphrase">
      <h2 id="settings-passphrase">Passphrase</h2>
      <p className="settings-says">
        Seals the files that are kept as evidence, so that a stolen workspace or backup does not give them away. Figures, notes and
        documents beside positions stay readable. It is kept nowhere: who forgets it has lost the sealed files.
      </p>
      {state && <Standing state={state} />}
      {state && form === null && <Ways state={state} open={setForm} />}
      {form === 'set' && <SetPassphraseForm close={close} />}
      {form === 'change' && <ChangePassphraseForm close={close} />}
      {form === 'remove' && <RemovePassphraseForm close={close} />}
    </section>
  );
}

function Standing({ state }: { readonly state: PassphraseState }) {
  const now = useNow();
  if (!state.set || state.since === null)
    return <p>No passphrase is set. {filesText(state.plain)} of evidence can be read by whoever has the file.</p>;
  return (
    <>
      <p>
        Set {momentText(state.since, now)}. {filesText(state.sealed)} sealed. <b>{state.unlocked ? 'Unlocked' : 'Locked'}</b>
        {state.unlocked ? ' until the program ends or you lock it.' : ': evidence can neither be read nor kept.'}
      </p>
      {state.plain > 0 && (
        <p className="refusal">
          {filesText(state.plain)} of evidence still lies open, because sealing was interrupted or an older export was read.
        </p>
      )}
      {state.openBackups.length > 0 && (
        <p>
          {state.openBackups.length === 1 ? 'One older backup holds' : `${state.openBackups.length} older backups hold`} the evidence open:{' '}
          {state.openBackups.map(nameOfFile).join(', ')}. Delete {state.openBackups.length === 1 ? 'it' : 'them'} yourself once a newer one
          is made; copies elsewhere, and what a disk keeps of deleted files, are out of reach.
        </p>
      )}
      {!state.unlocked && <UnlockForm />}
    </>
  );
}

interface WaysProps {
  readonly state: PassphraseState;
  readonly open: (form: 'set' | 'change' | 'remove') => void;
}

function Ways({ state, open }: WaysProps) {
  if (!state.set) {
    return (
      <div className="list-bar flush">
        <button type="button" className="second" onClick={() => open('set')}>
          Set a passphrase
        </button>
      </div>
    );
  }
  return (
    <div className="list-bar flush">
      {state.unlocked && (
        <button type="button" className="second" onClick={() => void lock()}>
          Lock now
        </button>
      )}
      {state.unlocked && state.plain > 0 && (
        <button type="button" className="second" onClick={() => void sealed(() => api.workspace.sealRest.mutate({}))}>
          Seal the rest
        </button>
      )}
      <button type="button" className="second" onClick={() => open('change')}>
        Change
      </button>
      <button type="button" className="second" onClick={() => open('remove')}>
        Remove
      </button>
    </div>
  );
}

async function lock(): Promise<void> {
  const outcome = await answered(() => api.workspace.lock.mutate({}));
  if (isRefused(outcome)) return say({ tone: 'refused', text: outcome.error.message });
  readSealedAgain();
  say({ tone: 'done', text: 'Locked. The passphrase is asked for before evidence is read again.' });
}

function filesText(files: number): string {
  return files === 1 ? '1 file' : `${files.toLocaleString()} files`;
}
