import { type Channel, isAddressSecret, type Message, secretAddress } from '../../../shared/delivery/index.ts';
import { isRefused } from '../../../shared/figures/index.ts';
import type { Reader } from '../store/store.ts';
import type { Delivered } from './delivered.ts';
import { postWebhook } from './post-webhook.ts';
import { runCommand } from './run-command.ts';
import { openSecret } from './secrets.ts';
import { sendEmail } from './send-email.ts';

/** Hands one message to a channel, once. `now` is the instant of the attempt in milliseconds since 1970; the signal cuts it. */
export async function deliver(
  store: Reader,
  { terms, secret, address }: Channel,
  message: Message,
  now: number,
  signal: AbortSignal,
): Promise<Delivered> {
  const opened = secret === null ? null : await openSecret(store, secret);
  if (opened !== null && isRefused(opened)) return { sent: false, lasting: true, says: opened.error.message, output: '' };
  const led = address === null ? null : await openSecret(store, address);
  if (led !== null && isRefused(led)) return { sent: false, lasting: true, says: led.error.message, output: '' };
  const text = opened === null ? null : opened.ok;
  switch (terms.kind) {
    case 'command':
      return runCommand(terms, message, signal);
    case 'webhook':
      if (text === null)
        return { sent: false, lasting: true, says: 'The channel has no signing secret. Edit it and give one.', output: '' };
      if (isAddressSecret(terms) && (led === null || secretAddress(led.ok).digest !== terms.digest)) {
        return {
          sent: false,
          lasting: true,
          says: 'The secret address is not the one that was set up. Edit the channel and give it again.',
          output: '',
        };
      }
      return postWebhook(led === null ? terms : { ...terms, url: led.ok, isSecret: true }, message, text, now, signal);
    case 'email':
      return sendEmail(terms, message, text, signal);
    default:
      return terms satisfies never;
  }
}
