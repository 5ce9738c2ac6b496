import { done, type Outcome, refuse } from '../../../shared/figures/index.ts';
import type { RuleTerms } from '../../../shared/alerts/index.ts';
import type { Reader } from '../store/store.ts';

/** A rule as it stands. */
export interface StoredRule {
  readonly rule: string;
  /** The event that wrote it as it is now, and the one that last changed what is evaluated. */
  readonly version: string;
  readonly evaluates: string;
  readonly terms: RuleTerms;
  readonly armedAt: string | null;
  readonly removed: boolean;
}

export interface RuleVersion {
  readonly version: string;
  readonly at: string;
  readonly terms: RuleTerms;
}

/** Every rule that is not removed, in the order in which they were first written. */
export function readRules(store: Reader): readonly StoredRule[] {
  return store.all<RuleRow>(`${SELECT} WHERE removed = 0 ORDER BY written_seq`).map(ruleOf);
}

/** Rules that are armed, in the same order. */
export function readArmedRules(store: Reader): readonly StoredRule[] {
  return store.all<RuleRow>(`${SELECT} WHERE removed = 0 AND armed_at IS NOT NULL ORDER BY written_seq`).map(ruleOf);
}

/** A rule, also a removed one; undefined where there never was one. */
export function readRule(store: Reader, rule: string): StoredRule | undefined {
  const row = store.get<RuleRow>(`${SELECT} WHERE rule = ?`, rule);
  return row && ruleOf(row);
}

/** A rule that can be worked with, or the refusal to print. */
export function findRule(store: Reader, rule: string): Outcome<StoredRule> {
  const found = readRule(store, rule);
  if (found === undefined) return refuse('no-such-rule', `There is no alert rule ${rule}. The list of rules names them all.`, { rule });
  if (found.removed) return refuse('rule-removed', `The alert rule “${found.terms.title}” was removed. Restore it first.`, { rule });
  return done(found);
}

/** Newest first. */
export function versionsOf(store: Reader, rule: string): readonly RuleVersion[] {
  return store
    .all<VersionRow>('SELECT version, at, terms FROM alert_version WHERE rule = ? ORDER BY seq DESC', rule)
    .map(({ version, at, terms }) => ({ version, at, terms: JSON.parse(terms) as RuleTerms }));
}

export function versionOf(store: Reader, rule: string, version: string): RuleVersion | undefined {
  const row = store.get<VersionRow>('SELECT version, at, terms FROM alert_version WHERE rule = ? AND version = ?', rule, version);
  return row && { version: row.version, at: row.at, terms: JSON.parse(row.terms) as RuleTerms };
}

const SELECT = 'SELECT rule, version, evaluates, terms, armed_at, removed FROM alert_rule';

interface RuleRow {
  readonly rule: string;
  readonly version: string;
  readonly evaluates: string;
  readonly terms: string;
  readonly armed_at: string | null;
  readonly removed: 0 | 1;
}

interface VersionRow {
  readonly version: string;
  readonly at: string;
  readonly terms: string;
}

function ruleOf(row: RuleRow): StoredRule {
  const { rule, version, evaluates, armed_at } = row;
  return { rule, version, evaluates, terms: JSON.parse(row.terms) as RuleTerms, armedAt: armed_at, removed: row.removed === 1 };
}
