import { useState } from 'react';
import type { ChannelKind } from '../../shared/delivery/index.ts';
import { SettingRow } from '../workspace/index.ts';
import { ChannelForm } from './channel-form.tsx';
import { ChannelRow } from './channel-row.tsx';
import { DeliveriesList } from './deliveries-list.tsx';
import { NativeRows } from './native-rows.tsx';
import { QuietForm, quietSays } from './quiet-form.tsx';
import { useChannels, usePreferencesReading } from './readings.ts';
import './delivery.css';

const ADDS: Readonly<Record<ChannelKind, string>> = { command: 'Add a command', webhook: 'Add a webhook', email: 'Add an e-mail' };

/** What is open: one form at a time. */
type Opened = { readonly editing: string } | { readonly adding: ChannelKind } | 'quiet' | null;

/** Ways for alerts to leave the window: notifications, channels, quiet hours, and what was sent. */
export function DeliverySection({ zone }: { readonly zone: string }) {
  const { data: channels, error } = useChannels();
  const { data: preferences } = usePreferencesReading();
  const [opened, setOpened] = useState<Opened>(null);
  const close = () => setOpened(null);
  const isObject = typeof opened === 'object' && opened !== null;
  return (
    <section className="settings-section delivery" aria-labelledby="settings-delivery">
      <h2 id="settings-delivery">Delivery</h2>
      <p className="settings-says">
        Alerts always come to the alert centre. Beside it they can be shown by the system, and leave this machine by the channels that you
        set up here; there are none until you do.
      </p>
      {error && <p role="alert">The channels could not be read: {error.message}</p>}
      {preferences && <NativeRows native={preferences.native} />}
      {preferences && (
        <SettingRow title="Quiet hours" changes="Of rules that have none of their own.">
          {({ says }) => (
            <button
              type="button"
              aria-describedby={says}
              className="second"
              aria-expanded={opened === 'quiet'}
              onClick={() => setOpened(opened === 'quiet' ? null : 'quiet')}
            >
              {preferences.quiet === null
                ? 'No quiet hours; set some'
                : `Quiet from ${preferences.quiet.from} to ${preferences.quiet.to}; change`}
            </button>
          )}
        </SettingRow>
      )}
      {preferences?.quiet && opened !== 'quiet' && <p>{quietSays(preferences.quiet)}</p>}
      {preferences && opened === 'quiet' && <QuietForm quiet={preferences.quiet} zone={zone} close={close} />}
      {channels && channels.length > 0 && (
        <ul className="channels" aria-label="Channels">
          {channels.map((channel) => (
            <ChannelRow
              key={channel.channel}
              channel={channel}
              editing={isObject && 'editing' in opened && opened.editing === channel.channel}
              edit={(open) => setOpened(open ? { editing: channel.channel } : null)}
            />
          ))}
        </ul>
      )}
      {isObject && 'adding' in opened ? (
        <ChannelForm key={opened.adding} kind={opened.adding} close={close} />
      ) : (
        <div className="list-bar flush">
          {(Object.keys(ADDS) as ChannelKind[]).map((kind) => (
            <button key={kind} type="button" className="second" onClick={() => setOpened({ adding: kind })}>
              {ADDS[kind]}
            </button>
          ))}
        </div>
      )}
      {channels && channels.length > 0 && <DeliveriesList channels={channels} />}
    </section>
  );
}
