import { api } from '../engine/api.ts';
import { soundFor } from './sound.ts';

/** Milliseconds until a broken subscription is asked for again. */
const LISTEN_AGAIN = 2_000;

/**
 * Sounds for what alerts tell while the window is open. What quiet hours and snoozes hold back is not told, and so makes no sound. Answers the
 * function that stops it.
 */
export function followAlerts(): () => void {
  let stopped = false;
  let listening: { unsubscribe(): void } | null = null;
  function listen(): void {
    listening = api.delivery.notices.subscribe(
      { since: 'now' },
      {
        onData: ({ notices }) => soundFor(notices.filter(({ tells }) => tells === 'fired').map(({ severity }) => severity)),
        onError: () => setTimeout(() => stopped || listen(), LISTEN_AGAIN),
      },
    );
  }
  listen();
  return () => {
    stopped = true;
    listening?.unsubscribe();
  };
}
