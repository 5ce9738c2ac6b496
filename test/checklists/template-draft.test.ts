import { describe, expect, test } from 'vitest';
import { BUNDLED_TEMPLATES, type Template } from '../../shared/checklists/index.ts';
import { addChunk, addItem, changeItem, copyItem, itemIds, move, outlineOf, remove } from '../../renderer/checklists/template-changes.ts';
import { readDraft } from '../../renderer/checklists/template-complaints.ts';
import {
  draftOf,
  emptyCondition,
  emptyTemplate,
  type ItemDraft,
  nextId,
  type TemplateDraft,
} from '../../renderer/checklists/template-draft.ts';

const bundled = BUNDLED_TEMPLATES.map((template) => [template.key, template] as const);

function complaintsOf(draft: TemplateDraft): ReadonlyMap<string, string> {
  const read = readDraft(draft);
  return 'complaints' in read ? read.complaints : new Map();
}

function first(draft: TemplateDraft): ItemDraft {
  return draft.chunks[0]!.items[0]!;
}

/** A draft with everything that is needed, to be broken in one place. */
function sound(changes: Partial<ItemDraft> = {}): TemplateDraft {
  const empty = emptyTemplate();
  const draft: TemplateDraft = {
    ...empty,
    key: 'OWN-LIST',
    title: 'Own list',
    says: 'For a test.',
    moment: 'before a test',
    statement: 'I have looked.',
    signatures: [{ ...empty.signatures[0]!, role: 'owner' }],
    chunks: [{ ...empty.chunks[0]!, title: 'First' }],
  };
  return changeItem(draft, first(draft).handle, { text: 'It is so', why: 'Because.', ...changes });
}

describe('the form of a template', () => {
  test.each(bundled)('says of %s what it says itself, through the form and back', (_key, template: Template) => {
    expect(readDraft(draftOf(template))).toEqual({ template });
  });

  test('is sound when everything needed is there', () => {
    expect(readDraft(sound())).toHaveProperty('template.key', 'OWN-LIST');
  });

  test('names every field that is missing', () => {
    const empty = emptyTemplate();
    const complaints = complaintsOf(empty);
    expect([...complaints.keys()].filter((key) => !key.includes('.')).toSorted()).toEqual(['key', 'moment', 'says', 'statement', 'title']);
    expect(complaints.get('title')).toBe('The title is missing.');
    expect(complaints.get(`${first(empty).handle}.why`)).toBe('The reason is missing.');
    expect(complaints.get(`${empty.signatures[0]!.handle}.role`)).toBe('The role is missing.');
    expect(complaints.get(`${empty.chunks[0]!.handle}.title`)).toBe('The title is missing.');
  });

  test.each<readonly [string, Partial<ItemDraft>, keyof ItemDraft, string]>([
    [
      'a bound that is no number',
      { kind: 'value', unit: 'h', atLeast: 'many' },
      'atLeast',
      'The lower bound must be a decimal number as text, such as "0.05".',
    ],
    [
      'bounds that cross',
      { kind: 'value', unit: 'h', atLeast: '5', atMost: '2' },
      'atLeast',
      'The lower bound (5) is greater than atMost (2), so that nothing could pass.',
    ],
    ['minutes that are words', { kind: 'timer', minutes: 'ten' }, 'minutes', 'The number of minutes must be a whole number.'],
    ['minutes that are none', { kind: 'timer' }, 'minutes', 'The number of minutes is missing.'],
    ['more than a week', { kind: 'timer', minutes: '10081' }, 'minutes', 'The number of minutes may be at most 10080.'],
    ['an id with a space', { id: 'A 1' }, 'id', 'The id must begin with a letter and hold letters, digits, dots and hyphens.'],
    ['no unit', { kind: 'value' }, 'unit', 'The unit is missing.'],
    ['a text that is too long', { text: 'x'.repeat(301) }, 'text', 'The text may have at most 300 characters.'],
    [
      'itself as another list',
      { kind: 'sub-list', template: 'OWN-LIST' },
      'template',
      'The key of the other checklist is the checklist itself.',
    ],
    [
      'a condition without a fact',
      { condition: emptyCondition('fact') },
      'condition',
      'The condition is not complete: each part of it needs a name and a value.',
    ],
  ])('complains of %s at its field', (_what, changes, field, sentence) => {
    const draft = sound(changes);
    expect(complaintsOf(draft).get(`${first(draft).handle}.${field}`)).toBe(sentence);
  });

  test('complains at the option that lacks its text', () => {
    const draft = sound({ kind: 'choice' });
    const [one] = first(draft).options;
    expect(complaintsOf(draft).get(`${one!.handle}.text`)).toBe('The text is missing.');
  });

  test('asks conditions only for answers that come before', () => {
    const whole = draftOf(BUNDLED_TEMPLATES[0]!);
    const last = itemIds(whole).at(-1)!;
    const condition: ItemDraft['condition'] = { asks: 'answer', handle: 'c', name: last, is: ['pass'] };
    const draft = changeItem(whole, first(whole).handle, { condition });
    expect(complaintsOf(draft).get(`${first(draft).handle}.condition`)).toBe(
      `The condition asks for the answer of ${last}, which does not come before ${first(draft).id}.`,
    );
  });
});

describe('changes of a template', () => {
  const draft = draftOf(BUNDLED_TEMPLATES.find(({ chunks }) => chunks.length > 1)!);

  test('a new item comes after the chosen one, under an id of its own', () => {
    const { draft: changed, chosen } = addItem(draft, first(draft).handle);
    expect(changed.chunks[0]!.items[1]!.handle).toBe(chosen);
    expect(new Set(itemIds(changed)).size).toBe(itemIds(draft).length + 1);
  });

  test('a copy says the same under another id', () => {
    const { draft: changed, chosen } = copyItem(draft, first(draft).handle);
    const copy = changed.chunks[0]!.items[1]!;
    expect(copy).toEqual({ ...first(draft), handle: chosen, id: copy.id });
    expect(itemIds(draft)).not.toContain(copy.id);
  });

  test('items move over the edge of their part, parts as a whole, and there and back is where it began', () => {
    const [one, two] = draft.chunks;
    const last = one!.items.at(-1)!;
    const over = move(draft, last.handle, 1);
    expect(over.chunks[1]!.items[0]).toBe(last);
    expect(outlineOf(move(over, last.handle, -1))).toEqual(outlineOf(draft));
    const swapped = move(draft, one!.handle, 1);
    expect(swapped.chunks.slice(0, 2).map(({ handle }) => handle)).toEqual([two!.handle, one!.handle]);
    expect(move(draft, one!.handle, -1).chunks).toEqual(draft.chunks);
  });

  test('what is removed leaves the choice with what follows', () => {
    const [one, two] = first(draft) ? draft.chunks[0]!.items : [];
    const { draft: changed, chosen } = remove(draft, one!.handle);
    expect(chosen).toBe(two!.handle);
    expect(itemIds(changed)).toEqual(itemIds(draft).slice(1));
    expect(remove(draft, draft.chunks[0]!.handle).draft.chunks).toHaveLength(draft.chunks.length - 1);
  });

  test('a new part has an item to begin with', () => {
    const { draft: changed, chosen } = addChunk(draft, first(draft).handle);
    expect(changed.chunks[1]!.handle).toBe(chosen);
    expect(changed.chunks[1]!.items).toHaveLength(1);
  });

  test.each([
    [['A1', 'A2'], 'A3'],
    [['P09', 'P19'], 'P20'],
    [['A10', 'A9', 'A1'], 'A2'],
    [['first'], 'X1'],
    [[], 'X1'],
  ])('after %j comes %s', (taken, next) => expect(nextId(taken, 'X')).toBe(next));
});
