import { conditionWords, type Item, itemsOf, type Template } from '../../shared/checklists/index.ts';
import { kindWords, passesWords, styleWords, subjectKindTitle, validityWords } from './words.ts';

/** What one version says otherwise than another, as a person reads it. */
export interface VersionChange {
  /** The item, or null of the checklist as a whole. */
  readonly item: string | null;
  /** What changed: `text`, `added`, `moved`. */
  readonly what: string;
  readonly before: string | null;
  readonly after: string | null;
}

/** Everything in which two versions differ: the whole first, then items in the order of the later version, then those that have gone. */
export function versionChanges(before: Template, after: Template): readonly VersionChange[] {
  const earlier = new Map(itemsOf(before).map((item) => [item.id, item]));
  const later = itemsOf(after);
  const kept = later.filter(({ id }) => earlier.has(id)).map(({ id }) => id);
  const order = itemsOf(before).flatMap(({ id }) => (kept.includes(id) ? [id] : []));
  const moved = movedItems(order, kept);
  const gone = [...earlier.values()].filter(({ id }) => !later.some((item) => item.id === id));
  return [
    ...wordChanges(null, wholeWords(before), wholeWords(after)),
    ...later.flatMap((item): readonly VersionChange[] => {
      const was = earlier.get(item.id);
      if (!was) return [{ item: item.id, what: 'added', before: null, after: item.text }];
      const changes = wordChanges(item.id, itemWords(was), itemWords(item));
      return moved.has(item.id) ? changes.concat({ item: item.id, what: 'moved', before: null, after: null }) : changes;
    }),
    ...gone.map((item): VersionChange => ({ item: item.id, what: 'removed', before: item.text, after: null })),
  ];
}

type Words = Readonly<Record<string, string>>;

function wordChanges(item: string | null, before: Words, after: Words): readonly VersionChange[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return names.flatMap((what) => {
    const [was, is] = [before[what] ?? '', after[what] ?? ''];
    return was === is ? [] : [{ item, what, before: was === '' ? null : was, after: is === '' ? null : is }];
  });
}

function wholeWords(template: Template): Words {
  return {
    title: template.title,
    'what it is for': template.says,
    'when it is run': template.moment,
    'how it is worked': styleWords(template.style),
    about: subjectKindTitle(template.about),
    statement: template.statement,
    signatures: template.signatures.map(({ role, differs }) => (differs ? `${role} (somebody else)` : role)).join(', '),
    'interruption, minutes': String(template.repeatAfterMinutes),
    'too fast, ms an item': String(template.tooFastMilliseconds),
    'due again after, days': template.renewAfterDays === undefined ? '' : String(template.renewAfterDays),
    parts: template.chunks.map(({ title }) => title).join(', '),
  };
}

function itemWords(item: Item): Words {
  return {
    text: item.text,
    why: item.why,
    kind: kindWords(item.kind),
    'passes when': passesWords(item),
    options: item.kind === 'choice' ? item.options.map(({ text, result }) => `${text} (${result})`).join(', ') : '',
    metric: item.kind === 'computed' ? item.metric : '',
    statement: item.kind === 'signature' ? item.statement : '',
    source: item.source ?? '',
    critical: item.critical ? 'yes' : 'no',
    'killer item': item.killer ? 'yes' : 'no',
    'may be not applicable': item.notApplicable ? 'yes' : 'no',
    files: item.attach,
    'stands for': item.validFor === undefined ? '' : validityWords(item.validFor),
    'asked where': item.condition === undefined ? '' : conditionWords(item.condition),
  };
}

/** Items that left their place among those of both versions: all but a longest run that kept its order. */
function movedItems(before: readonly string[], after: readonly string[]): ReadonlySet<string> {
  const places = after.map((id) => before.indexOf(id));
  // Lengths of the longest ascending sequences that end at each place, and the place before in each.
  const lengths: number[] = [];
  const previous: number[] = [];
  for (const [at, place] of places.entries()) {
    let best = -1;
    for (let other = 0; other < at; other += 1) {
      if (places[other]! < place && (best < 0 || lengths[other]! > lengths[best]!)) best = other;
    }
    lengths.push(best < 0 ? 1 : lengths[best]! + 1);
    previous.push(best);
  }
  const stayed = new Set<string>();
  for (let at = lengths.indexOf(Math.max(0, ...lengths)); at >= 0; at = previous[at]!) stayed.add(after[at]!);
  return new Set(after.filter((id) => !stayed.has(id)));
}
