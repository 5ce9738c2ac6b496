import type { Calculator } from '../figures/index.ts';
import { liquidityCalculators } from './liquidity-calculators.ts';
import { returnCalculators } from './return-calculators.ts';
import { yieldCalculators } from './yield-calculators.ts';

/** Every calculator of the column, in the order of the terminal's contract. */
export const positionCalculators: readonly Calculator[] = [...yieldCalculators, ...liquidityCalculators, ...returnCalculators];
