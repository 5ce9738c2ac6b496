import { Decimal, figureText, isKnown, known, unavailable, type Figure } from '../../shared/figures/index.ts';
import type { PositionSummary, PositionTotal } from './readings.ts';
import type { PositionsView } from './view.ts';
import { groupWords } from './words.ts';

/** A line of the list: a position, or the head or foot of several. */
export type ListRow = { readonly row: 'position'; readonly id: string; readonly position: PositionSummary } | SumRow;

export interface SumRow {
  readonly row: 'head' | 'total';
  readonly id: string;
  readonly name: string;
  readonly positions: number;
  readonly value: Figure<string>;
  readonly real: Figure<string>;
  readonly realReturn: Figure<string>;
  /** How many positions the sums lack. */
  readonly lacking: { readonly value: number; readonly real: number };
}

export interface Arranged {
  readonly rows: readonly ListRow[];
  readonly total: SumRow;
}

type Arranging = Pick<PositionsView, 'groupBy' | 'sort' | 'collapsed' | 'words'>;

/**
 * The rows of the list in order: filtered, grouped under heads that add up, sorted within each group, groups by their own value. What
 * is unknown is sorted last whichever way the list runs.
 */
export function arrange(positions: readonly PositionSummary[], totals: readonly PositionTotal[], view: Arranging): Arranged {
  const wanted = view.words.toLowerCase().split(/\s+/).filter(Boolean);
  const shown = wanted.length === 0 ? positions : positions.filter((each) => wanted.every((word) => textOf(each).includes(word)));
  const whole = shown.length === positions.length ? totals : [];
  const total = sumRow(
    'total',
    'all',
    'Total',
    shown,
    whole.find((each) => each.group === 'all'),
  );
  const sorted = sort(shown, view.sort);
  if (view.groupBy === 'none') return { rows: sorted.map(positionRow), total };
  const groups = [...Map.groupBy(sorted, (each) => groupOf(each, view.groupBy))].map(([key, members]) => ({
    key,
    members,
    head: sumRow(
      'head',
      `group ${key}`,
      view.groupBy === 'kind' ? groupWords(members[0]!.group) : key,
      members,
      view.groupBy === 'kind' ? whole.find((each) => each.group === key) : undefined,
    ),
  }));
  groups.sort((one, other) => compareFigures(other.head.value, one.head.value));
  const rows: ListRow[] = [];
  for (const { key, members, head } of groups) {
    rows.push(head);
    if (!view.collapsed.includes(key)) for (const member of members) rows.push(positionRow(member));
  }
  return { rows, total };
}

/** The key of the group that a head stands for. */
export function groupKey(head: SumRow): string {
  return head.id.slice('group '.length);
}

/** Sums of figures that are known; unavailable only where none is. */
export function sumKnown(figures: readonly Figure<string>[]): { readonly sum: Figure<string>; readonly lacking: number } {
  let sum = new Decimal(0);
  let lacking = 0;
  for (const figure of figures) {
    if (isKnown(figure)) sum = sum.plus(figure.ok);
    else lacking += 1;
  }
  if (lacking > 0 && lacking === figures.length)
    return { sum: unavailable('none-known', 'None of these positions has this figure.'), lacking };
  return { sum: known(figureText(sum)), lacking };
}

function sumRow(
  row: SumRow['row'],
  id: string,
  name: string,
  members: readonly PositionSummary[],
  given: PositionTotal | undefined,
): SumRow {
  if (given) {
    const { positions, value, real, realReturn, unavailable: lacking } = given;
    return { row, id, name, positions, value, real, realReturn: realReturn.figure, lacking };
  }
  const value = sumKnown(members.map((each) => each.value));
  const real = sumKnown(members.map((each) => each.real));
  return {
    row,
    id,
    name,
    positions: members.length,
    value: value.sum,
    real: real.sum,
    realReturn: unavailable('selection', 'The return in per cent is given for whole groups; this is a selection.'),
    lacking: { value: value.lacking, real: real.lacking },
  };
}

function positionRow(position: PositionSummary): ListRow {
  return { row: 'position', id: position.position, position };
}

/** What the filter looks into, made once for each position: it is asked at every letter. */
const texts = new WeakMap<PositionSummary, string>();

function textOf(position: PositionSummary): string {
  let text = texts.get(position);
  if (text === undefined) {
    text = searchable(position);
    texts.set(position, text);
  }
  return text;
}

function searchable(position: PositionSummary): string {
  return `${position.title} ${position.detail} ${position.platform} ${position.network ?? ''} ${position.assets.join(' ')} ${position.kind}`.toLowerCase();
}

function groupOf(position: PositionSummary, by: PositionsView['groupBy']): string {
  if (by === 'platform') return position.platform;
  return by === 'network' ? (position.network ?? 'No network') : position.group;
}

/** By the title where nothing else was chosen. */
function sort(positions: readonly PositionSummary[], by: PositionsView['sort']): readonly PositionSummary[] {
  const direction = by?.direction === 'desc' ? -1 : 1;
  const key = KEYS[by?.column ?? 'position'] ?? KEYS['position']!;
  return positions
    .map((position) => ({ position, key: key(position) }))
    .sort((one, other) => compareKeys(one.key, other.key, direction) || BY_NAME.compare(one.position.title, other.position.title))
    .map(({ position }) => position);
}

/** A collator made once compares ten times faster than `localeCompare`; numbers within names count as numbers. */
const BY_NAME = new Intl.Collator(undefined, { numeric: true });

type SortKey = string | number | null;

/** Sorting needs order, not digits: a float tells two figures apart where an eye could. */
const KEYS: Readonly<Record<string, (position: PositionSummary) => SortKey>> = {
  position: ({ title }) => title,
  value: ({ value }) => numberOf(value),
  real: ({ real }) => numberOf(real),
  realReturn: ({ realReturn }) => numberOf(realReturn.figure),
  xirr: ({ xirr }) => numberOf(xirr.figure),
  unlocks: ({ unlock }) => unlock.days,
  note: ({ flags }) => (flags.length === 0 ? null : flags.map(({ label }) => label).join(' ')),
};

function compareKeys(one: SortKey, other: SortKey, direction: 1 | -1): number {
  if (one === null || other === null) return one === other ? 0 : one === null ? 1 : -1;
  if (typeof one === 'string' && typeof other === 'string') return direction * BY_NAME.compare(one, other);
  return direction * (Number(one) - Number(other));
}

function compareFigures(one: Figure<string>, other: Figure<string>): number {
  return (numberOf(one) ?? Number.NEGATIVE_INFINITY) - (numberOf(other) ?? Number.NEGATIVE_INFINITY) || 0;
}

function numberOf(figure: Figure<string>): number | null {
  return isKnown(figure) ? Number(figure.ok) : null;
}
