import { Checkbox } from '@mantine/core';
import { useCallback, useMemo, useState } from 'react';
import { type ChannelKind, type ChannelTerms, destinationOf, isAddressSecret, secretOf } from '../../shared/delivery/index.ts';
import { api } from '../engine/api.ts';
import { useCarrying } from '../engine/command.ts';
import type { Draft } from '../forms/draft.ts';
import { EntryForm } from '../forms/entry-form.tsx';
import { sayChanged } from '../forms/say-changed.ts';
import { useEscape } from '../window/escape.ts';
import { forgetDraft } from '../window/kept-draft.ts';
import { ADDRESS_TO_COME, channelDraft, channelFields, readChannel } from './channel-fields.ts';
import { type ChannelLine, useSecretPlaces } from './readings.ts';
import { readSecret, type SecretDraft, SecretField, type SecretName } from './secret-field.tsx';
import { channelSays, KINDS } from './words.ts';

/** Where a message's id stands. */
const ID_OF: Readonly<Record<ChannelKind, string>> = {
  command: ' in the variable COUNTINGHOUSE_DELIVERY',
  webhook: ' in the header webhook-id',
  email: ' (Message-ID)',
};

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
  const had = terms?.kind === 'webhook' && isAddressSecret(terms) ? terms : null;
  const [address, setAddress] = useState<SecretDraft>({ place: had ? 'as-it-is' : null, text: '', variable: '' });
  const [addressLack, setAddressLack] = useState<string | null>(null);
  const save = useCarrying(api.delivery.saveChannel.mutate);
  const [isHidden, setHidden] = useState(had !== null);
  const fields = useCallback(() => channelFields(kind, isHidden), [kind, isHidden]);
  const hidden = !isHidden ? null : had !== null && address.place === 'as-it-is' ? had : ADDRESS_TO_COME;
  const read = useCallback((draft: Draft) => readChannel(kind, draft, hidden), [kind, hidden]);
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
    const led = isHidden ? readSecret(address, 'address') : { secret: undefined };
    if ('lack' in led) {
      setAddressLack(led.lack);
      return;
    }
    setAddressLack(null);
    const saved = await save.carry({
      channel: channel?.channel ?? null,
      terms: wanted,
      ...(given.secret === undefined ? {} : { secret: given.secret }),
      ...(led.secret === undefined ? {} : { address: led.secret }),
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
      says={(value) => channelSays(value, hidden === ADDRESS_TO_COME ? 'a secret address' : destinationOf(value))}
      busy={save.busy}
      refusal={save.refusal}
      onSave={(value) => void send(value)}
      onCancel={leave}
    >
      <p className="muted">
        A message that may or may not have arrived is sent again: it can come twice, and has then the same id{ID_OF[kind]}, by which the
        receiver knows it.
      </p>
      {kind === 'webhook' && (
        <Checkbox
          label="Its address is a secret itself"
          description="As those of chat services are: whoever has it can write there. It is then kept as secrets are, and the journal has only its host and a digest; where it stood openly before, it stays in the journal."
          checked={isHidden}
          onChange={(event) => setHidden(event.currentTarget.checked)}
        />
      )}
      {isHidden && places && (
        <SecretField name="address" places={places} has={had !== null} draft={address} complaint={addressLack} onChange={setAddress} />
      )}
      {secretName !== null && places && (
        <SecretField name={secretName} places={places} has={has} draft={secret} complaint={lack} onChange={setSecret} />
      )}
    </EntryForm>
  );
}
