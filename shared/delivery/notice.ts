import { z } from 'zod';
import { ruleTermsSchema, SEVERITIES, type Severity, weeklyHoursSchema } from '../alerts/index.ts';
import { anySubjectSchema, identifier, instantString } from '../figures/index.ts';

/** What of an alert is told: that it fired, that what fired is over, or that it had fired and cleared before anybody could be told. */
export const NOTICE_KINDS = ['fired', 'cleared', 'passed'] as const;

/** Something that an alert has to tell people, complete enough to be told where the workspace is not at hand. */
export const noticeSchema = z.object({
  /** Id of the firing. */
  firing: identifier,
  tells: z.enum(NOTICE_KINDS),
  rule: identifier,
  /** Title of the rule. */
  title: z.string().max(200),
  severity: z.enum(SEVERITIES),
  subject: anySubjectSchema,
  subjectTitle: z.string().max(500),
  /** What holds, with its values: “stETH/ETH was 0.971 ETH, below 0.98, for 2 hours”. */
  sentence: z.string().max(2_000),
  /** When it was so: the instant of the observation. */
  at: instantString,
  /** When it was found out. */
  found: instantString,
  /** Found more than five minutes after it was so. */
  late: z.boolean(),
  /** When it was over; null while it is not. */
  cleared: instantString.nullable(),
  todo: ruleTermsSchema.shape.todo,
});
export type Notice = z.infer<typeof noticeSchema>;

/** A notice with what its rule says about delivering it. */
export const addressedNoticeSchema = noticeSchema.extend({
  /** Place in the journal of the event that it comes from. */
  seq: z.int().min(0),
  /** The rule's own quiet hours; null: the workspace's. */
  quiet: weeklyHoursSchema.nullable(),
  /** Somebody has snoozed it until then. */
  snoozed: instantString.nullable(),
  /** Ids of the channels it goes to; null: those that take what names none. */
  channels: z.array(identifier).nullable(),
});
export type AddressedNotice = z.infer<typeof addressedNoticeSchema>;

/** A notice that says no value: which rule fired, for what, and how severely. */
export function withoutValues<Told extends Notice>(notice: Told): Told {
  return { ...notice, sentence: VALUES_LEFT_OUT };
}
const VALUES_LEFT_OUT = 'Its values are in Countinghouse, and not in this message.';

/** The notice alone, as it is kept with what was sent. */
export function bareNotice({ seq: _seq, quiet: _quiet, snoozed: _snoozed, channels: _channels, ...notice }: AddressedNotice): Notice {
  return notice;
}

/** Whether one severity is at least another. */
export function isAtLeast(severity: Severity, least: Severity): boolean {
  return SEVERITIES.indexOf(severity) >= SEVERITIES.indexOf(least);
}

/** Those that matter most first; of equals the newest first. */
export function byWeight(one: Notice, other: Notice): number {
  return SEVERITIES.indexOf(other.severity) - SEVERITIES.indexOf(one.severity) || (one.at < other.at ? 1 : one.at > other.at ? -1 : 0);
}
