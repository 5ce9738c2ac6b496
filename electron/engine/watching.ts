import { keepAlertsEvaluated } from './alerts/index.ts';
import { keepDelivering } from './delivery/index.ts';
import type { Engine } from './engine.ts';
import { followWatchlists } from './watchlists/index.ts';

/** What goes on by itself as long as a workspace is open. */
export interface Watching {
  /** Ends all of it; resolves when what is under way is written down. */
  stop(): Promise<void>;
}

/**
 * While a workspace is open: judges screens and grades, evaluates alerts, and delivers what they tell. Delivery begins first, for what was recorded
 * before it did is no news to a window; what is evaluated on opening is.
 */
export function keepWatching(engine: Engine): Watching {
  const stopDelivering = keepDelivering(engine);
  const alerts = keepAlertsEvaluated(engine);
  const watchlists = followWatchlists(engine);
  return {
    async stop() {
      alerts.stop();
      await Promise.all([stopDelivering(), watchlists.stop()]);
    },
  };
}
