import { api } from '../engine/api.ts';
import { answered } from '../engine/command.ts';
import { sayChanged } from '../forms/say-changed.ts';
import { say } from '../window/notices.ts';
import type { Outcome } from '../../shared/figures/index.ts';
import type { RuleLine } from './readings.ts';
import { writeRule } from './ways.ts';

type Named = Pick<RuleLine, 'rule' | 'terms'>;

/** Arms a rule: it watches from now on, and what fires already fires now. */
export async function armRule({ rule, terms }: Named): Promise<void> {
  tell(await answered(() => api.alerts.arm.mutate({ rule })), `“${terms.title}” is armed.`);
}

export async function disarmRule({ rule, terms }: Named): Promise<void> {
  tell(await answered(() => api.alerts.disarm.mutate({ rule })), `“${terms.title}” watches no more.`);
}

/** Its firings stay in the history. */
export async function removeRule({ rule, terms }: Named): Promise<void> {
  tell(await answered(() => api.alerts.remove.mutate({ rule })), `“${terms.title}” is removed; what it fired stays in the history.`);
}

/** Begins a new rule that is like this one. */
export function duplicateRule({ terms }: Named): void {
  writeRule({ like: terms });
}

function tell(outcome: Outcome<unknown>, done: string): void {
  if ('error' in outcome) say({ tone: 'refused', text: outcome.error.message, details: JSON.stringify(outcome.error, null, 2) });
  else sayChanged(done);
}
