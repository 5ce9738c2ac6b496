import { goTo } from '../window/places.ts';
import { addPosition } from './open-position.ts';

/** The two ways to a first position, for lists that have none. */
export function FirstSteps() {
  return (
    <div className="actions">
      <button type="button" className="main" onClick={() => goTo('imports')}>
        Import files
      </button>
      <button type="button" onClick={addPosition}>
        Add a position <kbd>n</kbd>
      </button>
    </div>
  );
}
