import { type Decimal, type Figure, figureText, isKnown, known } from '../figures/index.ts';
import { evaluateChecks } from './check-evaluation.ts';
import { computeTicket, type TicketComputation } from './ticket-computation.ts';
import { TICKET_FIGURE_IDS, type TicketFigureId } from './ticket-figures.ts';
import type { RowOrigin, TicketInputs } from './ticket-inputs.ts';
import { problemsOf } from './ticket-problems.ts';
import type { TicketResult } from './ticket-result.ts';
import { isMargined, ticketTitle } from './ticket-terms.ts';

/** A ticket’s result from its inputs: figures with their trails, problems, checks, and what it rests on. The same inputs give the same result. */
export function evaluateTicket(inputs: TicketInputs): TicketResult {
  return resultOf(computeTicket(inputs));
}

/** The result of a computation, its figures as text. */
export function resultOf(computation: TicketComputation): TicketResult {
  const { inputs } = computation.plan;
  const instrument = inputs.instrument?.row;
  return {
    at: inputs.at,
    title: ticketTitle(inputs.terms),
    base: instrument?.base ?? null,
    quote: instrument?.quote ?? null,
    settle: instrument?.settle ?? null,
    settlement: instrument?.settlement ?? null,
    reporting: inputs.reportingCurrency,
    orderUnit: instrument?.orderUnit ?? null,
    problems: problemsOf(computation),
    figures: Object.fromEntries(TICKET_FIGURE_IDS.map((id) => [id, inText(computation.figures[id])])) as Record<
      TicketFigureId,
      Figure<string>
    >,
    tier: tierOf(computation),
    feeTier: feeTierOf(computation),
    used: usedBy(inputs),
    checks: evaluateChecks(computation),
    cautions: cautionsOf(inputs),
  };
}

function inText(figure: Figure<Decimal>): Figure<string> {
  return isKnown(figure) ? known(figureText(figure.ok), figure.trail) : figure;
}

function tierOf({ plan, margin }: TicketComputation): TicketResult['tier'] {
  const table = plan.inputs.margin;
  if (!table || table.row.shape !== 'tiers' || !isKnown(margin.liquidation)) return null;
  const row = margin.liquidation.ok.tier;
  const tier = table.row.tiers[row - 1];
  return tier ? { row, tier, unit: table.row.unit, origin: table.origin, asOf: table.row.asOf } : null;
}

function feeTierOf({ plan }: TicketComputation): TicketResult['feeTier'] {
  const { fees } = plan.inputs;
  const { own } = plan.rates;
  return fees && own ? { row: own.row, tier: own.tier, origin: fees.origin, asOf: fees.row.asOf } : null;
}

function usedBy({ at, rules, instrument, margin, fees, depth, fundings }: TicketInputs): TicketResult['used'] {
  const used = (kind: TicketResult['used'][number]['kind'], origin: RowOrigin, asOf: string, allowed: number) => {
    const ageMinutes = Math.floor((Date.parse(at) - Date.parse(asOf)) / 60_000);
    return { kind, origin, asOf, ageMinutes, old: ageMinutes > allowed };
  };
  const DAY = 1_440;
  const newest = fundings[0];
  return [
    ...(instrument ? [used('instrument', instrument.origin, instrument.row.asOf, rules.instrumentDays * DAY)] : []),
    ...(margin ? [used('margin', margin.origin, margin.row.asOf, rules.tierDays * DAY)] : []),
    ...(fees ? [used('fees', fees.origin, fees.row.asOf, rules.feeDays * DAY)] : []),
    ...(depth ? [used('depth', depth.origin, depth.row.asOf, rules.depthMinutes)] : []),
    ...(newest ? [used('funding', newest.origin, newest.row.at, rules.fundingHours * 60)] : []),
  ];
}

function cautionsOf({ terms, daily, instrument }: TicketInputs): string[] {
  return [
    ...(isMargined(terms.variant)
      ? ['The liquidation price is an estimate: partial liquidation, haircuts, auto-deleveraging and funding until then are outside.']
      : []),
    ...(terms.marginMode === 'cross' ? ['In cross mode the price of every other position is held still.'] : []),
    ...(isMargined(terms.variant) && daily ? ['Daily moves are from close to close; moves within a day are larger.'] : []),
    ...(instrument?.row.settlement === 'inverse' && isMargined(terms.variant)
      ? ['Profit and loss arise in coin; in quote they are counted at the price at which they arise.']
      : []),
    ...(terms.variant === 'perpetual' ? ['Funding is what it was lately, on the notional at entry; no forecast.'] : []),
    'This is no advice.',
  ];
}
