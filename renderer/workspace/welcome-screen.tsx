import { chooseFiles } from '../imports/index.ts';
import { addPosition } from '../positions/index.ts';
import { goTo } from '../window/places.ts';
import { chooseWorkspace, openWorkspace } from './open-workspace.ts';
import '../lists/lists.css';
import './workspace.css';

/** What the program is, and the three ways to begin. */
export default function WelcomeScreen() {
  const isDesktop = window.countinghouse !== undefined;
  return (
    <div className="panel-body">
      <div className="welcome">
        <h1>See what your coins have truly earned</h1>
        <p>
          Countinghouse keeps what you stake, lend and pool, and tells the real return of each position: after fees, price, dilution and
          tax, each figure with its source. It works without a network and keeps everything in one file that you hold.
        </p>
        <div className="ways-in">
          <section aria-labelledby="welcome-demonstration">
            <h2 id="welcome-demonstration">Look around first</h2>
            <p>
              The demonstration has made positions of every kind, in good and bad luck. It is a workspace of its own: nothing you do there
              touches yours.
            </p>
            <button type="button" className="main" data-first-focus="" onClick={() => void openWorkspace({ demonstration: true })}>
              Open the demonstration
            </button>
          </section>
          <section aria-labelledby="welcome-import">
            <h2 id="welcome-import">Import what you hold</h2>
            <p>
              Exports of Kraken, Coinbase, Binance, Bitvavo, Koinly, CoinTracking and others, and files of prices. Drop them anywhere.
              Nothing is stored before you have seen each row and what becomes of it.
            </p>
            <button type="button" className="second" onClick={chooseFiles}>
              Choose files
            </button>
          </section>
          <section aria-labelledby="welcome-empty">
            <h2 id="welcome-empty">Begin empty</h2>
            <p>
              Enter a position by hand: what you put in, where, at which terms. As you type, the form says what it means. Prices can follow
              later.
            </p>
            <button type="button" className="second" onClick={beginEmpty}>
              Add a position
            </button>
          </section>
        </div>
        {isDesktop && (
          <footer>
            You have a workspace already?{' '}
            <button type="button" className="way" onClick={() => void chooseWorkspace('workspace-to-open')}>
              Open it
            </button>
            , or{' '}
            <button type="button" className="way" onClick={() => void chooseWorkspace('workspace-to-make')}>
              make a new one elsewhere
            </button>
            .
          </footer>
        )}
      </div>
    </div>
  );
}

function beginEmpty(): void {
  goTo('positions');
  addPosition();
}
