import { type Scale, scoreSchema, SOURCE_CLASSES, type VenueScore } from '../../shared/venues/index.ts';
import { type Draft, readDraft, type ReadDraft, writeDraft } from '../forms/draft.ts';
import type { Field } from '../forms/field.ts';
import { SOURCE_WORDS } from './words.ts';

/** By what a score is given: a measure's own scale, or points alone where a whole criterion is scored. */
export type GivenBy = Scale['by'];

/** What is said of a score beside its value. */
export const SCORE_FIELDS: readonly Field[] = [
  {
    path: 'sourceClass',
    label: 'Kind of source',
    type: 'choice',
    needed: true,
    choices: SOURCE_CLASSES.map((source) => ({ value: source, label: SOURCE_WORDS[source] })),
  },
  { path: 'source', label: 'Source', type: 'text', needed: true, hint: 'where it is seen' },
  { path: 'asOf', label: 'As of', type: 'day', needed: true },
  { path: 'low', label: 'At least, points', type: 'decimal', hint: 'where it is not certain' },
  { path: 'high', label: 'At most, points', type: 'decimal' },
  { path: 'halfLifeDays', label: 'Half-life, days', type: 'whole', hint: 'left empty, the measure’s' },
  { path: 'note', label: 'Note', type: 'passage' },
];

const GIVEN: Readonly<Record<GivenBy, Field>> = {
  anchors: { path: 'given.raw', label: 'Value', type: 'decimal', needed: true },
  table: { path: 'given.row', label: 'Category', type: 'choice', needed: true },
  rubric: { path: 'given.points', label: 'Points', type: 'decimal', needed: true },
};

export function emptyScore(today: string): Draft {
  return { asOf: today, sourceClass: 'official' };
}

export function scoreDraft(score: VenueScore): Draft {
  return writeDraft(score, [GIVEN[score.given.by], ...SCORE_FIELDS]);
}

/** The score that a draft describes; evidence comes beside it. */
export function readScore(by: GivenBy, draft: Draft, evidence: VenueScore['evidence']): ReadDraft<VenueScore> {
  return readDraft(draft, {
    fields: [GIVEN[by], ...SCORE_FIELDS],
    schema: scoreSchema,
    given: { given: { by }, evidence },
    otherwise: GIVEN[by].path,
  });
}
