import { VENUE_KINDS, type VenueDetails, venueDetailsSchema, venueKindWords } from '../../shared/venues/index.ts';
import { type Draft, readDraft, type ReadDraft, writeDraft } from '../forms/draft.ts';
import type { Field } from '../forms/field.ts';
import { choicesOf, CUSTODY_WORDS, FIELD_WORDS, TYPE_WORDS } from './words.ts';

const lines = (path: keyof typeof FIELD_WORDS, hint = 'one a line'): Field => ({ path, label: FIELD_WORDS[path], type: 'lines', hint });
const text = (path: keyof typeof FIELD_WORDS, hint?: string): Field => ({
  path,
  label: FIELD_WORDS[path],
  type: 'text',
  ...(hint === undefined ? {} : { hint }),
});

/** All that can be said of a venue, what decides about gates first. */
export const DETAILS_FIELDS: readonly Field[] = [
  { ...text('name'), needed: true },
  {
    path: 'kind',
    label: FIELD_WORDS.kind,
    type: 'choice',
    needed: true,
    choices: VENUE_KINDS.map((kind) => ({ value: kind, label: venueKindWords(kind) })),
  },
  { path: 'type', label: FIELD_WORDS.type, type: 'choice', needed: true, choices: choicesOf(TYPE_WORDS) },
  {
    path: 'custody',
    label: FIELD_WORDS.custody,
    type: 'choice',
    choices: [{ value: '', label: 'nobody has said' }, ...choicesOf(CUSTODY_WORDS)],
  },
  text('group', 'venues of one group fail together'),
  lines('aliases', 'names under which it appears in imports, one a line'),
  text('bestFor'),
  text('why'),
  text('considerIf'),
  text('eligibilityNote'),
  lines('regionsAllow', 'codes such as US, EU or US-NY, one a line'),
  lines('regionsDeny', 'codes, one a line'),
  lines('products'),
  lines('marginModes'),
  text('marginNote'),
  text('feesNote'),
  lines('executionStyles'),
  text('settlementNote'),
  lines('channels'),
  text('hours'),
  lines('legalEntities'),
  lines('bestForUsers'),
  lines('features'),
  lines('alternatives'),
  { path: 'links', label: FIELD_WORDS.links, type: 'lines', hint: 'an address and its title, one a line' },
  lines('tags'),
];

const LINKLESS = DETAILS_FIELDS.filter(({ path }) => path !== 'links');

export function emptyDetails(): Draft {
  return { kind: 'derivatives', type: 'cex' };
}

export function detailsDraft(details: VenueDetails): Draft {
  return {
    ...writeDraft(details, LINKLESS),
    links: details.links.map(({ title, url }) => (title === url ? url : `${url} ${title}`)).join('\n'),
  };
}

/** What a draft says of a venue. A line of links is an address, with its title behind it. */
export function readDetails(draft: Draft): ReadDraft<VenueDetails> {
  const links = (draft['links'] ?? '')
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
    .map((line) => {
      const [url = '', ...title] = line.split(/\s+/);
      return { url, title: title.join(' ') || url };
    });
  const fields = [...LINKLESS, { path: 'links', label: FIELD_WORDS.links, type: 'lines' as const }];
  return readDraft({ ...draft, links: '' }, { fields, schema: venueDetailsSchema, given: { links }, otherwise: 'name' });
}

export function detailsSentence({ name, kind, custody, group }: VenueDetails): string {
  const holds =
    custody === null
      ? 'Who holds the money there nobody has said yet: the gate on custody cannot decide.'
      : `Custody: ${CUSTODY_WORDS[custody]}.`;
  return `${name}, ${venueKindWords(kind)}${group === null || group === name ? '' : ` of the group ${group}`}. ${holds}`;
}
