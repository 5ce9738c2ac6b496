import { useReading } from '../engine/reading.ts';
import { type Status, statusReading } from './readings.ts';
import { CENTRE_STATES, type CentreState } from './view.ts';

interface StateChipsProps {
  readonly chosen: CentreState;
  readonly onChoose: (state: CentreState) => void;
}

/** States of which there is a number that asks to be looked at; how many there ever were of the others does not. */
const COUNTED: Partial<Readonly<Record<CentreState, (status: Status) => number>>> = {
  firing: ({ firing }) => firing,
  unacknowledged: ({ unacknowledged }) => unacknowledged,
};

/** Which alerts are listed, with how many there are of each. */
export function StateChips({ chosen, onChoose }: StateChipsProps) {
  const { data } = useReading(statusReading);
  return (
    <div className="list-bar alerts-states not-printed" role="group" aria-label="Which alerts">
      {CENTRE_STATES.map(({ state, title, says }) => {
        const count = data === undefined ? 0 : (COUNTED[state]?.(data) ?? 0);
        return (
          <button
            key={state}
            type="button"
            className="chip"
            aria-pressed={state === chosen}
            data-tip={says}
            onClick={() => onChoose(state)}
          >
            {title} {count > 0 && <b>{count.toLocaleString()}</b>}
          </button>
        );
      })}
    </div>
  );
}
