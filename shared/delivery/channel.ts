import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { z } from 'zod';
import { SEVERITIES } from '../alerts/index.ts';
import { identifier } from '../figures/index.ts';

/** A name without line breaks or other control characters. */
const line = (most: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(most)
    .refine((text) => !/[\p{Cc}]/u.test(text), 'must be one line');

/** What every channel has beside its way out. All of them are off until their owner switches them on. */
const common = {
  name: line(120),
  on: z.boolean(),
  /** Whether it takes the alerts whose rules name no channel. */
  byDefault: z.boolean(),
  /** The least severity that it takes. */
  least: z.enum(SEVERITIES),
  /** Whether it also tells that an alert is over. */
  tellsCleared: z.boolean(),
  /** Gathers what is not critical and sends it together, this many minutes after the first of it; null: one by one. */
  digestMinutes: z.int().min(1).max(10_080).nullable(),
  /** At most so many messages an hour; what is more goes together into the next. */
  perHour: z.int().min(1).max(1_000),
  /** Seconds after which an attempt is given up. */
  seconds: z.int().min(1).max(300),
  /** Says which rule fired, how severely and for what, and no value. */
  withoutValues: z.boolean().default(false),
};

/** A certificate in PEM that is trusted beside those of the system: of one's own authority, or of the one server. */
const trust = z
  .string()
  .max(20_000)
  .refine(
    (text) => text.trim().startsWith('-----BEGIN CERTIFICATE-----') && !/PRIVATE KEY/.test(text),
    'must be a certificate in PEM, and no key',
  )
  .nullable();

/** Runs a program, never through a shell; it is given the message as JSON on its standard input. */
const commandTerms = z.strictObject({
  ...common,
  kind: z.literal('command'),
  /** The program and its arguments, each as it is. */
  argv: z
    .array(
      z
        .string()
        .max(4_000)
        .refine((text) => !text.includes('\0'), 'must not hold a NUL'),
    )
    .min(1)
    .max(50)
    .refine((argv) => (argv[0] ?? '').trim() !== '', 'must begin with a program'),
});

/**
 * Sends the message as a signed HTTP POST. The address stands in the journal as it is, unless it is secret itself: then `url` is only the beginning of it,
 * up to the host, and `digest` is the SHA-256 of the whole, in hex, by which it is known again.
 */
const webhookTerms = z.strictObject({
  ...common,
  kind: z.literal('webhook'),
  url: z
    .string()
    .max(2_000)
    .superRefine((text, context) => {
      const fault = addressFault(text);
      if (fault !== null) context.addIssue({ code: 'custom', message: fault });
    }),
  digest: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .nullable()
    .default(null),
  trust,
});

const mailbox = z
  .string()
  .trim()
  .max(254)
  .regex(/^[^\s@<>,;:"()[\]\\]+@[^\s@<>,;:"()[\]\\]+$/, 'must be an address such as desk@example.com');

const emailTerms = z.strictObject({
  ...common,
  kind: z.literal('email'),
  host: z
    .string()
    .trim()
    .min(1)
    .max(253)
    .regex(/^[A-Za-z0-9.:-]+$/, 'must be the name of a server, such as mail.example.com'),
  port: z.int().min(1).max(65_535),
  /** `tls` from the first byte (usually port 465); `starttls` before anything else is said (587). Without either only on this machine. */
  security: z.enum(['tls', 'starttls', 'none']),
  /** Null: the server wants nobody's name. */
  user: line(254).nullable(),
  from: mailbox,
  to: z.array(mailbox).min(1).max(20),
  trust,
});

/** A way out of the window, as its owner set it up. Nothing in it is secret: see {@link keptSecretSchema}. */
export const channelTermsSchema = z.discriminatedUnion('kind', [commandTerms, webhookTerms, emailTerms]).superRefine((terms, context) => {
  if (terms.kind === 'email' && terms.security === 'none' && !isLoopback(terms.host)) {
    context.addIssue({
      code: 'custom',
      path: ['security'],
      message: 'must be TLS or STARTTLS: only a server on this machine is spoken to in the open',
    });
  }
});
export type ChannelTerms = z.infer<typeof channelTermsSchema>;
export type ChannelKind = ChannelTerms['kind'];
export type CommandTerms = Extract<ChannelTerms, { kind: 'command' }>;
export type WebhookTerms = Extract<ChannelTerms, { kind: 'webhook' }>;
export type EmailTerms = Extract<ChannelTerms, { kind: 'email' }>;

/** The name of an environment variable that holds a secret. */
export const variableName = z.string().regex(/^[A-Za-z_][A-Za-z0-9_]{0,199}$/, 'must be the name of an environment variable');

/**
 * Where a channel's secret is, never the secret itself: `system` is encrypted with a key that the operating system keeps for this
 * account on this machine, `sealed` under the workspace's passphrase, `environment` is read from a variable whenever it is needed.
 */
export const keptSecretSchema = z.discriminatedUnion('place', [
  z.strictObject({ place: z.literal('system'), record: identifier }),
  z.strictObject({ place: z.literal('sealed'), record: identifier }),
  z.strictObject({ place: z.literal('environment'), variable: variableName }),
]);
export type KeptSecret = z.infer<typeof keptSecretSchema>;

/** A channel as the journal has it. */
export const channelSchema = z.strictObject({
  terms: channelTermsSchema,
  secret: keptSecretSchema.nullable(),
  /** Where a webhook's secret address is; null where there is none. */
  address: keptSecretSchema.nullable().default(null),
});
export type Channel = z.infer<typeof channelSchema>;

/** What the channel's secret is called; null where it has no use for one. */
export function secretOf(terms: ChannelTerms): 'signing secret' | 'password' | null {
  if (terms.kind === 'webhook') return 'signing secret';
  return terms.kind === 'email' && terms.user !== null ? 'password' : null;
}

/** Where a channel leads, in a few words. */
export function destinationOf(terms: ChannelTerms): string {
  if (terms.kind === 'command') return terms.argv.join(' ');
  if (terms.kind === 'webhook') return isAddressSecret(terms) ? `a secret address at ${new URL(terms.url).host}` : terms.url;
  return `${terms.to.join(', ')} by ${terms.host}:${terms.port}`;
}

/** Whether a webhook's address is kept as a secret. Channels from before there was the choice say nothing of it. */
export function isAddressSecret({ digest }: { readonly digest?: string | null }): boolean {
  return digest !== undefined && digest !== null;
}

/** The beginning of a secret address, and its digest: all that the journal has of it. */
export function secretAddress(address: string): { readonly url: string; readonly digest: string } {
  return { url: `${new URL(address).origin}/`, digest: bytesToHex(sha256(utf8ToBytes(address))) };
}

/** Whether a host is this machine, by its name alone: RFC 6761 §6.3 for `localhost`, RFC 1122 §3.2.1.3 for 127/8, RFC 4291 §2.5.3 for `::1`. */
export function isLoopback(host: string): boolean {
  return host.toLowerCase() === 'localhost' || /^127(\.\d{1,3}){3}$/.test(host) || host === '::1' || host === '[::1]';
}

/** Why a webhook cannot go to an address; null where it can. */
export function addressFault(text: string): string | null {
  if (!URL.canParse(text)) return 'must be an address such as https://example.com/alerts';
  const { protocol, hostname, username, password, hash } = new URL(text);
  if (protocol !== 'https:' && protocol !== 'http:') return 'must begin with https://';
  if (protocol === 'http:' && !isLoopback(hostname))
    return 'must begin with https://: only a server on this machine is spoken to in the open';
  if (username !== '' || password !== '') return 'must not hold a name or a password';
  return hash === '' ? null : 'must not have a part after #';
}
