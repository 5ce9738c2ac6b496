import { type Day, Decimal, type Figure, groupedText, isKnown, ZERO } from '../figures/index.ts';
import type { Limit } from './records.ts';

/** A sum of values of which some may be missing: never the sum of what is known alone without saying so. */
export interface PartialSum {
  readonly known: Decimal;
  readonly items: number;
  readonly missing: number;
}

export const LIMIT_TONES = ['green', 'amber', 'red', 'unknown'] as const;
export type LimitTone = (typeof LIMIT_TONES)[number];

/** From this share of a limit on it is red, whatever its warning. */
const RED_FROM = new Decimal('0.9');

/** How a limit stands. */
export interface LimitState {
  readonly limit: string;
  /** Share of the limit; null where it cannot be told. */
  readonly use: number | null;
  readonly tone: LimitTone;
  readonly isOver: boolean;
  readonly says: string;
}

/** Adds what is exposed; an unrealised loss frees nothing, so what is below nought counts as nought. */
export function exposedSum(values: readonly Figure<string>[]): PartialSum {
  let [known, missing] = [ZERO, 0];
  for (const value of values) {
    if (isKnown(value)) known = known.plus(Decimal.max(ZERO, value.ok));
    else missing += 1;
  }
  return { known, items: values.length, missing };
}

/** Whether a limit speaks of single trades, so that only a ticket can be held against it. */
function isOfTrades({ metric }: Limit): boolean {
  return metric === 'notional' || metric === 'loss' || metric === 'leverage';
}

/**
 * A limit against what uses it, both in the limit's currency. Green below the warning (70 % unless told), amber from there, red from 90 %.
 * What is missing can only add: with a part missing a limit may be known to be over, and is otherwise unknown.
 */
export function limitState(id: string, limit: Limit, scope: string, used: Figure<PartialSum>, today: Day): LimitState {
  const amount = `${groupedText(limit.amount)}${limit.currency === null ? '×' : ` ${limit.currency}`}`;
  const unclear = (says: string): LimitState => ({ limit: id, use: null, tone: 'unknown', isOver: false, says });
  if (limit.validUntil !== null && limit.validUntil < today) {
    return unclear(`The limit of ${amount} for ${scope} ran out on ${limit.validUntil}. Set it anew.`);
  }
  if (isOfTrades(limit)) return unclear(`At most ${amount} of ${limit.metric} a trade, for ${scope}: each ticket is held against it.`);
  if (!isKnown(used)) return unclear(`The limit of ${amount} for ${scope} cannot be checked: ${used.unavailable.message}`);
  const use = used.ok.known.dividedBy(limit.amount);
  const percent = `${use.times(100).toDecimalPlaces(1).toFixed()} %`;
  const isOver = use.greaterThan(1);
  if (used.ok.missing > 0 && !isOver) {
    return unclear(
      `At least ${percent} of the limit of ${amount} for ${scope} is used; the value of ${used.ok.missing} more is not known.`,
    );
  }
  const warnAt = Decimal.min(limit.warnAt, RED_FROM);
  const tone = use.greaterThanOrEqualTo(RED_FROM) ? 'red' : use.greaterThanOrEqualTo(warnAt) ? 'amber' : 'green';
  const says = isOver
    ? `The limit of ${amount} for ${scope} is exceeded: ${percent} is used.`
    : `${percent} of the limit of ${amount} for ${scope} is used.`;
  return { limit: id, use: use.toNumber(), tone, isOver, says };
}
