import { SEVERITIES } from '../../shared/alerts/index.ts';
import {
  type ChannelKind,
  type ChannelTerms,
  channelTermsSchema,
  isAddressSecret,
  type WebhookTerms,
} from '../../shared/delivery/index.ts';
import { type Draft, readDraft, type ReadDraft, writeDraft } from '../forms/draft.ts';
import type { Field } from '../forms/field.ts';

const NAME: Field = { path: 'name', label: 'Name', type: 'text', needed: true };
const TRUST: Field = {
  path: 'trust',
  label: 'Certificate to trust',
  type: 'passage',
  hint: 'In PEM, for a server whose certificate no public authority has signed.',
};

const OWN: Readonly<Record<ChannelKind, readonly Field[]>> = {
  command: [
    NAME,
    {
      path: 'argv',
      label: 'Program and arguments',
      type: 'lines',
      needed: true,
      hint: 'One a line, the whole path of the program first. No shell reads them. The alert comes as JSON on standard input. They stand in the journal as they are: have the program read a secret from a file of its own.',
    },
  ],
  webhook: [
    NAME,
    {
      path: 'url',
      label: 'Address',
      type: 'text',
      needed: true,
      hint: 'https://… It stands in the journal as it is.',
    },
    TRUST,
  ],
  email: [
    NAME,
    { path: 'host', label: 'Server', type: 'text', needed: true, hint: 'Such as mail.example.com.' },
    { path: 'port', label: 'Port', type: 'whole', needed: true },
    {
      path: 'security',
      label: 'Encryption',
      type: 'choice',
      needed: true,
      choices: [
        { value: 'tls', label: 'TLS, usually port 465' },
        { value: 'starttls', label: 'STARTTLS, usually port 587' },
        { value: 'none', label: 'none, for a server on this machine' },
      ],
    },
    { path: 'user', label: 'User name', type: 'text', hint: 'Empty where the server asks for none.' },
    { path: 'from', label: 'From', type: 'text', needed: true, hint: 'Such as alerts@example.com.' },
    { path: 'to', label: 'To', type: 'lines', needed: true, hint: 'One address a line.' },
    TRUST,
  ],
};

const COMMON: readonly Field[] = [
  {
    path: 'least',
    label: 'Sends from this severity on',
    type: 'choice',
    needed: true,
    choices: SEVERITIES.map((value) => ({ value, label: value })),
  },
  { path: 'digestMinutes', label: 'Gathers for, minutes', type: 'whole', hint: 'Empty: one by one. Critical ones never wait.' },
  { path: 'perHour', label: 'Messages an hour, at most', type: 'whole', needed: true, hint: 'What is more comes together in the next.' },
  { path: 'seconds', label: 'Gives up after, seconds', type: 'whole', needed: true },
  {
    path: 'withoutValues',
    label: 'Leaves values out',
    type: 'flag',
    hint: 'It says which rule fired, for what and how severely, and no figure.',
  },
  { path: 'byDefault', label: 'Takes alerts whose rules name no channel', type: 'flag' },
  { path: 'tellsCleared', label: 'Also tells that an alert is over', type: 'flag' },
  { path: 'on', label: 'Switched on', type: 'flag' },
];

/** The fields of a form; of a webhook whose address is secret, the address is typed where secrets are. */
export function channelFields(kind: ChannelKind, isHidden: boolean): readonly Field[] {
  return [...OWN[kind].filter(({ path }) => !(isHidden && path === 'url')), ...COMMON];
}

/** What the journal has of a secret address. */
type HiddenAddress = Pick<WebhookTerms, 'url' | 'digest'>;
/** Stands for one that is still to be given: the engine puts the address's own in its place. */
export const ADDRESS_TO_COME: HiddenAddress = { url: 'https://address.invalid/', digest: '0'.repeat(64) };

/** What the draft describes; what is left empty is left out. */
export function readChannel(kind: ChannelKind, draft: Draft, hidden: HiddenAddress | null): ReadDraft<ChannelTerms> {
  const empty = { command: {}, webhook: { trust: null, ...(hidden ?? { digest: null }) }, email: { trust: null, user: null } }[kind];
  return readDraft<ChannelTerms>(draft, {
    fields: channelFields(kind, hidden !== null),
    schema: channelTermsSchema,
    given: { kind, ...empty, digestMinutes: null, byDefault: false, tellsCleared: false, withoutValues: false, on: false },
    otherwise: 'name',
  });
}

/** What a form begins with: the channel as it is, or a new one, which is off. */
export function channelDraft(kind: ChannelKind, terms: ChannelTerms | null): Draft {
  if (terms !== null) {
    return writeDraft(terms, channelFields(kind, terms.kind === 'webhook' && isAddressSecret(terms)));
  }
  const own: Draft = kind === 'email' ? { port: '465', security: 'tls' } : {};
  return { ...own, least: 'medium', perHour: '20', seconds: kind === 'email' ? '30' : '10', byDefault: 'yes' };
}
