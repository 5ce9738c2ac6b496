import { type Day, Decimal, type Figure, isKnown, known } from '../../../shared/figures/index.ts';
import {
  accountHealth,
  type DailyPrices,
  debtAssets,
  type Holdings,
  isMoney,
  priceDecimal,
  quantityDecimal,
  type Terms,
  tokenPrice,
} from '../../../shared/positions/index.ts';
import { decimalFigure } from './figure-text.ts';

/** How far a borrowing position is from liquidation; `null` for kinds that owe nothing by their nature. */
export function healthOf(
  terms: Terms,
  holdings: Holdings,
  day: Day,
  prices: DailyPrices,
): { healthFactor: Figure<string>; commonShock: Figure<string> } | null {
  if (terms.kind !== 'lending-borrow' && terms.kind !== 'loop') return null;
  const collateral = [];
  for (const { asset, liquidationThreshold } of terms.collateral) {
    const token = holdings.staked.find((each) => each.token === asset);
    const price = token ? tokenPrice(token, day, prices) : (prices.price(asset, day) ?? prices.whyNoPrice(asset, day));
    if (!isMoney(price)) return unknown({ unavailable: price });
    const amount = token ? holdings.tokensOf(token) : holdings.held(asset);
    collateral.push({
      amount: quantityDecimal(amount),
      price: priceDecimal(price),
      liquidationThreshold: new Decimal(liquidationThreshold),
    });
  }
  const debt = [];
  for (const asset of debtAssets(terms)) {
    const price = prices.price(asset, day) ?? prices.whyNoPrice(asset, day);
    if (!isMoney(price)) return unknown({ unavailable: price });
    debt.push({ amount: quantityDecimal(holdings.owed(asset)), price: priceDecimal(price) });
  }
  const health = accountHealth(collateral, debt);
  if (!isKnown(health)) return unknown(health);
  return {
    healthFactor: decimalFigure(known(health.ok.healthFactor, health.trail)),
    commonShock: decimalFigure(known(health.ok.commonShock, health.trail)),
  };
}

function unknown(figure: Figure<never>): { healthFactor: Figure<string>; commonShock: Figure<string> } {
  return { healthFactor: figure, commonShock: figure };
}
