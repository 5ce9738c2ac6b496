import { useCallback, useMemo, useState } from 'react';
import { type ChannelKind, type ChannelTerms, destinationOf, secretOf } from '../../shared/delivery/index.ts';
import { api } from '../engine/api.ts';
import { useCarrying } from '../engine/command.ts';
import type { Draft } from '../forms/draft.ts';
import { EntryForm } from '../forms/entry-form.tsx';
import { sayChanged } from '../forms/say-changed.ts';
import { useEscape } from '../window/escape.ts';
import { forgetDraft } from '../window/kept-draft.ts';
import { channelDraft, channelFields, readChannel } from './channel-fields.ts';
import { type ChannelLine, useSecretPlaces } from './readings.ts';
import { readSecret, type SecretDraft, SecretField, type SecretName } from './secret-field.tsx';
import { channelSays, KINDS } from './words.ts';

interface ChannelFormProps {
  readonly kind: ChannelKind;
  /** Absent: a new one. */
  readonly channel?: ChannelLine;
  readonly close: () => void;
}

/** Sets up a channel, or changes one, in words that follow the typing. */
export function ChannelForm({ kind, channel, close }: ChannelFormProps) {
  const terms = channel?.terms ?? null;
  const form = `delivery.channel ${channel?.channel ?? `new ${kind}`}`;
  const { data: places } = useSecretPlaces();
  const [first] = useState<Draft>(() => channelDraft(kind, terms));
  const has = channel?.secret !== undefined && channel.secret !== null;
  const [secret, setSecret] = useState<SecretDraft>({ place: has ? 'as-it-is' : null, text: '', variable: '' });
  const [lack, setLack] = useState<string | null>(null);
  const save = useCarrying(api.delivery.saveChannel.mutate);
  const fields = useCallback(() => channelFields(kind), [kind]);
  const read = useCallback((draft: Draft) => readChannel(kind, draft), [kind]);
  const leave = useMemo(
    () => () => {
      forgetDraft(form);
      close();
    },
    [form, close],
  );
  useEscape(true, leave);

  async function send(wanted: ChannelTerms): Promise<void> {
    const name = secretOf(wanted);
    const given = name === null ? { secret: undefined } : readSecret(secret, name);
    if ('lack' in given) {
      setLack(given.lack);
      return;
    }
    setLack(null);
    const saved = await save.carry({
      channel: channel?.channel ?? null,
      terms: wanted,
      ...(given.secret === undefined ? {} : { secret: given.secret }),
    });
    if (saved === null) return;
    sayChanged(channel ? `${wanted.name} is changed.` : `${wanted.name} is set up${wanted.on ? '' : ', and off until you switch it on'}.`);
    leave();
  }

  const secretName: SecretName | null = kind === 'webhook' ? 'signing secret' : kind === 'email' ? 'password' : null;
  return (
    <EntryForm
      form={form}
      label={channel ? `Edit ${channel.terms.name}` : `New channel: ${KINDS[kind]}`}
      does={channel ? 'Change' : 'Set up'}
      first={first}
      fields={fields}
      read={read}
      says={(value) => channelSays(value, destinationOf(value))}
      busy={save.busy}
      refusal={save.refusal}
      onSave={(value) => void send(value)}
      onCancel={leave}
    >
      {secretName !== null && places && (
        <SecretField name={secretName} places={places} has={has} draft={secret} complaint={lack} onChange={setSecret} />
      )}
    </EntryForm>
  );
}
