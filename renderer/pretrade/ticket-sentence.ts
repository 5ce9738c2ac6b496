import { Decimal, isKnown } from '../../shared/figures/index.ts';
import { type TicketFigureId, type TicketResult, type TicketTerms, VARIANT_WORDS } from '../../shared/pretrade/index.ts';
import { shownText } from '../figures/figure-view.tsx';
import { inWords } from './figure-kinds.ts';

interface Told {
  readonly terms: TicketTerms;
  readonly result: TicketResult;
  readonly venue: string;
  readonly discreet?: boolean;
}

/** What a trade means, in words, from what is known of it; then the first thing that is missing. */
export function ticketSentence(told: Told): string {
  return [openingOf(told), marginOf(told), stopOf(told), targetOf(told), fundingOf(told), missingOf(told)]
    .filter((part) => part !== '')
    .join(' ');
}

function openingOf({ terms, result, venue, discreet = false }: Told): string {
  const words = (id: TicketFigureId) => inWords(id, result, { discreet });
  const does = terms.side === 'long' ? 'buy' : 'sell';
  const size = words('quantity');
  const notional = words('notional');
  const what = terms.symbol ?? 'an instrument that you have not named';
  const amount = size === null ? '' : ` ${size}${notional === null ? '' : ` (${notional})`}`;
  const at = terms.entry === undefined ? '' : ` at ${priceOf(terms.entry, result)}`;
  if (size === null) return `You will ${does} ${what}, ${VARIANT_WORDS[terms.variant]}, on ${venue}${at}.`;
  return `You will ${does}${amount} of ${what}, ${VARIANT_WORDS[terms.variant]}, on ${venue}${at}.`;
}

function marginOf({ terms, result, discreet = false }: Told): string {
  const margin = inWords('margin', result, { discreet });
  if (margin === null) return '';
  const leverage = inWords('leverage-used', result);
  if (terms.variant === 'spot' || terms.variant === 'on-chain') return `It costs ${margin}.`;
  const mode = terms.marginMode === undefined ? '' : `, ${terms.marginMode}`;
  return `It takes ${margin} of margin${leverage === null ? '' : ` at ${leverage}`}${mode}.`;
}

function stopOf({ terms, result, discreet = false }: Told): string {
  const loss = inWords('max-loss', result, { discreet });
  const price = inWords('liquidation-price', result);
  const distance = inWords('liquidation-distance', result);
  const liquidation = price === null ? '' : `it would be liquidated at ${price}${distance === null ? '' : `, ${distance} away`}`;
  const falls = terms.side === 'long' ? 'falls' : 'rises';
  if (loss === null || terms.stop === undefined)
    return liquidation === '' ? '' : `${liquidation.charAt(0).toUpperCase()}${liquidation.slice(1)}.`;
  const spare = result.figures['stop-spare'];
  const before = isKnown(spare) && !new Decimal(spare.ok).greaterThan(0) ? ', before the stop' : '';
  const premium = terms.variant === 'option' ? 'the premium' : 'the price';
  return `If ${premium} ${falls} to ${priceOf(terms.stop, result)}, the stop costs ${loss}, everything included${liquidation === '' ? '' : `; ${liquidation}${before}`}.`;
}

function targetOf({ terms, result, discreet = false }: Told): string {
  const profit = inWords('profit-at-target', result, { discreet });
  if (profit === null || terms.target === undefined) return '';
  const ratio = inWords('reward-to-risk', result);
  return `At ${priceOf(terms.target, result)} it brings ${profit}${ratio === null ? '' : `, ${ratio} what is risked`}.`;
}

function fundingOf({ terms, result, discreet = false }: Told): string {
  const middle = result.figures['funding-base'];
  if (!isKnown(middle) || terms.holdHours === undefined) return '';
  const received = new Decimal(middle.ok).isNegative();
  const words = inWords('funding-base', result, { negated: received, discreet }) ?? '';
  return `Held ${terms.holdHours} hours, funding ${received ? 'brings' : 'costs'} about ${words}.`;
}

/** What to give next; only the first, since that is the next step. */
function missingOf({ result }: Told): string {
  const asked: readonly TicketFigureId[] = ['quantity', 'margin', 'max-loss', 'liquidation-price'];
  for (const id of asked) {
    const figure = result.figures[id];
    if (!isKnown(figure) && figure.unavailable.reason !== 'not-applicable') return figure.unavailable.message;
  }
  return '';
}

function priceOf(price: string, { quote }: TicketResult): string {
  const shown = shownText({ ok: price, trail: [] }, { as: 'price', currency: quote ?? '' });
  return quote === null ? shown : `${shown} ${quote}`;
}
