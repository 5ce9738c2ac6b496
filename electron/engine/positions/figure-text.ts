import {
  decimalText,
  type Decimal,
  type Figure,
  figureText,
  isKnown,
  known,
  type RateBasis,
  type Trail,
} from '../../../shared/figures/index.ts';
import { type BasedRate, isMoney, moneyDecimal, type Worth } from '../../../shared/positions/index.ts';

/** Money in all its digits: parts that add up exactly must do so on paper too. */
export function moneyText(worth: Worth, trail: Trail = []): Figure<string> {
  return isMoney(worth) ? known(decimalText(moneyDecimal(worth)), trail) : { unavailable: worth };
}

/** A computed figure: 34 digits of it. */
export function decimalFigure(figure: Figure<Decimal>): Figure<string> {
  return isKnown(figure) ? known(figureText(figure.ok), figure.trail) : figure;
}

/** A rate with its badge, which an unavailable one has too. */
export function rateText(figure: Figure<BasedRate>, otherwise: RateBasis): { figure: Figure<string>; basis: RateBasis } {
  return isKnown(figure)
    ? { figure: known(figureText(figure.ok.rate), figure.trail), basis: figure.ok.basis }
    : { figure, basis: otherwise };
}
