import { type Decimal, ZERO } from '../figures/index.ts';

/** A quantity acquired at once, at a cost that includes its fee, and what is left of both. */
export interface Lot {
  readonly acquired: string;
  readonly quantity: Decimal;
  readonly cost: Decimal;
  readonly unitCost: Decimal;
  /** Place in the order of acquisition; of lots that cost the same the earlier goes first. */
  readonly place: number;
  left: Decimal;
  leftCost: Decimal;
}

/** What a disposal took of a lot (of the pool, where costs are averaged). */
export interface LotSlice {
  readonly acquired: string;
  readonly quantity: Decimal;
  readonly cost: Decimal;
}

/** Which lot goes next: the earliest, the latest, the one that cost most or least a unit. */
export type LotOrder = 'fifo' | 'lifo' | 'hifo' | 'lofo';

/** Lots waiting to be disposed of, in one order: adding and taking cost no more than the logarithm of how many there are. */
export interface LotQueue {
  add(lot: Lot): void;
  next(): Lot | undefined;
  /** Takes out the lot that `next` names. */
  drop(): void;
}

export function lotQueue(order: LotOrder): LotQueue {
  switch (order) {
    case 'fifo':
      return new EarliestFirst();
    case 'lifo':
      return new LatestFirst();
    case 'hifo':
      return new Heap((a, b) => b.unitCost.comparedTo(a.unitCost) || a.place - b.place);
    case 'lofo':
      return new Heap((a, b) => a.unitCost.comparedTo(b.unitCost) || a.place - b.place);
  }
}

/** Takes part of a lot; the last part takes the whole remaining cost, so that slices add up to the lot exactly. */
export function sliceOf(lot: Lot, quantity: Decimal): LotSlice {
  const isAll = quantity.equals(lot.left);
  const cost = isAll ? lot.leftCost : lot.cost.times(quantity).dividedBy(lot.quantity);
  lot.left = isAll ? ZERO : lot.left.minus(quantity);
  lot.leftCost = lot.leftCost.minus(cost);
  return { acquired: lot.acquired, quantity, cost };
}

class EarliestFirst implements LotQueue {
  readonly #lots: Lot[] = [];
  #gone = 0;

  add(lot: Lot): void {
    this.#lots.push(lot);
  }
  next(): Lot | undefined {
    return this.#lots[this.#gone];
  }
  drop(): void {
    this.#gone++;
  }
}

class LatestFirst implements LotQueue {
  readonly #lots: Lot[] = [];

  add(lot: Lot): void {
    this.#lots.push(lot);
  }
  next(): Lot | undefined {
    return this.#lots.at(-1);
  }
  drop(): void {
    this.#lots.pop();
  }
}

/** A binary heap with the lot that goes next at its top. */
class Heap implements LotQueue {
  readonly #lots: Lot[] = [];
  readonly #compare: (a: Lot, b: Lot) => number;

  constructor(compare: (a: Lot, b: Lot) => number) {
    this.#compare = compare;
  }

  add(lot: Lot): void {
    let place = this.#lots.push(lot) - 1;
    while (place > 0) {
      const parent = (place - 1) >> 1;
      if (!this.#isBefore(place, parent)) return;
      this.#swap(place, parent);
      place = parent;
    }
  }

  next(): Lot | undefined {
    return this.#lots[0];
  }

  drop(): void {
    const last = this.#lots.pop();
    if (!last || this.#lots.length === 0) return;
    this.#lots[0] = last;
    for (let place = 0; ; ) {
      const child = 2 * place + 1;
      if (child >= this.#lots.length) return;
      const first = child + 1 < this.#lots.length && this.#isBefore(child + 1, child) ? child + 1 : child;
      if (!this.#isBefore(first, place)) return;
      this.#swap(place, first);
      place = first;
    }
  }

  #isBefore(a: number, b: number): boolean {
    return this.#compare(this.#lots[a]!, this.#lots[b]!) < 0;
  }

  #swap(a: number, b: number): void {
    [this.#lots[a], this.#lots[b]] = [this.#lots[b]!, this.#lots[a]!];
  }
}
