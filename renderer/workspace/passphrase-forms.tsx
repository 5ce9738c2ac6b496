import { type ReactNode, useState } from 'react';
import { passphraseHint } from '../../shared/workspace/index.ts';
import { api } from '../engine/api.ts';
import { useCarrying } from '../engine/command.ts';
import { useEscape } from '../window/escape.ts';
import { say } from '../window/notices.ts';
import { readSealedAgain } from './passphrase-reading.ts';
import { Secret } from './pin-form.tsx';
import { sealed } from './sealing.ts';

interface FormProps {
  readonly close: () => void;
}

/** Sets the first passphrase; what is there is sealed by a job. */
export function SetPassphraseForm({ close }: FormProps) {
  const [wanted, setWanted] = useState(NOTHING);
  const { refusal, busy, start } = useStart(close);
  return (
    <PassphraseForm
      label="Set a passphrase"
      submit="Set and seal"
      isReady={isFit(wanted) && !busy}
      refusal={refusal}
      close={close}
      send={() => start(() => sealed(() => api.workspace.setPassphrase.mutate({ passphrase: wanted.text })))}
    >
      <Wanted wanted={wanted} onChange={setWanted} first />
    </PassphraseForm>
  );
}

/** Changes the passphrase; no file is sealed anew. */
export function ChangePassphraseForm({ close }: FormProps) {
  const [current, setCurrent] = useState('');
  const [wanted, setWanted] = useState(NOTHING);
  const change = useCarrying(api.workspace.changePassphrase.mutate);
  async function send(): Promise<void> {
    if ((await change.carry({ current, passphrase: wanted.text })) === null) return;
    readSealedAgain();
    say({ tone: 'done', text: 'The passphrase is changed. Backups and copies from before still open with the one before.' });
    close();
  }
  return (
    <PassphraseForm
      label="Change the passphrase"
      submit="Change"
      isReady={current !== '' && isFit(wanted) && !change.busy}
      refusal={change.refusal?.message ?? null}
      close={close}
      send={send}
    >
      <Secret title="Passphrase until now" value={current} onChange={setCurrent} first />
      <Wanted wanted={wanted} onChange={setWanted} />
    </PassphraseForm>
  );
}

/** Removes the passphrase; a job opens what is sealed. */
export function RemovePassphraseForm({ close }: FormProps) {
  const [current, setCurrent] = useState('');
  const { refusal, busy, start } = useStart(close);
  return (
    <PassphraseForm
      label="Remove the passphrase"
      submit="Remove and open"
      isReady={current !== '' && !busy}
      refusal={refusal}
      close={close}
      send={() => start(() => sealed(() => api.workspace.removePassphrase.mutate({ passphrase: current })))}
    >
      <Secret title="Passphrase" value={current} onChange={setCurrent} first>
        Evidence will lie open in the workspace and in every backup from then on.
      </Secret>
    </PassphraseForm>
  );
}

interface Wanting {
  readonly text: string;
  readonly again: string;
}

const NOTHING: Wanting = { text: '', again: '' };

function isFit({ text, again }: Wanting): boolean {
  return passphraseHint(text).allowed && text === again;
}

interface WantedProps {
  readonly wanted: Wanting;
  readonly onChange: (wanted: Wanting) => void;
  readonly first?: boolean;
}

/** The new passphrase twice, with what can be said of it while it is typed. */
function Wanted({ wanted, onChange, first = false }: WantedProps) {
  return (
    <>
      <Secret title="New passphrase" value={wanted.text} onChange={(text) => onChange({ ...wanted, text })} first={first}>
        {passphraseHint(wanted.text).says}
      </Secret>
      <Secret title="New passphrase again" value={wanted.again} onChange={(again) => onChange({ ...wanted, again })}>
        {wanted.again !== '' && wanted.again !== wanted.text ? 'Not the same yet.' : null}
      </Secret>
    </>
  );
}

/** Carries out what answers a sentence where it was refused, and closes the form where it was not. */
function useStart(close: () => void) {
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);
  async function start(carry: () => Promise<string | null>): Promise<void> {
    setBusy(true);
    const refused = await carry();
    setBusy(false);
    setRefusal(refused);
    if (refused === null) close();
  }
  return { busy, refusal, start };
}

interface PassphraseFormProps {
  readonly label: string;
  readonly submit: string;
  readonly isReady: boolean;
  readonly refusal: string | null;
  readonly close: () => void;
  readonly send: () => Promise<void>;
  readonly children: ReactNode;
}

function PassphraseForm({ label, submit, isReady, refusal, close, send, children }: PassphraseFormProps) {
  useEscape(true, close);
  return (
    <form
      className="settings-form"
      aria-label={label}
      onSubmit={(event) => {
        event.preventDefault();
        if (isReady) void send();
      }}
    >
      {children}
      <div className="actions">
        <button type="submit" className="main" disabled={!isReady}>
          {submit}
        </button>
        <button type="button" onClick={close}>
          Cancel
        </button>
      </div>
      {refusal !== null && (
        <p className="refusal" role="alert">
          {refusal}
        </p>
      )}
    </form>
  );
}
