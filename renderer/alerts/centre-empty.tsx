import type { CentreState } from './view.ts';
import { setAlertsView } from './view.ts';
import { writeRule } from './ways.ts';

interface CentreEmptyProps {
  readonly filtered: boolean;
  readonly state: CentreState;
  readonly rules: number;
}

/** In place of alerts, where there are none: because nothing fires, nothing fits, or nothing is watched yet. */
export function CentreEmpty({ filtered, state, rules }: CentreEmptyProps) {
  if (filtered) return <p className="panel-opening">No alert fits all of this.</p>;
  if (rules > 0) {
    return (
      <p className="panel-opening">
        {state === 'firing' ? 'Nothing fires.' : 'There is none of these.'}{' '}
        <button type="button" className="way" onClick={() => setAlertsView({ tab: 'rules' })}>
          How close the rules are
        </button>
      </p>
    );
  }
  return (
    <div className="teaching">
      <h2>What fires belongs here</h2>
      <p>
        A rule watches one figure of one thing, or of many, and says when it crosses the line you drew: a peg that slips, a rate that
        collapses, a lock-up that ends. It works without a network, is rehearsed on the data you have before it is armed, and says of every
        alert which rows made it fire.
      </p>
      <p>For example: “warn when stETH/ETH falls below 0.98 for at least 2 hours, clear above 0.99”.</p>
      <div className="actions">
        <button type="button" className="main" onClick={() => writeRule()}>
          Write a rule <kbd>n</kbd>
        </button>
      </div>
    </div>
  );
}
