import { z } from 'zod';
import { type RuleTerms, ruleTermsSchema } from '../../shared/alerts/index.ts';
import { identifier, SUBJECT_KINDS, type SubjectKind } from '../../shared/figures/index.ts';
import { goTo, openBeside } from '../window/places.ts';
import { setAlertsView } from './view.ts';

/** With what a new rule begins, as another screen knows it. */
export interface RuleBeginning {
  readonly kind?: SubjectKind;
  /** Which of them; every one of the kind where left out. */
  readonly ids?: readonly string[];
  /** Word of the metric in expressions. */
  readonly metric?: string;
  readonly preset?: string;
  /** The text to begin with, where it is known already. */
  readonly rule?: string;
  /** Another rule that it is to be like. */
  readonly like?: RuleTerms;
}

const NEW = 'new:';
const beginningSchema = z.object({
  kind: z.enum(SUBJECT_KINDS).optional(),
  ids: z.array(identifier).optional(),
  metric: z.string().optional(),
  preset: z.string().optional(),
  rule: z.string().optional(),
  like: ruleTermsSchema.optional(),
});

/** Opens the editor of a new rule beside the present list. */
export function writeRule(beginning: RuleBeginning = {}): void {
  openBeside('alert-rule', `${NEW}${JSON.stringify(beginning)}`, { name: 'New rule' });
}

/** Opens a rule in its editor beside the present list. */
export function openRule(rule: string, title: string): void {
  openBeside('alert-rule', rule, { name: title });
}

/** Opens why something fired, beside the present list. */
export function openFiring(firing: string, title: string): void {
  openBeside('alert', firing, { name: title });
}

/** Goes to the alerts, and shows why something fired. */
export function goToFiring(firing: string): void {
  goTo('alerts', firing);
}

/** Goes to what a rule fires now. */
export function goToFirings(rule: string): void {
  setAlertsView({ tab: 'centre', state: 'firing', rule, severity: '', kind: '', since: '', words: '' });
  goTo('alerts');
}

/** Goes to the alerts, and opens a rule. */
export function goToRule(rule: string, title: string): void {
  goTo('alerts');
  openRule(rule, title);
}

/** The beginning that an address holds; null where it names a rule that exists. */
export function beginningIn(subject: string): RuleBeginning | null {
  if (!subject.startsWith(NEW)) return null;
  try {
    const parsed = beginningSchema.safeParse(JSON.parse(subject.slice(NEW.length)));
    return parsed.success ? (parsed.data as RuleBeginning) : {};
  } catch {
    return {};
  }
}
