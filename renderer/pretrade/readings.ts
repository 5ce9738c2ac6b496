import { keepPreviousData, useQueries, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { inferRouterInputs, inferRouterOutputs } from '@trpc/server';
import type { AppRouter } from '../../electron/engine/api/router.ts';
import type { InstrumentKind, TicketTerms } from '../../shared/pretrade/index.ts';
import { api } from '../engine/api.ts';
import { type Reading, useReading } from '../engine/reading.ts';

type Answers = inferRouterOutputs<AppRouter>['pretrade'];
export type TicketSummary = Answers['list'][number];
export type TicketDetail = NonNullable<Answers['one']>;
export type TicketState = TicketSummary['state'];
export type Preview = Answers['preview'];
export type CheckOutcome = Preview['result']['checks'][number];
export type UsedFile = Preview['result']['used'][number];
export type Reference = Answers['references'][number];
export type ReferenceDetail = NonNullable<Answers['reference']>;
export type ImportPreview = Extract<Answers['previewImport'], { ok: unknown }>['ok'];
export type ImportInput = inferRouterInputs<AppRouter>['pretrade']['previewImport'];
export type FileFinding = ImportPreview['findings'][number];
export type FileQuestion = ImportPreview['questions'][number];
export type InstrumentAnswer = Answers['instruments']['instruments'][number];
export type FeesAnswer = Answers['fees'][number];
export type DepthCard = Answers['depths'][number];
export type DepthLevels = NonNullable<Answers['depth']>;
export type ToldVolumeAnswer = Answers['volumes'][number];
export type Recomputed = NonNullable<Answers['recompute']>;

const OWN: readonly string[] = ['pretrade'];
/** A ticket hangs on registers and limits of its venue, its checklist, what is held, and prices. */
const TICKET: readonly string[] = ['pretrade', 'venues', 'checklists', 'positions', 'market', 'workspace', 'otc', 'imports'];
/** Ages grow and answers expire while one looks: what is shown is asked for again so often, in milliseconds. */
const AGAIN = 60_000;
/** Each letter makes another question; answers to those that were typed over need not be kept. */
const SHORTLY = 5_000;

export const ticketsReading: Reading<readonly TicketSummary[]> = {
  columns: OWN,
  key: ['pretrade', 'list'],
  ask: (signal) => api.pretrade.list.query({}, { signal }),
};

export function ticketReading(ticket: string): Reading<TicketDetail | null> {
  return { columns: TICKET, key: ['pretrade', 'one', ticket], ask: (signal) => api.pretrade.one.query({ ticket }, { signal }) };
}

/** Tickets as they are computed now, by id; those that were not answered yet are absent. */
export function useTickets(tickets: readonly string[]): ReadonlyMap<string, TicketDetail> {
  const answers = useQueries({
    queries: tickets.map((ticket) => {
      const { key, ask, columns } = ticketReading(ticket);
      return {
        queryKey: key,
        queryFn: ({ signal }: { signal: AbortSignal }) => ask(signal),
        meta: { columns },
        placeholderData: keepPreviousData,
      };
    }),
  });
  const known = answers.flatMap(({ data }) => (data ? [data] : []));
  return new Map(known.map((each) => [each.ticket, each]));
}

/**
 * What terms come to now. The answer to the newest terms counts; until it is there the one before stays, so that nothing jumps.
 * Null terms ask nothing.
 */
export function usePreview(terms: TicketTerms | null, ticket: string | null) {
  const question = terms === null ? null : JSON.stringify({ terms, ...(ticket === null ? {} : { ticket }) });
  const meta = useMemo(() => ({ columns: TICKET }), []);
  return useQuery({
    queryKey: ['pretrade', 'preview', question],
    queryFn: ({ signal }) => api.pretrade.preview.query(JSON.parse(question ?? 'null') as { terms: TicketTerms }, { signal }),
    meta,
    enabled: question !== null,
    placeholderData: keepPreviousData,
    gcTime: SHORTLY,
    refetchInterval: AGAIN,
  });
}

export function useInstruments(venue: string, kind: InstrumentKind, search: string) {
  return useReading({
    columns: OWN,
    key: ['pretrade', 'instruments', venue, kind, search],
    ask: (signal) => api.pretrade.instruments.query({ ...(venue === '' ? {} : { venue }), kind, search, limit: 40 }, { signal }),
  });
}

export const referencesReading: Reading<readonly Reference[]> = {
  columns: OWN,
  key: ['pretrade', 'references'],
  ask: (signal) => api.pretrade.references.query({}, { signal }),
};

export function referenceReading(reference: string): Reading<ReferenceDetail | null> {
  return {
    columns: OWN,
    key: ['pretrade', 'reference', reference],
    ask: (signal) => api.pretrade.reference.query({ reference }, { signal }),
  };
}

export const feesReading: Reading<readonly FeesAnswer[]> = {
  columns: OWN,
  key: ['pretrade', 'fees'],
  ask: (signal) => api.pretrade.fees.query({}, { signal }),
};

export const depthsReading: Reading<readonly DepthCard[]> = {
  columns: OWN,
  key: ['pretrade', 'depths'],
  ask: (signal) => api.pretrade.depths.query({ limit: 200 }, { signal }),
};

export function levelsReading(reference: string, n: number): Reading<DepthLevels | null> {
  return {
    columns: OWN,
    key: ['pretrade', 'depth', reference, n],
    ask: (signal) => api.pretrade.depth.query({ reference, n, levels: 1_000 }, { signal }),
  };
}

export const volumesReading: Reading<readonly ToldVolumeAnswer[]> = {
  columns: OWN,
  key: ['pretrade', 'volumes'],
  ask: (signal) => api.pretrade.volumes.query({}, { signal }),
};

export const rulesReading: Reading<Answers['rules']> = {
  columns: OWN,
  key: ['pretrade', 'rules'],
  ask: (signal) => api.pretrade.rules.query({}, { signal }),
};

/** Venues and desks by id, for names and to choose among. */
export function useVenueNames(): ReadonlyMap<string, string> {
  const derivatives = useReading(namesReading('derivatives'));
  const desks = useReading(namesReading('otc'));
  return useMemo(() => new Map([...(derivatives.data ?? []), ...(desks.data ?? [])]), [derivatives.data, desks.data]);
}

function namesReading(family: 'derivatives' | 'otc'): Reading<ReadonlyArray<readonly [string, string]>> {
  return {
    columns: ['venues'],
    key: ['pretrade', 'venue-names', family],
    ask: async (signal) => (await api.venues.list.query({ family }, { signal })).venues.map(({ venue, name }) => [venue, name] as const),
  };
}

/** The labels of one's accounts at a venue, as its register names them. */
export function useAccounts(venue: string): readonly string[] {
  const { data } = useReading(
    {
      columns: ['venues'],
      key: ['pretrade', 'accounts', venue],
      ask: async (signal) => {
        const records = (await api.venues.one.query({ venue }, { signal }))?.records ?? [];
        return records.flatMap(({ detail }) => (detail.kind === 'account' ? [detail.label] : []));
      },
    },
    { enabled: venue !== '' },
  );
  return data ?? NONE;
}
const NONE: readonly string[] = [];
