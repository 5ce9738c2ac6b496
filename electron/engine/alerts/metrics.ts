import { known, type MetricValue, type Figure } from '../../../shared/figures/index.ts';
import type { Engine } from '../engine.ts';
import type { MetricSource } from '../sources.ts';
import { compileRule } from './compiled-rule.ts';
import { readRules } from './rule-rows.ts';

const OWN = 'alerts.';
/** They follow the evaluation, and are looked at with the clock: what an evaluation records calls for no other one at once. */
const OF_WORKSPACE = { subject: 'workspace', unit: 'count', dependsOn: ['alerts'], clocked: true } as const;

/** How alerts stand, as figures of the workspace. Rules that themselves read these figures do not count, so that none can set itself off. */
export const alertMetrics: readonly MetricSource[] = [
  {
    ...OF_WORKSPACE,
    id: `${OWN}firing`,
    word: 'alerts-firing',
    name: 'Alerts that fire',
    says: 'How many alerts fire now, acknowledged or not; rules over this figure itself are left out.',
    read: (engine) => counted(engine, 'SELECT rule, count(*) AS n FROM alert_firing WHERE ended IS NULL AND told = 1 GROUP BY rule'),
  },
  {
    ...OF_WORKSPACE,
    id: `${OWN}unknown`,
    word: 'alerts-unknown',
    name: 'Rules that cannot be evaluated',
    says: 'How many rules cannot be evaluated for at least one of their subjects, because something they read is not known.',
    read: (engine) => counted(engine, "SELECT rule, 1 AS n FROM alert_watch WHERE standing = 'unknown' GROUP BY rule"),
  },
];

function counted(engine: Engine, sql: string): Figure<MetricValue> {
  const circular = new Set(
    readRules(engine.store)
      .filter(({ terms }) => terms.about.kind === 'workspace' && readsOwn(engine, terms.rule))
      .map(({ rule }) => rule),
  );
  let count = 0;
  for (const { rule, n } of engine.store.all<{ rule: string; n: number }>(sql)) if (!circular.has(rule)) count += n;
  return known({ text: String(count) });
}

function readsOwn(engine: Engine, text: string): boolean {
  const compiled = compileRule(engine, 'workspace', text);
  return 'ok' in compiled && compiled.ok.metrics.some(({ id }) => id.startsWith(OWN));
}
