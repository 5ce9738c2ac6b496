import type { QueuedSend } from './plan.ts';
import type { Notice } from './notice.ts';

/** A message in every form that a channel may want. The same message has the same forms at every attempt. */
export interface Message {
  /** Holds no full stop, as Standard Webhooks wants it. */
  readonly id: string;
  /** One line. */
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** What programs get: `{ type, timestamp, data }`, as Standard Webhooks recommends (“Payload structure”). */
  readonly json: string;
}

/** The message about alerts; `queued` is the instant at which it was decided upon. */
export function composeMessage({ send, notices, count }: Pick<QueuedSend, 'send' | 'notices' | 'count'>, queued: string): Message {
  const [first] = notices;
  const alone = count === 1 && first !== undefined;
  const more = count - notices.length;
  const subject = alone ? headingOf(first) : `${count.toLocaleString('en')} alerts: ${summaryOf(notices, more)}`;
  const rest = more > 0 ? [`… and ${more.toLocaleString('en')} more. The alert centre lists them all.`] : [];
  return {
    id: send,
    subject: oneLine(subject),
    text: [...(alone ? [] : [subject]), ...notices.map(textOf), ...rest, SENDER].join('\n\n'),
    html: htmlOf([
      ...(alone ? [] : [`<p>${escaped(subject)}</p>`]),
      ...notices.map(blockOf),
      ...rest.map((line) => `<p>${escaped(line)}</p>`),
    ]),
    json: JSON.stringify({
      type: alone ? `alert.${first.tells}` : 'alerts.gathered',
      timestamp: queued,
      data: { count, more, notices },
    }),
  };
}

/** The message of a channel's test button. */
export function testMessage(id: string, channel: string, at: string): Message {
  const subject = 'Test of a delivery channel';
  const sentence = `This is a test of the channel “${channel}”. Nothing has happened.`;
  return {
    id,
    subject,
    text: `${sentence}\n\n${SENDER}`,
    html: htmlOf([`<p>${escaped(sentence)}</p>`]),
    json: JSON.stringify({ type: 'test', timestamp: at, data: { count: 0, more: 0, notices: [], channel } }),
  };
}

/** What a notice is about, in one line: for the subject of a letter and the title of a notification. */
export function headingOf({ tells, severity, title, subjectTitle }: Notice): string {
  return `${TOLD[tells] ?? capital(severity)}: ${title} · ${subjectTitle}`;
}

/** The same without what it is about: names of one's own positions may say how much they hold. */
export function discreetHeadingOf({ tells, severity, title }: Notice): string {
  return `${TOLD[tells] ?? capital(severity)}: ${title}`;
}

/** What a notice adds to its sentence: that it is late, that it is over. */
export function remarkOf({ tells, at, found, late, cleared }: Notice): string {
  const remarks = [`Observed ${printed(at)}`];
  if (late) remarks.push(`found late, ${printed(found)}`);
  if (cleared !== null) remarks.push(`${tells === 'passed' ? 'over before it could be told' : 'over'} since ${printed(cleared)}`);
  return `${remarks.join('; ')}.`;
}

/** What stands before the title; of what fired, its severity. */
const TOLD: Readonly<Record<Notice['tells'], string | null>> = { fired: null, cleared: 'Over', passed: 'Passed' };

const SENDER = 'Sent by Countinghouse, from the machine that it runs on.';

function summaryOf(notices: readonly Notice[], more: number): string {
  const titles = [...new Set(notices.map(({ title }) => title))];
  const named = titles.slice(0, 3).join(', ');
  return titles.length > 3 || more > 0 ? `${named} and others` : named;
}

function textOf(notice: Notice): string {
  return [headingOf(notice), notice.sentence, remarkOf(notice)].join('\n');
}

function blockOf(notice: Notice): string {
  return `<h2>${escaped(headingOf(notice))}</h2><p>${escaped(notice.sentence)}</p><p>${escaped(remarkOf(notice))}</p>`;
}

function htmlOf(blocks: readonly string[]): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"></head><body>${blocks.join('')}<p>${escaped(SENDER)}</p></body></html>`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

function oneLine(text: string): string {
  const line = text.replaceAll(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').trim();
  return line.length > 200 ? `${line.slice(0, 199)}…` : line;
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

/** `2026-11-22 18:20 UTC`: a letter is read wherever its reader is. */
function printed(instant: string): string {
  return `${instant.slice(0, 10)} ${instant.slice(11, 16)} UTC`;
}
