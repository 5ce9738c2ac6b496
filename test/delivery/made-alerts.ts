import type { OpenEngine } from '../../electron/engine/open-engine.ts';
import type { Fired, RuleTerms, Severity } from '../../shared/alerts/index.ts';
import { ok } from '../workspace/open-workspace.ts';

export const RULE: RuleTerms = {
  title: 'Depeg',
  about: { kind: 'pair', which: { of: 'every' } },
  rule: 'price < 0.98',
  note: '',
  todo: null,
  schedule: null,
  quiet: null,
  tellsUnknown: false,
  channels: null,
  preset: null,
};

interface MadeFiring {
  readonly firing: string;
  readonly severity?: Severity;
  readonly subjectTitle?: string;
  readonly cleared?: string;
  readonly late?: boolean;
}

/** Has alerts fire, as their engine records it: a rule, and one evaluation with these firings and clearings. */
export function fire(
  engine: OpenEngine,
  firings: readonly MadeFiring[],
  cleared: readonly string[] = [],
  terms: Partial<RuleTerms> = {},
): void {
  const found = engine.now();
  const [written] = ok(
    engine.journal.commit([{ type: 'alerts.rule-written', subject: 'rule-1', payload: { before: null, after: { ...RULE, ...terms } } }]),
  );
  const fired = firings.map(
    ({ firing, severity = 'high', subjectTitle = 'stETH/ETH', cleared: over = null, late = false }): Fired => ({
      rule: 'rule-1',
      subject: 'STETH/ETH',
      firing,
      version: written!.id,
      evaluates: written!.id,
      kind: 'pair',
      title: RULE.title,
      subjectTitle,
      what: 'condition',
      severity,
      observed: found,
      due: found,
      late,
      byClock: false,
      cleared: over,
      why: {
        rule: RULE.rule,
        says: 'price below 0.98',
        readings: [
          {
            name: 'price',
            metric: 'market.price',
            unit: 'price',
            currency: 'ETH',
            last: { observed: found, value: '0.971', origin: { kind: 'given' } },
            window: null,
          },
        ],
        clauses: [],
        because: null,
      },
    }),
  );
  ok(
    engine.journal.commit([
      {
        type: 'alerts.evaluated',
        subject: 'evaluation',
        payload: {
          found,
          takenIn: engine.journal.head().size,
          begun: [],
          ceased: [],
          standings: [],
          samples: [],
          fired,
          cleared: cleared.map((firing) => ({ firing, cleared: found })),
        },
      },
    ]),
  );
}
