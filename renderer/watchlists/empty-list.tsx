import type { ListLine } from './readings.ts';
import { openForm } from './ways.ts';
import { goTo } from '../window/places.ts';

/** Where there is no list yet: what one is for, and how one begins. */
export function NoLists() {
  return (
    <div className="teaching">
      <h2>No watchlists yet</h2>
      <p>
        A watchlist holds what you keep an eye on: pools, coins, pairs, networks, venues, positions. It shows the metrics you choose with
        what kind of figure each is and how old, how they have changed since you added an entry, its grades, and what you said of it: notes,
        tags, targets and the day by which you want to look again.
      </p>
      <p>For example: the stable pools that you would move to if yours fell below 3 %.</p>
      <p className="actions">
        <button type="button" className="main" onClick={() => openForm({ shows: 'new-list' })}>
          Make a watchlist <kbd>n</kbd>
        </button>
        <button type="button" onClick={() => goTo('screener')}>
          Find subjects in the screener
        </button>
        <button type="button" onClick={() => openForm({ shows: 'import' })}>
          Import a CSV
        </button>
      </p>
    </div>
  );
}

/** A list with nothing on it. */
export function EmptyList({ line: { list, terms } }: { readonly line: ListLine }) {
  return (
    <div className="teaching">
      <h2>Nothing on “{terms.title}” yet</h2>
      <p>
        Add what you want to watch by its name, paste names from a table, or mark rows in the screener and press n there. What its metrics
        say at that moment is kept, so that you see what has become of it.
      </p>
      <p className="actions">
        <button type="button" className="main" onClick={() => openForm({ shows: 'add', list })}>
          Add to it <kbd>n</kbd>
        </button>
        <button type="button" onClick={() => goTo('screener')}>
          Open the screener
        </button>
        <button type="button" onClick={() => openForm({ shows: 'import', list })}>
          Paste or import a table
        </button>
      </p>
    </div>
  );
}
