import type { CheckedKind } from '../../shared/figures/index.ts';
import { api } from '../engine/api.ts';
import { type Reading, useReading } from '../engine/reading.ts';

/** Something that a checklist can be run for. */
export interface SubjectChoice {
  readonly id: string;
  readonly title: string;
}

/** The id of the one subject of its kind. */
export const WORKSPACE = 'workspace';

const NONE: Reading<readonly SubjectChoice[]> = { columns: [], key: ['checklists', 'subjects', 'none'], ask: async () => [] };

/** Everything of a kind that a run can be about, as its column lists it; days are written, and of the workspace there is one. */
export function useSubjects(kind: CheckedKind): readonly SubjectChoice[] {
  const { data = [] } = useReading(readingOf(kind));
  return data;
}

function readingOf(kind: CheckedKind): Reading<readonly SubjectChoice[]> {
  const key = ['checklists', 'subjects', kind];
  switch (kind) {
    case 'venue':
      return { columns: ['venues'], key, ask: venues };
    case 'ticket':
      return {
        columns: ['pretrade'],
        key,
        ask: async (signal) => (await api.pretrade.list.query({}, { signal })).map(({ ticket, title }) => ({ id: ticket, title })),
      };
    case 'position':
      return {
        columns: ['positions'],
        key,
        ask: async (signal) =>
          (await api.positions.list.query({}, { signal })).positions.map(({ position, title }) => ({ id: position, title })),
      };
    case 'trade':
      return {
        columns: ['otc'],
        key,
        ask: async (signal) =>
          (await api.otc.trades.query({}, { signal })).map(({ trade, reference, deskName, valueDate }) => ({
            id: trade,
            title: `${reference}, ${deskName}, ${valueDate}`,
          })),
      };
    case 'leg':
      return {
        columns: ['otc'],
        key,
        ask: async (signal) =>
          (await api.otc.board.query({}, { signal })).legs.map(({ leg, title, words }) => ({ id: leg, title: `${title}: ${words}` })),
      };
    case 'batch':
      return { columns: ['otc'], key, ask: batches };
    case 'day':
    case 'workspace':
      return NONE;
    default:
      return kind satisfies never;
  }
}

/** Venues and desks are listed by family; one that is both stands once. */
async function venues(signal: AbortSignal): Promise<readonly SubjectChoice[]> {
  const families = await Promise.all((['derivatives', 'otc'] as const).map((family) => api.venues.list.query({ family }, { signal })));
  const titles = new Map(families.flatMap((family) => family.venues.map(({ venue, name }) => [venue, name] as const)));
  return [...titles].map(([id, title]) => ({ id, title })).toSorted((one, other) => one.title.localeCompare(other.title));
}

/** Nettings that still have a leg to settle. */
async function batches(signal: AbortSignal): Promise<readonly SubjectChoice[]> {
  const { legs } = await api.otc.board.query({}, { signal });
  const titles = new Map(legs.flatMap(({ owner, title }) => (owner.kind === 'batch' ? [[owner.id, title] as const] : [])));
  return [...titles].map(([id, title]) => ({ id, title }));
}
