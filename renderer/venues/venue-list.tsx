import { useCallback, useDeferredValue, useEffect, useMemo, useRef } from 'react';
import { FAMILIES, type Family } from '../../shared/venues/index.ts';
import { useWidth } from '../charts/use-size.ts';
import { useReading } from '../engine/reading.ts';
import { Grid, type GridHands } from '../grid/grid.tsx';
import { FilterField } from '../lists/index.ts';
import { offer, type Command } from '../window/commands.ts';
import { say } from '../window/notices.ts';
import { useBeside } from '../window/beside.ts';
import { usePreferences } from '../window/preferences.ts';
import { counted } from '../figures/number-text.ts';
import { arrange, type FamilyVenues, type ListRow } from './arrange.ts';
import { ChipSelect } from './chip-select.tsx';
import { venueColumns } from './list-columns.ts';
import { limitsReading, listReading, profilesReading, type VenueSummary } from './readings.ts';
import { setVenuesView, toggleMark, useVenuesView, type Shown } from './view.ts';
import { openVenue } from './ways.ts';
import { STATUS_WORDS } from './words.ts';

const FAMILY_OPTIONS: ReadonlyArray<readonly [Shown, string]> = [
  ['all', 'venues and desks'],
  ['derivatives', 'derivatives venues'],
  ['otc', 'OTC desks'],
];

/** The list: gates first, scores second. Who fails a gate, and of whom too little is known, has no rank. */
export function VenueList({ panel }: { readonly panel: string }) {
  const view = useVenuesView();
  const discreet = usePreferences((state) => state.discreet);
  const open = useBeside('venues', 'venue');
  const { families, currency, error, isPending } = useFamilies(view.family, view.profile);
  const { data: profiles = [] } = useReading(profilesReading);
  const wanted = useDeferredValue(view);
  const rows = useMemo(() => arrange(families, wanted), [families, wanted]);
  const [body, width] = useWidth<HTMLDivElement>(600);
  const { data: limitUses } = useReading(limitsReading);
  const limits = useMemo(() => new Map((limitUses ?? []).map(({ limit, detail }) => [limit, detail.scope.to])), [limitUses]);
  const columns = useMemo(
    () => venueColumns({ currency, discreet, width, marked: view.marked, limits }),
    [currency, discreet, width, view.marked, limits],
  );
  const hands = useRef<GridHands<ListRow>>(null);
  useEffect(
    () =>
      offer(
        panel,
        listCommands(() => hands.current),
      ),
    [panel],
  );
  const openRow = useCallback((row: ListRow, { anew }: { anew: boolean }) => {
    if (row.row === 'venue') openVenue(row.venue.venue, row.venue.name, anew);
  }, []);

  const all = families.flatMap(({ venues }) => venues);
  const shown = rows.filter(({ row }) => row === 'venue').length;
  return (
    <>
      <div className="list-bar not-printed">
        <FilterField panel={panel} group="Venues" label="Filter venues" value={view.words} onChange={(words) => setVenuesView({ words })} />
        <ChipSelect
          label="Which venues"
          value={view.family}
          options={FAMILY_OPTIONS}
          on={view.family !== 'all'}
          onChange={(family) => setVenuesView({ family })}
        />
        <ChipSelect
          label="Status"
          value={view.status}
          options={[['any', 'any status'], ...statusOptions()]}
          on={view.status !== 'any'}
          onChange={(status) => setVenuesView({ status })}
        />
        <ChipSelect
          label="Weights"
          value={view.profile ?? ''}
          options={profiles.map(({ profile, name }, index) => [index === 0 ? '' : profile, `weights: ${name}`] as const)}
          onChange={(profile) => setVenuesView({ profile: profile === '' ? null : profile })}
        />
        {shown !== all.length && <output className="muted">{`${shown} of ${all.length}`}</output>}
      </div>
      <StateLine venues={all} />
      {error && <p className="panel-opening">The venues could not be read: {error.message}</p>}
      <div className="panel-body" ref={body}>
        {!isPending && rows.length === 0 ? (
          <p className="panel-opening">No venue is called so. Esc clears the filter.</p>
        ) : (
          <Grid<ListRow>
            label="Venues"
            columns={columns}
            rows={rows}
            idOf={(row) => row.id}
            isHead={(row) => row.row === 'head'}
            sort={view.sort}
            onSort={(sort) => setVenuesView({ sort })}
            selected={open}
            onOpen={openRow}
            hands={hands}
          />
        )}
      </div>
    </>
  );
}

/** Both families, or one: they are ranked apart, so they are asked apart. */
export function useFamilies(shown: Shown, profile: string | null) {
  const asked = (family: Family) => shown === 'all' || shown === family;
  const derivatives = useReading(listReading('derivatives', profile), { enabled: asked('derivatives') });
  const otc = useReading(listReading('otc', profile), { enabled: asked('otc') });
  const answers = useMemo(() => ({ derivatives: derivatives.data, otc: otc.data }), [derivatives.data, otc.data]);
  const families = useMemo<readonly FamilyVenues[]>(
    () =>
      FAMILIES.flatMap((family) => {
        const answer = answers[family];
        return (shown === 'all' || shown === family) && answer ? [{ family, venues: answer.venues }] : [];
      }),
    [answers, shown],
  );
  return {
    families,
    currency: (derivatives.data ?? otc.data)?.currency ?? '',
    coverageNeeded: (derivatives.data ?? otc.data)?.coverageNeeded ?? '0.8',
    error: derivatives.error ?? otc.error,
    isPending: (asked('derivatives') && derivatives.isPending) || (asked('otc') && otc.isPending),
  };
}

/** How many stand where: the list in one line. Where nothing is scored yet it says what to do. */
function StateLine({ venues }: { readonly venues: readonly VenueSummary[] }) {
  if (venues.length === 0) return null;
  const count = (is: (venue: VenueSummary) => boolean) => venues.filter(is).length;
  const eligible = count(({ gate }) => gate === 'pass');
  const undecided = count(({ gate }) => gate === 'unknown');
  const out = count(({ gate }) => gate === 'fail');
  const scored = count(({ place }) => place.score !== null);
  return (
    <p className="venues-line">
      {`${eligible} eligible, ${undecided} undecided, ${out} not eligible; ${scored === 0 ? 'none' : scored.toLocaleString()} scored. `}
      {scored === 0 &&
        `The guides from which the catalogue comes publish weights and no scores: ${counted(venues.length, 'card waits', 'cards wait')} for your evidence. Open one and press s.`}
    </p>
  );
}

function statusOptions() {
  return Object.entries(STATUS_WORDS) as ReadonlyArray<readonly [keyof typeof STATUS_WORDS, string]>;
}

function listCommands(hands: () => GridHands<ListRow> | null): readonly Command[] {
  const group = 'Venues';
  return [
    { id: 'list.down', title: 'Down', group, keys: ['j'], run: () => hands()?.move(1) },
    { id: 'list.up', title: 'Up', group, keys: ['k'], run: () => hands()?.move(-1) },
    { id: 'list.open', title: 'Open beside the list', group, keys: ['Enter', 'o'], run: () => hands()?.open() },
    { id: 'venues.mark', title: 'Mark to compare', group, keys: ['x'], run: () => hands()?.withRow(mark) },
  ];
}

function mark(row: ListRow): void {
  if (row.row !== 'venue') return;
  const reason = toggleMark(row.venue.venue);
  if (reason !== null) say({ tone: 'plain', text: reason });
}
