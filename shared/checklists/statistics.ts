import type { Verdict } from '../figures/index.ts';
import { Decimal, figureText } from '../figures/index.ts';
import { median } from './pace.ts';
import { type Item, itemsOf, type Template } from './template.ts';

/** What one signed run says of one item. */
export interface ItemOutcome {
  readonly item: string;
  /** Null where it was shown and not answered. */
  readonly result: Verdict | null;
  readonly hidden: boolean;
  /** It failed at some time of the run, even where it passed at last. */
  readonly failedOnce: boolean;
  readonly overridden: boolean;
  readonly milliseconds: number | null;
}

export interface ItemStatistics {
  readonly item: string;
  readonly text: string;
  readonly critical: boolean;
  readonly answered: number;
  readonly failed: number;
  readonly unknown: number;
  readonly notApplicable: number;
  readonly notShown: number;
  readonly overridden: number;
  readonly failRate: string | null;
  readonly notApplicableRate: string | null;
  readonly medianMilliseconds: number | null;
  readonly neverFails: boolean;
  readonly oftenNotApplicable: boolean;
}

/** So many answers without a failure make an item a candidate to drop, or to be read by the application (rule 16). */
export const NEVER_FAILS_AFTER = 50;
/** At least half of so many answers "not applicable" make it a candidate for a condition. */
const OFTEN_AFTER = 10;

/** How each item of a template fared over runs. A failure that was put right before the signature counts as a failure: the item has caught it. */
export function itemStatistics(template: Template, outcomes: Iterable<ItemOutcome>): readonly ItemStatistics[] {
  const byItem = new Map<string, ItemOutcome[]>();
  for (const outcome of outcomes) {
    const list = byItem.get(outcome.item);
    if (list) list.push(outcome);
    else byItem.set(outcome.item, [outcome]);
  }
  return itemsOf(template).map((item) => statisticsOf(item, byItem.get(item.id) ?? []));
}

function statisticsOf({ id, text, critical }: Item, outcomes: readonly ItemOutcome[]): ItemStatistics {
  const count = (has: (outcome: ItemOutcome) => boolean) => outcomes.filter(has).length;
  const answered = count(({ result, hidden }) => result !== null && !hidden);
  const failed = count(({ failedOnce, hidden }) => failedOnce && !hidden);
  const notApplicable = count(({ result, hidden }) => result === 'not-applicable' && !hidden);
  const times = outcomes.flatMap(({ milliseconds, hidden }) => (milliseconds === null || hidden ? [] : [milliseconds]));
  return {
    item: id,
    text,
    critical,
    answered,
    failed,
    unknown: count(({ result, hidden }) => result === 'unknown' && !hidden),
    notApplicable,
    notShown: count(({ hidden }) => hidden),
    overridden: count(({ overridden, hidden }) => overridden && !hidden),
    failRate: share(failed, answered),
    notApplicableRate: share(notApplicable, answered),
    medianMilliseconds: median(times),
    neverFails: answered >= NEVER_FAILS_AFTER && failed === 0,
    oftenNotApplicable: answered >= OFTEN_AFTER && notApplicable * 2 >= answered,
  };
}

function share(part: number, whole: number): string | null {
  return whole === 0 ? null : figureText(new Decimal(part).dividedBy(whole));
}
