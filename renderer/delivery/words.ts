import type { Attempt, ChannelKind, ChannelTerms, KeptSecret, SendState, TestResult } from '../../shared/delivery/index.ts';
import { counted } from '../figures/number-text.ts';
import { momentText } from '../figures/time-text.ts';
import type { ChannelLine } from './readings.ts';

export const KINDS: Readonly<Record<ChannelKind, string>> = { command: 'Command', webhook: 'Webhook', email: 'E-mail' };

export const STATES: Readonly<Record<SendState, string>> = {
  waiting: 'waits',
  sent: 'sent',
  dead: 'given up',
  dropped: 'not sent',
};

/** What a channel sends, and how often, in a sentence. */
export function channelSays(terms: ChannelTerms, destination: string): string {
  const which = terms.least === 'low' ? 'every alert' : terms.least === 'critical' ? 'critical alerts' : `alerts from ${terms.least} on`;
  const whose = terms.byDefault ? '' : ', where a rule names it';
  const how =
    terms.digestMinutes === null ? 'one by one' : `together every ${counted(terms.digestMinutes, 'minute')}, critical ones at once`;
  const over = terms.tellsCleared ? ', and when they are over' : '';
  const what = terms.withoutValues ? ', without values' : '';
  return `${terms.on ? 'Sends' : 'Off. Would send'} ${which}${whose}, ${how}${over}${what}, to ${destination}; at most ${counted(terms.perHour, 'message')} an hour.`;
}

/** Where a channel's secret is. */
export function secretSays(secret: KeptSecret | null, name: string): string {
  if (secret === null) return `No ${name}.`;
  if (secret.place === 'environment') return `Its ${name} is read from ${secret.variable}.`;
  return `Its ${name} is ${secret.place === 'system' ? "in the system's store of secrets" : "sealed under the workspace's passphrase"}.`;
}

/** How it stands with what goes through a channel. */
export function standingSays({ waiting, dead, last, nextDue }: ChannelLine, now: number): string {
  const parts = [
    last === null
      ? 'Nothing was sent yet'
      : `${last.sent ? 'Last sent' : 'Last failed'} ${momentText(last.at, now)}${last.sent ? '' : `: ${last.says}`}`,
    waiting > 0 ? `${counted(waiting, 'message')} waiting${nextDue === null ? '' : `, the next ${dueText(nextDue, now)}`}` : '',
    dead > 0 ? `${counted(dead, 'message')} given up` : '',
  ];
  return parts.filter(Boolean).join(' · ');
}

/** When something is due, if it is not overdue. */
export function dueText(due: string, now: number): string {
  return Date.parse(due) <= now ? 'now' : momentText(due, now);
}

export function attemptSays({ at, says, milliseconds }: Pick<Attempt | TestResult, 'at' | 'says' | 'milliseconds'>, now: number): string {
  return `${momentText(at, now)}: ${says} (${milliseconds.toLocaleString()} ms)`;
}
