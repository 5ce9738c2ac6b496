import { Decimal, isKnown, known } from '../figures/index.ts';
import { type Found, lacking, number, percent } from './check-finding.ts';
import { limitUse } from './limit-use.ts';
import type { TicketComputation } from './ticket-computation.ts';
import { through } from './ticket-derive.ts';
import { rateOf } from './ticket-exposure.ts';
import type { TicketInputs, TradeLimit } from './ticket-inputs.ts';

/** What one's own limits on a single trade say of a measure of it: sentences of those that are broken, and of those that cannot be told. */
export interface TradeLimits {
  readonly broken: readonly string[];
  readonly unclear: readonly string[];
}

/** Holds a loss or notional (in quote) or a leverage against every limit on single trades that holds here. */
export function againstLimits(inputs: TicketInputs, metric: TradeLimit['metric'], value: Decimal): TradeLimits {
  const quote = inputs.instrument?.row.quote;
  const judged = inputs.limits
    .filter((limit) => limit.metric === metric)
    .map(({ scope, amount, currency }) => {
      if (currency === null || currency === quote)
        return {
          broken: value.greaterThan(amount)
            ? `The limit on ${metric} of a trade (${scope}) is ${amount}${currency === null ? '×' : ` ${currency}`}.`
            : null,
          unclear: null,
        };
      const worth = through({ limit: rateOf(inputs, currency), own: rateOf(inputs, quote) }, (v) =>
        known(v.limit.times(amount).dividedBy(v.own)),
      );
      if (!isKnown(worth)) return { broken: null, unclear: worth.unavailable.message };
      const broken = value.greaterThan(worth.ok)
        ? `The limit on ${metric} of a trade (${scope}) is ${amount} ${currency}, ${number(worth.ok)} ${quote}.`
        : null;
      return { broken, unclear: null };
    });
  return { broken: judged.flatMap(({ broken }) => broken ?? []), unclear: judged.flatMap(({ unclear }) => unclear ?? []) };
}

/** P25: exposure after the trade against the limits of the venue and of its counterparty group. A limit that nobody has set is unknown. */
export function exposureCheck({ plan, figures }: TicketComputation): Found {
  const { venue, reportingCurrency } = plan.inputs;
  const ids = ['exposure-after', 'exposure-group-after'] as const;
  if (!venue) return { verdict: 'unknown', value: null, says: 'The venue is not in the catalogue, so that it has no limit.', figures: ids };
  const places = [
    { place: venue.exposure, figure: figures['exposure-after'] },
    ...(venue.group ? [{ place: venue.group, figure: figures['exposure-group-after'] }] : []),
  ];
  const sentences: string[] = [];
  let [broken, unknown] = [false, false];
  for (const [nth, { place, figure }] of places.entries()) {
    if (!isKnown(figure)) {
      unknown = true;
      sentences.push(figure.unavailable.message);
      continue;
    }
    if (place.limit === null) {
      // A group need not have a limit of its own; a venue must.
      if (nth === 0) unknown = true;
      sentences.push(
        `${place.name} would hold ${number(figure.ok)} ${reportingCurrency}; ${nth === 0 ? 'set a limit for it' : 'the group has no limit'}.`,
      );
      continue;
    }
    const use = limitUse(Decimal.max(figure.ok, 0), new Decimal(place.limit));
    if (!isKnown(use)) {
      unknown = true;
      sentences.push(use.unavailable.message);
      continue;
    }
    if (use.ok.used.greaterThan(1)) broken = true;
    sentences.push(
      `${place.name} would hold ${number(figure.ok)} of ${place.limit} ${reportingCurrency} (${percent(use.ok.used)}, ${use.ok.band}).`,
    );
  }
  const { notional } = figures;
  if (isKnown(notional)) {
    const own = againstLimits(plan.inputs, 'notional', notional.ok);
    broken ||= own.broken.length > 0;
    unknown ||= own.unclear.length > 0;
    sentences.push(...own.broken, ...own.unclear);
  }
  const value = isKnown(figures['exposure-after']) ? number(figures['exposure-after'].ok) : null;
  return { verdict: broken ? 'fail' : unknown ? 'unknown' : 'pass', value, says: sentences.join(' '), figures: ids };
}

/** P26: shares of one venue and one asset of the capital. */
export function shareCheck({ plan, figures }: TicketComputation): Found {
  const { rules } = plan.inputs;
  const ids = ['venue-share-after', 'asset-share-after'] as const;
  const [venue, asset] = [figures['venue-share-after'], figures['asset-share-after']];
  const over = [
    ...(isKnown(venue) && venue.ok.greaterThan(rules.venueShare)
      ? [`the venue would hold ${percent(venue.ok)}, over ${percent(new Decimal(rules.venueShare))}`]
      : []),
    ...(isKnown(asset) && asset.ok.greaterThan(rules.assetShare)
      ? [`the asset would be ${percent(asset.ok)}, over ${percent(new Decimal(rules.assetShare))}`]
      : []),
  ];
  const value = isKnown(venue) ? percent(venue.ok) : null;
  if (over.length > 0) return { verdict: 'fail', value, says: `Of the capital, ${over.join(' and ')}.`, figures: ids };
  if (!isKnown(venue)) return lacking(venue, ids);
  if (!isKnown(asset)) return { ...lacking(asset, ids), value };
  return {
    verdict: 'pass',
    value,
    says: `Of the capital, the venue would hold ${percent(venue.ok)} and the asset be ${percent(asset.ok)}.`,
    figures: ids,
  };
}
