import { describe, expect, test } from 'vitest';
import { BUNDLED_TEMPLATES, type Item, itemsOf, type Template } from '../../shared/checklists/index.ts';
import { versionChanges } from '../../renderer/checklists/version-changes.ts';

const template = BUNDLED_TEMPLATES.find(({ key }) => key === 'TPL-RELEASE')!;

function withItems(change: (items: readonly Item[]) => readonly Item[]): Template {
  const [first, ...others] = template.chunks;
  return { ...template, chunks: [{ ...first!, items: [...change(first!.items)] }, ...others] };
}
const items = template.chunks[0]!.items;

describe('two versions of a checklist', () => {
  test.each(BUNDLED_TEMPLATES.map((each) => [each.key, each] as const))('%s differs in nothing from itself', (_key, each) => {
    expect(versionChanges(each, each)).toEqual([]);
  });

  test('differ in the words of the whole', () => {
    expect(versionChanges(template, { ...template, title: 'Release, reviewed', renewAfterDays: 30 })).toEqual([
      { item: null, what: 'title', before: template.title, after: 'Release, reviewed' },
      {
        item: null,
        what: 'due again after, days',
        before: template.renewAfterDays === undefined ? null : String(template.renewAfterDays),
        after: '30',
      },
    ]);
  });

  test('differ in what an item asks and how much hangs on it', () => {
    const changed = withItems(([one, ...rest]) => [{ ...one!, text: 'Asked otherwise', killer: !one!.killer }, ...rest]);
    const of = versionChanges(template, changed);
    expect(of.map(({ item, what }) => [item, what])).toEqual([
      [items[0]!.id, 'text'],
      [items[0]!.id, 'killer item'],
    ]);
    expect(of[0]).toMatchObject({ before: items[0]!.text, after: 'Asked otherwise' });
  });

  test('name what came and what has gone, in either direction', () => {
    const shorter = withItems((all) => all.slice(1));
    expect(versionChanges(template, shorter)).toEqual([{ item: items[0]!.id, what: 'removed', before: items[0]!.text, after: null }]);
    expect(versionChanges(shorter, template)).toEqual([{ item: items[0]!.id, what: 'added', before: null, after: items[0]!.text }]);
  });

  test('call only the item moved that was moved, not those it passed', () => {
    const moved = withItems(([one, ...rest]) => [...rest, one!]);
    expect(versionChanges(template, moved)).toEqual([{ item: items[0]!.id, what: 'moved', before: null, after: null }]);
  });

  test('of which one is turned round move all items but one', () => {
    const turned = withItems((all) => all.toReversed());
    expect(versionChanges(template, turned)).toHaveLength(items.length - 1);
    expect(itemsOf(turned)).toHaveLength(itemsOf(template).length);
  });
});
