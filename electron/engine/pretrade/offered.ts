import {
  Decimal,
  type Figure,
  figureText,
  isKnown,
  known,
  type MetricUnit,
  type MetricValue,
  unavailable,
} from '../../../shared/figures/index.ts';
import {
  CHECKS,
  evaluateTicket,
  TICKET_FIGURES,
  type TicketFigureId,
  type TicketInputs,
  type TicketResult,
} from '../../../shared/pretrade/index.ts';
import type { Engine } from '../engine.ts';
import { marketBook } from '../market/index.ts';
import { keptUntil } from '../kept.ts';
import type { Exposure, Listed, MetricSource, SubjectSource } from '../sources.ts';
import { readVenue, venueFacts } from '../venues/index.ts';
import { readSettings } from '../workspace/index.ts';
import { instrumentNamed } from './chosen-rows.ts';
import { gatherInputs, rateOf } from './gather-inputs.ts';
import { signedTicket } from './recompute.ts';
import { readTicket, readTickets } from './ticket-rows.ts';
import { titleOf } from './ticket-title.ts';

/** Figures of a ticket that checklists and alerts may read, by the names that they ask for. */
const NUMBERS: Readonly<Record<string, readonly [TicketFigureId, MetricUnit]>> = {
  'liquidation-price': ['liquidation-price', 'price'],
  'liquidation-distance': ['liquidation-distance', 'fraction'],
  'liquidation-distance-ranges': ['liquidation-distance-ranges', 'count'],
  'stop-spare': ['stop-spare', 'price'],
  'max-loss': ['max-loss', 'money'],
  slippage: ['slippage', 'basis-points'],
  'slippage-out': ['slippage-out', 'basis-points'],
  'funding-low': ['funding-low', 'money'],
  'funding-base': ['funding-base', 'money'],
  'funding-high': ['funding-high', 'money'],
  'break-even': ['break-even', 'price'],
  margin: ['margin', 'money'],
  'free-after': ['free-after', 'money'],
  leverage: ['leverage-used', 'count'],
  notional: ['notional', 'money'],
  quantity: ['quantity', 'count'],
  'exposure-after': ['exposure-after', 'money'],
  'exposure-group-after': ['exposure-group-after', 'money'],
  'instrument-age': ['instrument-age', 'days'],
  'tier-age': ['tier-age', 'days'],
  'fee-age': ['fee-age', 'days'],
  'depth-age': ['depth-age', 'minutes'],
  'funding-age': ['funding-age', 'hours'],
};

/** What may be read of a ticket: each check’s verdict and the numbers behind them. Of a signed ticket as it was signed. */
export const pretradeMetrics: readonly MetricSource[] = [
  ...CHECKS.map(
    ({ id, title, rule }): MetricSource => ({
      id: `pretrade.${id}`,
      name: `${id}: ${title}`,
      says: rule,
      subject: 'ticket',
      unit: 'verdict',
      // A draft is judged by the age of its tables, by the hour and by today's prices.
      clocked: true,
      read: (engine, ticket) => checkMetric(engine, ticket, id),
    }),
  ),
  ...Object.entries(NUMBERS).map(
    ([name, [figure, unit]]): MetricSource => ({
      id: `pretrade.${name}`,
      name: TICKET_FIGURES[figure].name,
      says: TICKET_FIGURES[figure].says,
      subject: 'ticket',
      unit,
      clocked: true,
      read: (engine, ticket) => numberMetric(engine, ticket, figure),
    }),
  ),
];

const list = keptUntil(['pretrade', 'venues'], (engine): readonly Listed[] =>
  readTickets(engine.store).map((row) => ({ id: row.ticket, title: titleOf(engine, row.terms) })),
);

export const ticketSubject: SubjectSource = {
  kind: 'ticket',
  list,
  title: (engine, id) => {
    const row = readTicket(engine.store, id);
    return row && !row.removed ? titleOf(engine, row.terms) : null;
  },
  facts: (engine, id) => {
    const row = readTicket(engine.store, id);
    if (!row) return {};
    const { terms } = row;
    const instrument = terms.symbol === undefined ? null : instrumentNamed(engine.store, terms.venue, terms.symbol, terms.variant);
    return {
      'instrument.kind': terms.variant,
      'instrument.settlement': instrument?.row.settlement ?? null,
      'margin.mode': terms.marginMode ?? null,
      'venue.type': venueFacts(engine, terms.venue)['venue.type'],
    };
  },
  isOver: (engine, id) => readTicket(engine.store, id)?.state !== 'draft',
};

/** What signed tickets that are not closed will bring to their venues. */
export function plannedExposures(engine: Engine): readonly Exposure[] {
  const currency = readSettings(engine.store).reportingCurrency;
  return readTickets(engine.store, 'signed').flatMap((row): Exposure[] => {
    const payload = signedTicket(engine, row)?.payload;
    if (!payload || payload.inputs.terms.collateral.from === 'venue-balance') return [];
    const { venue } = row.terms;
    return [
      {
        venue,
        platform: readVenue(engine.store, venue)?.details.name ?? venue,
        kind: 'planned',
        from: { kind: 'ticket', id: row.ticket },
        title: payload.result.title,
        asset: payload.result.settle,
        value: inReporting(engine, payload.result, payload.inputs, currency),
      },
    ];
  });
}

/** The margin of a ticket in the reporting currency of today. */
function inReporting(engine: Engine, result: TicketResult, { terms }: TicketInputs, currency: string): Figure<string> {
  const { margin } = result.figures;
  if (!isKnown(margin)) return margin;
  const asset = terms.variant === 'spot' || terms.variant === 'on-chain' ? result.quote : result.settle;
  if (asset === null) return unavailable('no-instrument', 'The ticket names no instrument.');
  const rate = rateOf(marketBook(engine.store), asset, currency, engine.now().slice(0, 10));
  return isKnown(rate) ? known(figureText(new Decimal(margin.ok).times(rate.ok)), [...margin.trail, ...rate.trail]) : rate;
}

function checkMetric(engine: Engine, ticket: string, id: string): Figure<MetricValue> {
  const result = resultNow(engine, ticket);
  if (!isKnown(result)) return result;
  const check = result.ok.checks.find((each) => each.check === id);
  if (!check) return unavailable('no-such-check', `There is no check ${id}.`);
  const figures = check.figures.flatMap((name) => {
    const figure = result.ok.figures[name as TicketFigureId];
    return isKnown(figure) ? figure.trail : [];
  });
  const step = { figure: `${id} ${check.title}`, formula: check.rule, inputs: [], value: `${check.verdict}: ${check.says}` };
  return known({ text: check.verdict, asOf: result.ok.at }, [...new Set(figures), step]);
}

function numberMetric(engine: Engine, ticket: string, id: TicketFigureId): Figure<MetricValue> {
  const result = resultNow(engine, ticket);
  if (!isKnown(result)) return result;
  const figure = result.ok.figures[id];
  if (!isKnown(figure)) return figure;
  const currency = { quote: result.ok.quote, settle: result.ok.settle, reporting: result.ok.reporting, price: result.ok.quote }[
    TICKET_FIGURES[id].unit as string
  ];
  return known({ text: figure.ok, asOf: result.ok.at, ...(currency ? { currency } : {}) }, figure.trail);
}

/** A ticket’s result: of a signed one the frozen, of a draft as it is now. Checks that are answered in its own checklist are read from there. */
function resultNow(engine: Engine, ticket: string): Figure<TicketResult> {
  const row = readTicket(engine.store, ticket);
  if (!row || row.removed) return unavailable('no-such-ticket', `There is no ticket ${ticket}.`);
  const signed = signedTicket(engine, row);
  return known(signed ? signed.payload.result : evaluateTicket(gatherInputs(engine, row.terms, ticket)));
}
