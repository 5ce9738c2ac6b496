import type { Refusal } from '../../shared/figures/index.ts';
import { api } from '../engine/api.ts';
import { answered } from '../engine/command.ts';
import { counted } from '../figures/number-text.ts';
import { sayChanged } from '../forms/say-changed.ts';
import { say } from '../window/notices.ts';
import type { FiringLine } from './readings.ts';
import { instantText } from './words.ts';

/** Says that what fires was seen; a line offers to take it back. */
export async function acknowledge(lines: ReadonlyArray<Pick<FiringLine, 'firing' | 'title' | 'subjectTitle'>>): Promise<void> {
  const outcome = await answered(() => api.alerts.acknowledge.mutate({ firings: lines.map(({ firing }) => firing), note: '' }));
  const [first] = lines;
  if ('error' in outcome) say({ tone: 'refused', text: outcome.error.message, details: JSON.stringify(outcome.error, null, 2) });
  else if (first)
    sayChanged(
      lines.length === 1 ? `Acknowledged: ${first.title}, ${first.subjectTitle}.` : `Acknowledged ${counted(lines.length, 'alert')}.`,
    );
}

/** Puts off what a rule tells of one subject; answers why it was refused, null where it was not. */
export async function snooze(
  line: Pick<FiringLine, 'rule' | 'subject' | 'title' | 'subjectTitle'>,
  until: string,
): Promise<Refusal | null> {
  const outcome = await answered(() => api.alerts.snooze.mutate({ rule: line.rule, subject: line.subject, until }));
  if ('error' in outcome) return outcome.error;
  sayChanged(`Snoozed until ${localText(until)}: ${line.title}, ${line.subjectTitle}. It is evaluated all the same.`);
  return null;
}

/** Ends a snooze before its time. */
export async function unsnooze(line: Pick<FiringLine, 'rule' | 'subject' | 'title'>): Promise<void> {
  const outcome = await answered(() => api.alerts.unsnooze.mutate({ rule: line.rule, subject: line.subject }));
  if ('error' in outcome) say({ tone: 'refused', text: outcome.error.message });
  else sayChanged(`${line.title} is told again.`);
}

/** In the person's own time, in which they chose it. */
function localText(instant: string): string {
  const at = new Date(instant);
  return instantText(at.getTime() - at.getTimezoneOffset() * 60_000);
}
