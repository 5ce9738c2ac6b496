import { dayOf, Decimal, isKnown, known, ZERO, decimalText } from '../../../shared/figures/index.ts';
import type { Engine } from '../engine.ts';
import type { Exposure } from '../sources.ts';
import { measuresFor } from './measures.ts';
import { readPositions } from './position-rows.ts';
import { summariesAtOnce } from './summary-cache.ts';

/**
 * What each open position would lose if its platform failed now: its value in the reporting currency, debts taken off and never below
 * nothing. A value that is not available stays so.
 */
export function positionExposures(engine: Engine): readonly Exposure[] {
  const measures = measuresFor(engine, {});
  const today = dayOf(engine.now());
  const open = readPositions(engine.store).filter(({ terms, closed }) => terms.opened <= today && (closed === null || closed > today));
  return summariesAtOnce(engine, open, measures).map(({ summary }): Exposure => {
    const { position, title, platform, assets, value } = summary;
    return {
      venue: null,
      platform,
      kind: 'position',
      from: { kind: 'position', id: position },
      title,
      asset: assets.length === 1 ? assets[0]! : null,
      value: isKnown(value) ? known(decimalText(Decimal.max(ZERO, value.ok))) : value,
    };
  });
}
