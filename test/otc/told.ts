import type { Outcome, Refusal } from '../../shared/figures/index.ts';

export function ok<T>(outcome: Outcome<T>): T {
  if ('error' in outcome) throw new Error(`${outcome.error.code}: ${outcome.error.message}`);
  return outcome.ok;
}

export function refusal(outcome: Outcome<unknown>): Refusal {
  if ('error' in outcome) return outcome.error;
  throw new Error(`not refused: ${JSON.stringify(outcome.ok)}`);
}
