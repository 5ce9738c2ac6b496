import { type Figure, isKnown, type TrailInput } from '../../shared/figures/index.ts';
import { TICKET_FIGURES, type TicketFigureId, type TicketResult } from '../../shared/pretrade/index.ts';
import { type Kind, shownText } from '../figures/figure-view.tsx';
import type { ExplainedInput } from '../figures/explain.ts';
import { UNIT_WORDS } from './words.ts';
import { openReference } from './ways.ts';

type Named = Pick<TicketResult, 'base' | 'quote' | 'settle' | 'reporting' | 'orderUnit'>;

/** How a figure of a ticket is to be read. */
export function kindOf(id: TicketFigureId, result: Named): Kind {
  const { unit } = TICKET_FIGURES[id];
  switch (unit) {
    case 'base':
      return { as: 'quantity', asset: result.base ?? '' };
    case 'contracts':
      return { as: 'quantity', asset: 'contracts' };
    case 'order':
      return { as: 'quantity', asset: orderUnitOf(result) };
    case 'quote':
      return { as: 'money', currency: result.quote ?? '' };
    case 'settle':
      return result.settle !== null && result.settle === result.base
        ? { as: 'quantity', asset: result.settle }
        : { as: 'money', currency: result.settle ?? '' };
    case 'reporting':
      return { as: 'money', currency: result.reporting };
    case 'price':
      return { as: 'price', currency: result.quote ?? '' };
    case 'fraction':
      return FINE.has(id) ? { as: 'rate', digits: 4 } : { as: 'rate' };
    case 'times':
      return { as: 'times' };
    default:
      return { as: 'number' };
  }
}

/** A fee of 0.016 % is not one of 0.02 %. */
const FINE: ReadonlySet<TicketFigureId> = new Set(['fee-rate-in', 'fee-rate-out', 'funding-share']);

/** The unit that stands beside a figure's name; empty where the figure brings its own. */
export function unitOf(id: TicketFigureId, result: Named): string {
  const { unit } = TICKET_FIGURES[id];
  switch (unit) {
    case 'base':
      return result.base ?? '';
    case 'order':
      return orderUnitOf(result);
    case 'quote':
    case 'price':
      return result.quote ?? '';
    case 'settle':
      return result.settle ?? '';
    case 'reporting':
      return result.reporting;
    case 'basis-points':
      return 'bp';
    case 'contracts':
    case 'fraction':
    case 'times':
      return '';
    default:
      return unit;
  }
}

function orderUnitOf({ orderUnit, base, quote }: Named): string {
  if (orderUnit === 'base') return base ?? UNIT_WORDS.base;
  if (orderUnit === 'quote') return quote ?? UNIT_WORDS.quote;
  return orderUnit ?? '';
}

/** A figure in a sentence, with its unit: `1,499.80 USDT`. */
export function inWords(id: TicketFigureId, result: TicketResult, { negated = false, discreet = false } = {}): string | null {
  const figure = result.figures[id];
  if (!isKnown(figure)) return null;
  const shown = shownText(negated ? { ...figure, ok: figure.ok.replace(/^-/, '') } : figure, kindOf(id, result), { discreet });
  const unit = unitOf(id, result);
  return unit === '' ? shown : `${shown} ${unit}`;
}

/** A figure whose trail leads to the rows of the imported files, which this room shows. */
export function withWays(figure: Figure<string>, result: Pick<TicketResult, 'used'>): Figure<string> {
  if (!isKnown(figure)) return figure;
  return { ...figure, trail: figure.trail.map((step) => ({ ...step, inputs: step.inputs.map((input) => wayOf(input, result)) })) };
}

function wayOf(input: TrailInput, { used }: Pick<TicketResult, 'used'>): ExplainedInput {
  const { origin } = input;
  if (origin.kind !== 'row') return input;
  const found = used.find((each) => each.origin.reference === origin.dataset);
  if (!found) return input;
  const { file } = found.origin;
  return { ...input, words: `row ${origin.row.toLocaleString()} of ${file}`, way: () => openReference(origin.dataset, file) };
}
