import type { api } from '../engine/api.ts';

export type SeriesKind = Parameters<typeof api.market.series.query>[0]['kind'];

/** One series of values: the price of a coin in a currency, a rate, a supply, consumer prices. */
export interface SeriesName {
  readonly kind: SeriesKind;
  readonly subject: string;
  readonly unit: string;
}

/** What the panel beside the lists can show. */
export type MarketSubject =
  | { readonly shows: 'series'; readonly series: SeriesName }
  | { readonly shows: 'dataset'; readonly dataset: string; readonly row: number | null }
  | { readonly shows: 'pool'; readonly pool: string }
  | { readonly shows: 'entering'; readonly asset: string; readonly currency: string };

/** A subject as an address holds it. A dataset is its bare id, with the row behind a colon, as explanations name it. */
export function subjectText(subject: MarketSubject): string {
  switch (subject.shows) {
    case 'series':
      return ['series', subject.series.kind, subject.series.subject, subject.series.unit].map(encodeURIComponent).join('/');
    case 'pool':
      return `pool/${encodeURIComponent(subject.pool)}`;
    case 'entering':
      return ['price', subject.asset, subject.currency].map(encodeURIComponent).join('/');
    case 'dataset':
      return subject.row === null ? subject.dataset : `${subject.dataset}:${subject.row}`;
    default:
      return subject satisfies never;
  }
}

const KINDS: readonly string[] = ['price', 'rate', 'supply', 'cpi'] satisfies readonly SeriesKind[];

/** What an address means; `null` where it means nothing here. */
export function readSubject(text: string): MarketSubject | null {
  const [what, ...parts] = text.split('/').map(decodeURIComponent);
  const [first = '', second = '', third = ''] = parts;
  if (what === 'series')
    return KINDS.includes(first) ? { shows: 'series', series: { kind: first as SeriesKind, subject: second, unit: third } } : null;
  if (what === 'pool') return { shows: 'pool', pool: first };
  if (what === 'price') return { shows: 'entering', asset: first, currency: second };
  const [dataset = '', row] = text.split(':');
  if (dataset === '' || (row !== undefined && !/^\d+$/.test(row))) return null;
  return { shows: 'dataset', dataset, row: row === undefined ? null : Number(row) };
}

/** A series as people call it. */
export function seriesWords({ kind, subject, unit }: SeriesName): string {
  switch (kind) {
    case 'price':
      return `${subject} in ${unit}`;
    case 'rate':
      return `${subject} redeems in ${unit}`;
    case 'supply':
      return `${subject}: ${unit === 'inflation' ? 'growth of its supply' : `${unit} supply`}`;
    case 'cpi':
      return `Consumer prices, ${subject}`;
    default:
      return kind satisfies never;
  }
}
