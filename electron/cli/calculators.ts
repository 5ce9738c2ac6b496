import { alertCalculators } from '../../shared/alerts/index.ts';
import type { Calculator } from '../../shared/figures/index.ts';
import { journalCalculators } from '../../shared/journal/index.ts';
import { marketCalculators } from '../../shared/market/index.ts';
import { otcCalculators } from '../../shared/otc/index.ts';
import { positionCalculators } from '../../shared/positions/index.ts';
import { pretradeCalculators } from '../../shared/pretrade/index.ts';
import { venueCalculators } from '../../shared/venues/index.ts';

/** Every calculator, by the lists of the columns that own them. */
export const calculators: readonly Calculator[] = [
  ...marketCalculators,
  ...positionCalculators,
  ...pretradeCalculators,
  ...venueCalculators,
  ...otcCalculators,
  ...alertCalculators,
  ...journalCalculators,
];
