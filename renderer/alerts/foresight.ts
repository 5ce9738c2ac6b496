import type { Firing } from '../../shared/alerts/index.ts';
import type { Drawdown } from './drawdowns.ts';

/** How a rule did against drawdowns that a person marked. */
export interface Foresight {
  /** For each drawdown, how long before it the earliest firing that counts as its warning began, in milliseconds; null where none did. */
  readonly leads: readonly (number | null)[];
  /** Firings after which no marked drawdown came within the horizon, nor while they lasted. */
  readonly falseAlarms: number;
}

/** A firing warns of a drawdown that begins while it lasts, or within `horizon` milliseconds of its beginning. */
export function foresightOf(firings: readonly Firing[], drawdowns: readonly Drawdown[], horizon: number): Foresight {
  const warns = ({ at, cleared }: Firing, drawdown: number): boolean =>
    at <= drawdown && (drawdown <= at + horizon || drawdown <= (cleared ?? Number.POSITIVE_INFINITY));
  return {
    leads: drawdowns.map(({ from }) => {
      const first = firings.find((firing) => warns(firing, from));
      return first === undefined ? null : from - first.at;
    }),
    falseAlarms: firings.filter((firing) => !drawdowns.some(({ from }) => warns(firing, from))).length,
  };
}
