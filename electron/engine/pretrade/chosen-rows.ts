import {
  type DepthSnapshot,
  feeFit,
  type FeeSchedule,
  type FundingObservation,
  type Instrument,
  type InstrumentKind,
  marginFit,
  type MarginTable,
  type Sourced,
  type TicketTerms,
} from '../../../shared/pretrade/index.ts';
import type { Reader } from '../store/store.ts';
import { liveRows, newestRows } from './stored-rows.ts';

/** The newest rows of reference data that speak of one instrument. */
export interface ChosenRows {
  readonly instrument: Sourced<Instrument> | null;
  readonly margin: Sourced<MarginTable> | null;
  readonly fees: Sourced<FeeSchedule> | null;
  readonly depth: Sourced<DepthSnapshot> | null;
  /** Newest first. */
  readonly fundings: readonly Sourced<FundingObservation>[];
}

/** How many funding rates are looked at: of eight hours each, a month and a bit. */
const FUNDING_RATES = 120;
const CANDIDATES = 50;

/** What a ticket of these terms is computed from: of each kind the newest row that fits, over the imports in use. */
export function chosenRows(store: Reader, terms: TicketTerms): ChosenRows {
  const { venue, symbol, variant } = terms;
  if (symbol === undefined || symbol === '') return { instrument: null, margin: null, fees: null, depth: null, fundings: [] };
  const instrument = instrumentNamed(store, venue, symbol, variant);
  const named = { venue, name: symbol };
  const [depth] = liveRows(store, 'depth', { ...named, limit: 1 });
  return {
    instrument,
    margin: instrument && closest(newestRows(store, 'margin', venue), ({ row }) => marginFit(row, instrument.row, terms)),
    fees: feesFor(store, venue, instrument?.row ?? null),
    depth: depth ?? null,
    fundings: liveRows(store, 'funding', { ...named, limit: FUNDING_RATES }),
  };
}

/** The instrument of a name at a venue; where it has several of that name, the one of the kind that is asked for. */
export function instrumentNamed(
  store: Reader,
  venue: string,
  symbol: string,
  kind: InstrumentKind | undefined,
): Sourced<Instrument> | null {
  const named = liveRows(store, 'instrument', { venue, name: symbol, limit: CANDIDATES });
  return named.find(({ row }) => row.kind === kind) ?? named[0] ?? null;
}

/** The newest fee table of a venue that is for an instrument. */
export function feesFor(store: Reader, venue: string, instrument: Instrument | null): Sourced<FeeSchedule> | null {
  return instrument && closest(newestRows(store, 'fees', venue), ({ row }) => feeFit(row, instrument));
}

/** The row that fits closest, and of several the newest; null where none fits. */
function closest<Row extends Sourced<{ readonly asOf: string }>>(rows: readonly Row[], fit: (row: Row) => number): Row | null {
  const fitting = rows.map((row) => ({ row, fits: fit(row) })).filter(({ fits }) => fits > 0);
  return fitting.toSorted((one, other) => other.fits - one.fits || other.row.row.asOf.localeCompare(one.row.row.asOf))[0]?.row ?? null;
}
