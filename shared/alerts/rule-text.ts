import { type Condition, conditionText, conditionWords, durationText, durationWords, type Spoken, subjectOf } from '../watchlists/index.ts';
import type { AlertRule } from './rule.ts';

/** The canonical text of a rule: parsing it gives the same rule again. */
export function ruleText(rule: AlertRule): string {
  const parts = [conditionText(rule.condition)];
  if (rule.holdFor) parts.push(`for ${durationText(rule.holdFor)}`);
  if (rule.clear) parts.push(`clear ${conditionText(rule.clear, subjectOf(rule.condition))}`);
  if (rule.clearFor) parts.push(`clear for ${durationText(rule.clearFor)}`);
  if (rule.stale) parts.push(`stale ${durationText(rule.stale)}`);
  if (rule.cooldown) parts.push(`cooldown ${durationText(rule.cooldown)}`);
  if (rule.once) parts.push('once');
  if (rule.severity) parts.push(`severity ${rule.severity}`);
  if (rule.until) parts.push(`until ${rule.until}`);
  return parts.join(' ');
}

/**
 * What a rule means, as a sentence without its full stop: “warn when value falls below 0.98 for at least 2 hours, clear above 0.99”. With `spoken`
 * names are called otherwise: “warn when stETH/ETH falls below 0.98 …”.
 */
export function ruleWords(rule: AlertRule, spoken?: Spoken): string {
  const parts = [`warn${rule.once ? ' once' : ''} when ${conditionWords(rule.condition, null, spoken)}`];
  if (rule.holdFor) parts[0] += ` for at least ${durationWords(rule.holdFor)}`;
  const lasting = rule.clearFor ? ` for at least ${durationWords(rule.clearFor)}` : '';
  if (rule.clear) parts.push(`clear ${clearWords(rule.condition, rule.clear, spoken)}${lasting}`);
  else if (lasting !== '') parts.push(`clear when that has not been so${lasting}`);
  if (rule.stale) parts.push(`take values older than ${durationWords(rule.stale)} as unknown`);
  if (rule.cooldown) parts.push(`stay quiet for ${durationWords(rule.cooldown)} after clearing`);
  if (rule.until) parts.push(`until ${rule.until}`);
  if (rule.severity) parts.push(`severity ${rule.severity}`);
  return parts.join(', ');
}

/**
 * What names of the vocabulary are called in a sentence about one subject: the name that the subject itself stands for (a pair its price) by the
 * subject alone, the others as “TVL of Aave USDC”.
 */
export function spokenOf(subject: string, names: ReadonlyMap<string, string>, main: string | null): Spoken {
  return (name) => (name === main ? subject : `${names.get(name) ?? name} of ${subject}`);
}

function clearWords(condition: Condition, clear: Condition, spoken?: Spoken): string {
  const subject = subjectOf(condition);
  const words = conditionWords(clear, subject, spoken);
  return words === conditionWords(clear, null, spoken) ? `when ${words}` : words;
}
