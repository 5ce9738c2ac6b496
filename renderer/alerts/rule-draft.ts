import { parseRule, type RuleForm, type RuleTerms, ruleText, ruleTermsSchema, ruleWords } from '../../shared/alerts/index.ts';
import type { Complaints } from '../forms/draft.ts';
import type { Vocabulary } from '../../shared/watchlists/index.ts';
import type { Preset } from './readings.ts';
import type { RuleBeginning } from './ways.ts';

/** A rule as it is being written: as it will be kept, but its text may mean nothing yet and its title be empty. */
export interface RuleDraft extends RuleTerms {
  /** What was typed into the fields last; null where the text was touched since. */
  readonly fields: RuleForm | null;
}

/** What a new rule is before anything is written. */
export function draftOf({ kind, ids, metric, rule, preset, like }: RuleBeginning): RuleDraft {
  if (like !== undefined) return { ...like, fields: null, title: `${like.title}, again` };
  return {
    title: '',
    about: { kind: kind ?? 'pair', which: ids === undefined || ids.length === 0 ? { of: 'every' } : { of: 'named', ids: [...ids] } },
    rule: rule ?? (metric === undefined ? '' : `${metric} < `),
    note: '',
    todo: null,
    schedule: null,
    quiet: null,
    tellsUnknown: false,
    channels: null,
    preset: preset ?? null,
    fields: null,
  };
}

/** A rule that begins with a preset: about what it would have fired for most, since who watches that most likely meant it. */
export function presetDraft({ id, kind, rule, rehearsal }: Preset): RuleDraft {
  const subject = rehearsal?.examples[0]?.subject;
  return draftOf({ kind, rule, preset: id, ...(subject === undefined || kind === 'workspace' ? {} : { ids: [subject] }) });
}

export type ReadRule = { readonly terms: RuleTerms } | { readonly complaints: Complaints };

/** The rule that a draft describes, in canonical text, or what is still missing or wrong. */
export function readRule(draft: RuleDraft, vocabulary: Vocabulary | null, suggestedTitle: string): ReadRule {
  if (vocabulary === null) return { complaints: { rule: 'The metrics are being read.' } };
  if (draft.rule.trim() === '') return { complaints: { rule: 'Choose what is watched and when it fires.' } };
  const parsed = parseRule(draft.rule, vocabulary);
  if ('fault' in parsed) return { complaints: { rule: parsed.fault.message } };
  const title = draft.title.trim() === '' ? suggestedTitle : draft.title;
  const read = ruleTermsSchema.safeParse({ ...draft, title, rule: ruleText(parsed.ok) });
  if (read.success) return { terms: read.data };
  const complaints: Record<string, string> = {};
  for (const issue of read.error.issues) complaints[String(issue.path[0] ?? 'rule')] ??= `${issue.message}.`;
  return { complaints };
}

const MOST_TITLE = 80;

/** What a rule is called as long as nobody has named it: what it is about, and its condition in words. */
export function titleOf(text: string, vocabulary: Vocabulary | null, subject: string): string {
  const parsed = vocabulary === null ? null : parseRule(text, vocabulary);
  if (parsed === null || 'fault' in parsed) return '';
  const words = ruleWords({ condition: parsed.ok.condition }).replace(/^warn when /, '');
  // A coin is spelled as it is spelled: stETH does not begin with a capital.
  const title = subject === '' ? `${words.charAt(0).toUpperCase()}${words.slice(1)}` : `${subject}: ${words}`;
  return title.length <= MOST_TITLE ? title : `${title.slice(0, MOST_TITLE - 1)}…`;
}
