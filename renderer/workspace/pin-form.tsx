import { type ReactNode, useId, useState } from 'react';
import { type Person, pinSchema } from '../../shared/workspace/index.ts';
import { api } from '../engine/api.ts';
import { useCarrying } from '../engine/command.ts';
import { RefusalLine } from '../forms/refusal-line.tsx';
import { useEscape } from '../window/escape.ts';
import { say } from '../window/notices.ts';
import { focusFirst } from './person-form.tsx';

/** Sets, changes or removes a person's PIN; the one that is there must be typed. */
export function PinForm({ person: { person, name, hasPin }, close }: { readonly person: Person; readonly close: () => void }) {
  const [current, setCurrent] = useState('');
  const [pin, setPin] = useState('');
  const [again, setAgain] = useState('');
  const send = useCarrying(api.workspace.setPin.mutate);
  useEscape(true, close);
  const isLong = pinSchema.safeParse(pin).success;
  const isReady = (!hasPin || current !== '') && isLong && pin === again;
  async function settle(next: string | null): Promise<void> {
    if ((await send.carry({ person, pin: next, ...(hasPin ? { current } : {}) })) === null) return;
    say({ tone: 'done', text: next === null ? `${name} has no PIN any more.` : `${name} signs with the new PIN from now on.` });
    close();
  }
  return (
    <form
      className="settings-form"
      aria-label={`PIN of ${name}`}
      onSubmit={(event) => {
        event.preventDefault();
        if (isReady) void settle(pin);
      }}
    >
      {hasPin && <Secret title="PIN until now" value={current} onChange={setCurrent} first />}
      <Secret title="New PIN" value={pin} onChange={setPin} first={!hasPin}>
        {pin !== '' && !isLong ? 'At least 4 characters; letters are allowed, and better.' : null}
      </Secret>
      <Secret title="New PIN again" value={again} onChange={setAgain}>
        {again !== '' && again !== pin ? 'Not the same yet.' : null}
      </Secret>
      <div className="actions">
        <button type="submit" className="main" disabled={!isReady || send.busy}>
          {hasPin ? 'Change PIN' : 'Set PIN'}
        </button>
        {hasPin && (
          <button type="button" disabled={current === '' || send.busy} onClick={() => void settle(null)}>
            Remove PIN
          </button>
        )}
        <button type="button" onClick={close}>
          Cancel
        </button>
      </div>
      {send.refusal && <RefusalLine refusal={send.refusal} />}
    </form>
  );
}

interface SecretProps {
  readonly title: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly first?: boolean;
  /** What is to be said of it. */
  readonly children?: ReactNode;
}

/** A field for something that nobody should read over the shoulder. */
export function Secret({ title, value, onChange, first = false, children }: SecretProps) {
  const id = useId();
  return (
    <>
      <label htmlFor={id}>{title}</label>
      <span className="secret">
        <input
          id={id}
          type="password"
          className="field"
          autoComplete="off"
          aria-describedby={`${id}-says`}
          ref={first ? focusFirst : undefined}
          value={value}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
        <small id={`${id}-says`} aria-live="polite">
          {children}
        </small>
      </span>
    </>
  );
}
