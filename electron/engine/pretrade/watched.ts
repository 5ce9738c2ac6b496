import {
  Decimal,
  type Figure,
  figureText,
  historyOf,
  known,
  type MetricUnit,
  type MetricValue,
  type Point,
  unavailable,
} from '../../../shared/figures/index.ts';
import type { FundingObservation, Sourced, TicketTerms } from '../../../shared/pretrade/index.ts';
import type { Engine } from '../engine.ts';
import type { MetricHistory, MetricSource } from '../sources.ts';
import { readVenue } from '../venues/index.ts';
import { liveRows, type RowKind } from './stored-rows.ts';
import { readTicket } from './ticket-rows.ts';

/** What alerts watch of imported reference data: how old a venue's tables are, and the funding of a ticket's instrument. */
export const watchedMetrics: readonly MetricSource[] = [
  ofVenue('instruments-age', 'Age of the instruments', 'instrument', 'days'),
  ofVenue('tier-age', 'Age of the margin tables', 'margin', 'days'),
  ofVenue('fee-age', 'Age of the fee tables', 'fees', 'days'),
  ofVenue('depth-age', 'Age of the depth', 'depth', 'minutes'),
  ofVenue('funding-age', 'Age of the funding rates', 'funding', 'hours'),
  {
    id: 'pretrade.funding-rate',
    word: 'funding',
    name: 'Funding in 8 hours',
    says: 'The newest funding rate of the ticket’s instrument, for eight hours; above nought long positions pay. Rates without an interval are taken as of eight hours.',
    subject: 'ticket',
    unit: 'basis-points',
    freshDays: 1,
    dependsOn: ['pretrade'],
    read: (engine, ticket) =>
      ofTicket(engine, ticket, (terms): Figure<MetricValue> => {
        const [newest] = fundings(engine, terms, 1);
        if (!newest) return noFunding(terms);
        const text = inEightHours(newest.row);
        return known({ text, asOf: newest.row.at }, [
          {
            figure: 'funding in 8 hours',
            formula: 'rate · 8 / interval',
            inputs: [
              {
                name: 'rate',
                value: newest.row.rate,
                origin: { kind: 'row', dataset: newest.origin.reference, row: newest.origin.n },
                asOf: newest.row.at,
              },
              { name: 'interval in hours', value: newest.row.intervalHours ?? EIGHT, origin: { kind: 'given' } },
            ],
            value: text,
            unit: 'bp',
          },
        ]);
      }),
    history: (engine, ticket) =>
      ofTicket(engine, ticket, (terms): Figure<MetricHistory> => {
        // The newest first, and of one instant the newest import: turned round, the last one said counts.
        const rows = fundings(engine, terms, MOST_RATES).toReversed();
        if (rows.length === 0) return noFunding(terms);
        const { history, kept } = historyOf(
          rows.map(({ row, origin }): Point & Pick<typeof origin, 'reference' | 'n'> => ({
            at: Date.parse(row.at),
            value: inEightHours(row),
            reference: origin.reference,
            n: origin.n,
          })),
        );
        return known({ history, originOf: (index) => ({ kind: 'row', dataset: kept[index]!.reference, row: kept[index]!.n }) });
      }),
  },
];

const EIGHT = '8';
const MOST_RATES = 100_000;
const UNIT_MILLISECONDS = { days: 86_400_000, hours: 3_600_000, minutes: 60_000 } as const;

function ofVenue(word: string, name: string, kind: RowKind, unit: MetricUnit & keyof typeof UNIT_MILLISECONDS): MetricSource {
  return {
    id: `pretrade.venue-${word}`,
    word,
    name,
    says: `Time since the newest row of this kind that an import in use has of the venue, in ${unit}.`,
    subject: 'venue',
    unit,
    clocked: true,
    dependsOn: ['pretrade'],
    read: (engine, venue) => {
      const details = readVenue(engine.store, venue)?.details;
      if (!details) return unavailable('no-such-venue', `There is no venue ${venue}.`);
      const [newest] = liveRows(engine.store, kind, { venue, limit: 1 });
      if (!newest) return unavailable('no-table', `No import in use has it of ${details.name}. Import the venue’s file.`);
      const { asOf } = newest.row;
      const age = Math.floor((Date.parse(engine.now()) - Date.parse(asOf)) / UNIT_MILLISECONDS[unit]);
      return known({ text: String(age), asOf });
    },
  };
}

function ofTicket<T>(engine: Engine, id: string, read: (terms: TicketTerms) => Figure<T>): Figure<T> {
  const row = readTicket(engine.store, id);
  return row && !row.removed ? read(row.terms) : unavailable('no-such-ticket', `There is no ticket ${id}.`);
}

function fundings(engine: Engine, { venue, symbol }: TicketTerms, limit: number): readonly Sourced<FundingObservation>[] {
  return symbol === undefined || symbol === ''
    ? []
    : liveRows(engine.store, 'funding', { venue, name: symbol, limit }).filter(({ row }) => row.standing === 'settled');
}

/** Basis points in eight hours. */
function inEightHours({ rate, intervalHours }: FundingObservation): string {
  return figureText(new Decimal(rate).times(80_000).dividedBy(intervalHours ?? EIGHT));
}

function noFunding({ symbol }: TicketTerms) {
  return unavailable(
    'no-funding',
    `No funding rate of ${symbol ?? 'an instrument'} is in an import in use. Import the venue’s funding history.`,
  );
}
