import { RED_FLAG_KINDS, type RecordKind, recordSchema, type VenueRecord } from '../../shared/venues/index.ts';
import { type Draft, readDraft, type ReadDraft, writeDraft } from '../forms/draft.ts';
import type { Choice, Field } from '../forms/field.ts';
import { dayText } from '../figures/time-text.ts';
import { plainWords, REGISTER_WORDS } from './words.ts';

/** What each register asks of an entry, the things that make it what it is first. `accounts` are those of the venue, by id. */
export function recordFields(kind: RecordKind, accounts: readonly Choice[]): readonly Field[] {
  const account: Field = {
    path: 'account',
    label: 'Account',
    type: 'choice',
    choices: [{ value: '', label: 'none in particular' }, ...accounts],
  };
  switch (kind) {
    case 'account':
      return ACCOUNT;
    case 'eligibility':
      return ELIGIBILITY;
    case 'attestation':
      return ATTESTATION;
    case 'api-key':
      return [...API_KEY, account, NOTE];
    case 'contact':
      return CONTACT;
    case 'channel':
      return CHANNEL;
    case 'red-flag':
      return RED_FLAG;
    case 'balance':
      return [...BALANCE, account, NOTE];
    case 'rating':
      return RATING;
    default:
      return kind satisfies never;
  }
}

/** What a form of this register begins with. */
export function emptyRecord(kind: RecordKind, today: string): Draft {
  const days: Readonly<Partial<Record<RecordKind, Draft>>> = {
    eligibility: { checkedOn: today, result: 'unknown' },
    attestation: { checkedOn: today, of: 'kyc', result: 'unknown' },
    'api-key': { createdOn: today, scopes: 'read' },
    channel: { means: 'phone' },
    'red-flag': { seenOn: today, flag: RED_FLAG_KINDS[0], severity: 'major' },
    balance: { asOf: today, holds: 'collateral' },
    rating: { asOf: today },
  };
  return days[kind] ?? {};
}

export function recordDraft(record: VenueRecord): Draft {
  return writeDraft(record, recordFields(record.kind, []));
}

/** The entry that a draft describes. What no field asks for, such as evidence, comes with `given`. */
export function readRecord(kind: RecordKind, draft: Draft, given: Readonly<Record<string, unknown>> = {}): ReadDraft<VenueRecord> {
  const fields = recordFields(kind, []);
  // How long an allow list is locked is asked only where there is one.
  const locked = kind === 'account' && (draft['allowList.on'] ?? '') !== '' ? { allowList: { lockHours: null } } : {};
  const asked = draft['allowList.on'] ? fields : fields.filter(({ path }) => path !== 'allowList.lockHours');
  return readDraft(draft, { fields: asked, schema: recordSchema, given: { kind, ...locked, ...given }, otherwise: fields[0]?.path ?? '' });
}

/** What an entry means, in one sentence. */
export function recordSentence(record: VenueRecord): string {
  switch (record.kind) {
    case 'account': {
      const whose = record.entity === null ? '' : ` of ${record.entity}`;
      const factor =
        record.twoFactor === null
          ? ''
          : record.twoFactor === 'none'
            ? ', without a second factor'
            : `, secured by ${FACTORS[record.twoFactor]}`;
      const list =
        record.allowList === null ? '' : record.allowList.on ? ', paying out to listed addresses only' : ', paying out to any address';
      return `The account “${record.label}”${whose}${factor}${list}.`;
    }
    case 'eligibility':
      return `${record.entity} in ${record.region} is ${RESULTS[record.result]}, as checked on ${dayText(record.checkedOn)}${until(record.validUntil)}.`;
    case 'attestation':
      return `${record.of === 'kyc' ? 'KYC' : 'Sanctions and law'}: ${record.result === 'pass' ? 'in order' : record.result === 'fail' ? 'not in order' : 'unknown'} on ${dayText(record.checkedOn)}${until(record.validUntil)}.`;
    case 'api-key': {
      const revoked = record.revokedOn === null ? '' : ` It was revoked on ${dayText(record.revokedOn)}.`;
      return `The key “${record.label}” of ${record.owner} may ${record.scopes.join(', ')}${record.ipBound ? ' from listed addresses only' : ' from any address'}.${revoked}`;
    }
    case 'contact':
      return `${record.name}${record.role === null ? '' : `, ${record.role}`}${record.handle === null ? '' : `, at ${record.handle}`}.`;
    case 'channel':
      return record.verifiedOn === null
        ? `${record.handle} by ${record.means}, not verified: nothing that comes from there is believed yet.`
        : `${record.handle} by ${record.means}, verified on ${dayText(record.verifiedOn)}${record.how === null ? '' : ` by ${record.how}`}${until(record.validUntil)}.`;
    case 'red-flag':
      return record.closed === null
        ? `A ${record.severity} red flag, seen on ${dayText(record.seenOn)}. ${record.severity === 'critical' ? 'As long as it is open the venue is not eligible.' : 'It stays open until you close it.'}`
        : `A ${record.severity} red flag, closed on ${dayText(record.closed.on)}: ${record.closed.because}.`;
    case 'balance':
      return `${record.amount} ${record.asset} ${HOLDS[record.holds]} there on ${dayText(record.asOf)}${record.value === null ? ', at the market’s price' : `, valued at ${record.value.amount} ${record.value.currency}`}.`;
    case 'rating':
      return `${record.source} rates it ${record.rated}${record.scale === null ? '' : ` of ${record.scale}`} as of ${dayText(record.asOf)}: evidence, not a score of yours.`;
    default:
      return record satisfies never;
  }
}

/** The heading of a form: `Enter an account`. */
export function recordHeading(kind: RecordKind, isNew: boolean): string {
  const { one } = REGISTER_WORDS[kind];
  return `${isNew ? (/^[aeiouA]/.test(one) ? 'Enter an' : 'Enter a') : 'Change the'} ${one}`;
}

function until(day: string | null): string {
  return day === null ? '' : `, valid until ${dayText(day)}`;
}

const FACTORS = { hardware: 'a hardware key', totp: 'one-time codes', passkey: 'a passkey', sms: 'text messages', none: 'nothing' };
const RESULTS = {
  eligible: 'eligible',
  restricted: 'eligible with restrictions',
  'not-eligible': 'not eligible',
  unknown: 'of unknown eligibility',
};
const HOLDS = { cash: 'lie', collateral: 'stand as collateral', unrealised: 'of unrealised gain stand' };

const NOTE: Field = { path: 'note', label: 'Note', type: 'passage' };
const SOURCE: Field = { path: 'source', label: 'Source', type: 'text', needed: true, hint: 'where it is seen: a page, a letter, a person' };
const VALID: Field = { path: 'validUntil', label: 'Valid until', type: 'day', hint: 'left empty, as long as your rules say' };
const choice = (value: string, label = plainWords(value)): Choice => ({ value, label });

const ACCOUNT: readonly Field[] = [
  { path: 'label', label: 'Label', type: 'text', needed: true, hint: 'what you call it, such as “hedge, cross”' },
  { path: 'entity', label: 'Held by', type: 'text', hint: 'which of your persons or companies' },
  { path: 'reference', label: 'Reference, masked', type: 'text', hint: 'the last four characters only, such as ••••4821' },
  {
    path: 'marginMode',
    label: 'Margin',
    type: 'choice',
    choices: [choice('', 'not said'), choice('isolated'), choice('cross'), choice('portfolio')],
  },
  {
    path: 'twoFactor',
    label: 'Second factor',
    type: 'choice',
    choices: [
      choice('', 'not said'),
      choice('hardware', 'hardware key'),
      choice('passkey'),
      choice('totp', 'one-time codes'),
      choice('sms', 'text message'),
      choice('none'),
    ],
  },
  { path: 'allowList.on', label: 'Pays out to listed addresses only', type: 'yes-no' },
  { path: 'allowList.lockHours', label: 'Lock of a new address, hours', type: 'whole' },
  { path: 'permissions', label: 'Permissions', type: 'lines', hint: 'one a line' },
  { path: 'openedOn', label: 'Opened', type: 'day' },
  NOTE,
];

const ELIGIBILITY: readonly Field[] = [
  { path: 'entity', label: 'Who', type: 'text', needed: true, hint: 'the person or company that would trade' },
  { path: 'region', label: 'Where', type: 'text', needed: true, hint: 'such as Germany, or US-NY' },
  {
    path: 'result',
    label: 'Result',
    type: 'choice',
    needed: true,
    choices: [choice('eligible'), choice('restricted', 'eligible with restrictions'), choice('not-eligible'), choice('unknown')],
  },
  { path: 'checkedOn', label: 'Checked', type: 'day', needed: true },
  VALID,
  SOURCE,
  NOTE,
];

const ATTESTATION: readonly Field[] = [
  { path: 'of', label: 'Of', type: 'choice', needed: true, choices: [choice('kyc', 'KYC'), choice('legal', 'sanctions and law')] },
  {
    path: 'result',
    label: 'Result',
    type: 'choice',
    needed: true,
    choices: [choice('pass', 'in order'), choice('fail', 'not in order'), choice('unknown')],
  },
  { path: 'checkedOn', label: 'Checked', type: 'day', needed: true },
  VALID,
  SOURCE,
  NOTE,
];

const API_KEY: readonly Field[] = [
  { path: 'label', label: 'Label', type: 'text', needed: true, hint: 'by which you know the key; never the key itself' },
  {
    path: 'scopes',
    label: 'May',
    type: 'choices',
    needed: true,
    choices: [choice('read'), choice('trade'), choice('transfer'), choice('withdraw'), choice('admin')],
  },
  { path: 'ipBound', label: 'Bound to addresses', type: 'yes-no', needed: true },
  { path: 'owner', label: 'Owner', type: 'text', needed: true, hint: 'who answers for it' },
  { path: 'createdOn', label: 'Created', type: 'day', needed: true },
  { path: 'rotateBy', label: 'Rotate by', type: 'day' },
  { path: 'revokedOn', label: 'Revoked', type: 'day' },
];

const CONTACT: readonly Field[] = [
  { path: 'name', label: 'Name', type: 'text', needed: true },
  { path: 'role', label: 'Role', type: 'text' },
  { path: 'handle', label: 'Reached at', type: 'text' },
  NOTE,
];

const CHANNEL: readonly Field[] = [
  {
    path: 'means',
    label: 'Means',
    type: 'choice',
    needed: true,
    choices: ['phone', 'email', 'chat', 'portal', 'video', 'api'].map((means) => choice(means)),
  },
  { path: 'handle', label: 'Number or address', type: 'text', needed: true },
  { path: 'verifiedOn', label: 'Verified', type: 'day', hint: 'left empty, nobody has' },
  { path: 'how', label: 'How', type: 'text', hint: 'such as called back on the number of the register' },
  { path: 'by', label: 'By', type: 'text' },
  VALID,
  NOTE,
];

const RED_FLAG: readonly Field[] = [
  { path: 'flag', label: 'What', type: 'choice', needed: true, choices: RED_FLAG_KINDS.map((flag) => choice(flag)) },
  {
    path: 'severity',
    label: 'Severity',
    type: 'choice',
    needed: true,
    choices: [choice('critical', 'critical: stops everything'), choice('major'), choice('minor')],
  },
  { path: 'says', label: 'What was seen', type: 'passage', needed: true },
  { path: 'seenOn', label: 'Seen', type: 'day', needed: true },
  { path: 'closed.on', label: 'Closed', type: 'day', hint: 'left empty, it is open' },
  { path: 'closed.because', label: 'Closed because', type: 'text' },
];

const BALANCE: readonly Field[] = [
  { path: 'amount', label: 'Amount', type: 'decimal', needed: true },
  { path: 'asset', label: 'Asset', type: 'asset', needed: true, hint: 'its code, such as USDC' },
  {
    path: 'holds',
    label: 'It is',
    type: 'choice',
    needed: true,
    choices: [choice('collateral'), choice('cash'), choice('unrealised', 'unrealised gain or loss')],
  },
  { path: 'asOf', label: 'As of', type: 'day', needed: true },
  { path: 'value.amount', label: 'Valued there at', type: 'decimal', hint: 'left empty, the market’s price counts' },
  { path: 'value.currency', label: 'in', type: 'asset', hint: 'such as USD' },
];

const RATING: readonly Field[] = [
  { path: 'source', label: 'Who rates', type: 'text', needed: true, hint: 'such as CoinGecko Trust Score' },
  { path: 'rated', label: 'Rating', type: 'text', needed: true, hint: 'as it was published: 8.7, or AA' },
  { path: 'scale', label: 'Scale', type: 'text', hint: 'such as 10, or AAA to D' },
  { path: 'asOf', label: 'As of', type: 'day', needed: true },
  { path: 'url', label: 'Address', type: 'text', hint: 'where it was published' },
  NOTE,
];
