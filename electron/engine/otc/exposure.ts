import {
  Decimal,
  dayOf,
  type Figure,
  figureText,
  isKnown,
  known,
  sum,
  type TrailStep,
  unavailable,
} from '../../../shared/figures/index.ts';
import { amountWords } from '../../../shared/otc/index.ts';
import type { Engine } from '../engine.ts';
import { marketBook } from '../market/index.ts';
import type { Exposure } from '../sources.ts';
import { readSettings } from '../workspace/index.ts';
import { matchOf, readLegs } from './otc-rows.ts';
import { type Owner, ownerSubject, ownerTitle } from './situation.ts';
import { settlementOwners } from './tally.ts';
import { deskName } from './trades.ts';

/** What we have paid for and not received yet of one settlement, in units of the asset that is owed to us. */
export interface Owed {
  readonly asset: string;
  readonly amount: string;
  readonly value: Figure<string>;
}

/**
 * What is owed to us on a settlement of which something was released: per incoming leg, what is missing. Nothing while nothing has left. The
 * value is in the reporting currency at today's price; where there is none, at the price of the trade.
 */
export function owedOn(engine: Engine, owner: Owner): readonly Owed[] {
  const legs = readLegs(engine.store, ownerSubject(owner));
  if (!legs.some(({ release }) => release !== null)) return [];
  return legs.flatMap((row): Owed[] => {
    if (row.leg.direction === 'out') return [];
    const missing = new Decimal(row.leg.amount).minus(matchOf(engine.store, row).received);
    if (!missing.greaterThan(0)) return [];
    return [{ asset: row.leg.asset, amount: missing.toFixed(), value: valueOf(engine, owner, row.leg.asset, missing) }];
  });
}

/** The value of what is owed to us, added up; unavailable with the first reason where one part of it cannot be valued. */
export function exposureValue(owed: readonly Owed[]): Figure<string> {
  const values: Decimal[] = [];
  const trail: TrailStep[] = [];
  for (const { value } of owed) {
    if (!isKnown(value)) return value;
    values.push(new Decimal(value.ok));
    trail.push(...value.trail);
  }
  return known(figureText(sum(values)), trail);
}

/** Settlements of which something was released, with what is owed on them. */
export function openExposures(engine: Engine): ReadonlyArray<{ readonly owner: Owner; readonly owed: readonly Owed[] }> {
  return settlementOwners(engine, {}).flatMap((owner) => {
    const owed = owedOn(engine, owner);
    return owed.length > 0 ? [{ owner, owed }] : [];
  });
}

/** For the limits of venues: what desks owe us. */
export function unsettledExposures(engine: Engine): readonly Exposure[] {
  return openExposures(engine).flatMap(({ owner, owed }) => {
    const { desk } = owner.kind === 'trade' ? owner.trade.terms : owner.batch.terms;
    return owed.map(
      ({ asset, amount, value }): Exposure => ({
        venue: desk,
        platform: deskName(engine, desk),
        kind: 'unsettled',
        from: ownerSubject(owner),
        title: `${ownerTitle(owner)}: ${amountWords(amount, asset)} paid for and not received`,
        asset,
        value,
      }),
    );
  });
}

function valueOf(engine: Engine, owner: Owner, asset: string, amount: Decimal): Figure<string> {
  const { reportingCurrency } = readSettings(engine.store);
  const { prices } = marketBook(engine.store);
  const day = dayOf(engine.now());
  const quoted = prices.price(asset, reportingCurrency, day);
  if (isKnown(quoted)) {
    const value = amount.times(quoted.ok.value);
    return known(figureText(value), [
      step(amount, asset, quoted.ok.value, `${asset} price in ${reportingCurrency}`, value, reportingCurrency),
    ]);
  }
  const dealt = owner.trades.find(({ terms }) => terms.base.asset === asset);
  const cross = dealt && prices.price(dealt.terms.quote.asset, reportingCurrency, day);
  if (!dealt || !cross || !isKnown(cross)) return unavailable(quoted.unavailable.reason, quoted.unavailable.message);
  const price = new Decimal(dealt.terms.price).times(cross.ok.value);
  const value = amount.times(price);
  return known(figureText(value), [step(amount, asset, price, `price of the trade ${dealt.terms.reference}`, value, reportingCurrency)]);
}

function step(amount: Decimal, asset: string, price: Decimal, name: string, value: Decimal, unit: string): TrailStep {
  return {
    figure: 'unsettled exposure',
    formula: 'what is missing × price',
    inputs: [
      { name: 'missing', value: amount.toFixed(), unit: asset, origin: { kind: 'given' } },
      { name, value: figureText(price), unit, origin: { kind: 'given' } },
    ],
    value: figureText(value),
    unit,
  };
}
