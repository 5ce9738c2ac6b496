import { Decimal, type Figure, isKnown, known, unavailable, ZERO } from '../figures/index.ts';
import { derive, given } from './ticket-derive.ts';
import type { Held, TicketInputs } from './ticket-inputs.ts';

/** Exposures after a ticket, in the reporting currency, and their shares of the capital. */
export function exposuresOf(
  inputs: TicketInputs,
  { required, notional }: { readonly required: Figure<Decimal>; readonly notional: Figure<Decimal> },
) {
  const { terms, venue, instrument } = inputs;
  const settle = instrument?.row.settle;
  const quote = instrument?.row.quote;
  const asset = terms.variant === 'option' ? (settle ?? quote) : terms.variant === 'spot' || terms.variant === 'on-chain' ? quote : settle;
  const brought: Figure<Decimal> =
    terms.collateral.from === 'venue-balance'
      ? known(ZERO, [{ figure: 'brought by this trade', formula: 'its collateral lies at the venue already', inputs: [], value: '0' }])
      : derive(BROUGHT, { required, rate: rateOf(inputs, asset) }, (v) => v.required.times(v.rate));
  const after = (held: Held | null | undefined, added: Figure<Decimal>, missing: string): Figure<Decimal> =>
    held ? derive(AFTER, { held: decimal(held.held), brought: added }, (v) => v.held.plus(v.brought)) : unavailable('missing', missing);
  const exposure = after(venue?.exposure, brought, 'The venue is not in the catalogue, so that nothing is known of what it holds.');
  const traded = derive(TRADED, { notional, rate: rateOf(inputs, quote) }, (v) => v.notional.times(v.rate));
  const assetAfter = after(venue?.asset, traded, 'What is held of this asset is not known.');
  const capital = derive(
    CAPITAL,
    { capital: given(terms.sizing.capital, 'Give your capital to see shares of it.'), rate: rateOf(inputs, quote) },
    (v) => v.capital.times(v.rate),
  );
  return {
    'exposure-after': exposure,
    'exposure-group-after': venue?.group
      ? after(venue.group, brought, '')
      : unavailable('not-applicable', 'The venue belongs to no counterparty group.'),
    'venue-share-after': derive(OF_CAPITAL, { exposure, capital }, (v) => v.exposure.dividedBy(v.capital)),
    'asset-share-after': derive(OF_CAPITAL, { exposure: assetAfter, capital }, (v) => v.exposure.dividedBy(v.capital)),
  };
}

/** One unit of an asset in the reporting currency. */
export function rateOf({ rates, reportingCurrency }: TicketInputs, asset: string | undefined): Figure<Decimal> {
  if (asset === undefined) return unavailable('no-instrument', 'Without an instrument the currency of the trade is not known.');
  if (asset === reportingCurrency) return known(new Decimal(1));
  const rate = rates.find((each) => each.asset === asset)?.rate;
  return rate
    ? decimal(rate)
    : unavailable('no-price', `There is no price of ${asset} in ${reportingCurrency}. Import a price file, or enter one.`);
}

function decimal(figure: Figure<string>): Figure<Decimal> {
  return isKnown(figure) ? known(new Decimal(figure.ok), figure.trail) : figure;
}

const SOURCE = 'venues-otc §2.2.14';
const BROUGHT = { figure: 'brought by this trade', formula: 'margin · rate', source: SOURCE, unit: 'reporting currency' };
const AFTER = { figure: 'exposure after', formula: 'held + brought', source: SOURCE, unit: 'reporting currency' };
const TRADED = { figure: 'notional in the reporting currency', formula: 'notional · rate', unit: 'reporting currency' };
const CAPITAL = { figure: 'capital in the reporting currency', formula: 'capital · rate', unit: 'reporting currency' };
const OF_CAPITAL = { figure: 'share of the capital', formula: 'exposure / capital', unit: 'fraction' };
