import { lintAge, OLD_AFTER } from './lint-age.ts';
import { lintDepth } from './lint-depth.ts';
import { lintFees } from './lint-fees.ts';
import { lintFunding, lintInstrument } from './lint-instruments.ts';
import { lintMargins } from './lint-margins.ts';
import type { Finding, Instrument, ReferenceData } from './reference.ts';

/** What the lint measures against: an instant, and instruments known beside the file. */
export interface LintContext {
  /** ISO, UTC. */
  readonly now: string;
  readonly instruments: readonly Instrument[];
}

/**
 * Every rule of the lint over reference data, however it came in. A finding that is not acceptable makes its row useless to the formulas; the
 * others may be accepted by a person who knows better. Nothing is changed.
 */
export function lintReference(data: ReferenceData, context: LintContext): readonly Finding[] {
  const instruments = [...context.instruments, ...data.instruments];
  const { now } = context;
  return [
    ...data.instruments.flatMap((own) => lintInstrument(own, now)),
    ...data.margins.flatMap((own) => lintMargins(own, instruments)),
    ...data.fees.flatMap((own) => lintFees(own)),
    ...data.depths.flatMap((own) => lintDepth(own, now)),
    ...lintFunding(data.fundings),
    ...lintOldest('oldest instrument', data.instruments, now, OLD_AFTER.instrument),
    ...lintOldest('oldest margin table', data.margins, now, OLD_AFTER.margin),
    ...lintOldest('oldest fee schedule', data.fees, now, OLD_AFTER.fees),
  ];
}

/** The age of a whole list by its oldest row: the rows of a file are of one instant, and one sentence says it. */
function lintOldest(what: string, rows: readonly { readonly asOf: string }[], now: string, mostMinutes: number): readonly Finding[] {
  const [oldest] = rows.map(({ asOf }) => asOf).toSorted();
  return oldest === undefined ? [] : lintAge(what, oldest, now, mostMinutes);
}
