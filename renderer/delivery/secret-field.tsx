import { PasswordInput, Radio, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import { addressFault, signingSecretFault, variableName } from '../../shared/delivery/index.ts';
import { api } from '../engine/api.ts';
import { copyText } from '../window/copy-text.ts';
import type { SecretPlaces } from './readings.ts';

/** A secret while it is typed. It is nowhere else: not among the drafts that a form keeps. */
export interface SecretDraft {
  readonly place: 'as-it-is' | 'system' | 'sealed' | 'environment' | null;
  readonly text: string;
  readonly variable: string;
}

type SecretInput =
  | { readonly place: 'system' | 'sealed'; readonly text: string }
  | { readonly place: 'environment'; readonly variable: string };

/** What is sent with the channel; undefined where the secret stays as it is, or a sentence about what is missing. */
export function readSecret(
  { place, text, variable }: SecretDraft,
  name: SecretName,
): { readonly secret: SecretInput | undefined } | { readonly lack: string } {
  if (place === 'as-it-is') return { secret: undefined };
  if (place === null) return { lack: `Say where the ${name} is to be kept.` };
  if (place === 'environment') {
    return variableName.safeParse(variable).success
      ? { secret: { place, variable } }
      : { lack: 'Name the environment variable, such as ALERTS_SECRET.' };
  }
  const lack = text === '' ? `The ${name} is missing.` : faultOf(name, text);
  return lack === null ? { secret: { place, text } } : { lack };
}

function faultOf(name: SecretName, text: string): string | null {
  if (name === 'signing secret') return signingSecretFault(text);
  const fault = name === 'address' ? addressFault(text) : null;
  return fault === null ? null : `The address ${fault}.`;
}

export type SecretName = 'signing secret' | 'password' | 'address';

const LABELS: Readonly<Record<SecretName, string>> = { 'signing secret': 'Signing secret', password: 'Password', address: 'Address' };

interface SecretFieldProps {
  readonly name: SecretName;
  readonly places: SecretPlaces;
  /** Whether there is one already. */
  readonly has: boolean;
  readonly draft: SecretDraft;
  readonly complaint: string | null;
  readonly onChange: (draft: SecretDraft) => void;
}

/** Where a secret is to be kept, and the secret. A place that is out of reach says why. */
export function SecretField({ name, places, has, draft, complaint, onChange }: SecretFieldProps) {
  const [shown, setShown] = useState(false);
  const isKept = draft.place === 'system' || draft.place === 'sealed';
  async function make(): Promise<void> {
    const { secret } = await api.delivery.newSigningSecret.query({});
    onChange({ ...draft, text: secret });
    setShown(true);
  }
  return (
    <fieldset className="secret-field">
      <Radio.Group
        label={`Where the ${name} is kept`}
        description="Never in the journal, and never as it is in the workspace's file."
        error={complaint}
        value={draft.place ?? ''}
        onChange={(place) => onChange({ ...draft, place: place as SecretDraft['place'] })}
      >
        <Stack gap="xs" mt={6}>
          {has && <Radio value="as-it-is" label="As it is" />}
          <Radio
            value="system"
            label={places.system.name ?? "the system's store of secrets"}
            disabled={places.system.name === null}
            description={places.system.obstacle}
          />
          <Radio
            value="sealed"
            label="sealed under this workspace's passphrase"
            disabled={places.sealed.name === null}
            description={places.sealed.obstacle}
          />
          <Radio value="environment" label="in an environment variable" description="It is read whenever it is needed, and kept nowhere." />
        </Stack>
      </Radio.Group>
      {isKept && (
        <div className="secret-given">
          <PasswordInput
            label={LABELS[name]}
            value={draft.text}
            visible={shown}
            onVisibilityChange={setShown}
            autoComplete="off"
            visibilityToggleButtonProps={{ 'aria-label': shown ? `Hide the ${name}` : `Show the ${name}` }}
            onChange={(event) => onChange({ ...draft, text: event.currentTarget.value })}
          />
          {name === 'signing secret' && (
            <span className="secret-ways">
              <button type="button" className="way" onClick={() => void make()}>
                Make one
              </button>
              {draft.text !== '' && (
                <button type="button" className="way" onClick={() => void copyText(draft.text, 'the signing secret')}>
                  Copy it for the receiver
                </button>
              )}
            </span>
          )}
        </div>
      )}
      {draft.place === 'environment' && (
        <TextInput
          label="Variable"
          value={draft.variable}
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => onChange({ ...draft, variable: event.currentTarget.value })}
        />
      )}
    </fieldset>
  );
}
