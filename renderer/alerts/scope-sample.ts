import { type AlertRule, ruleText } from '../../shared/alerts/index.ts';
import { namesOf, type Scope } from '../../shared/watchlists/index.ts';
import { api } from '../engine/api.ts';
import { EVERY_COLUMN, useReading } from '../engine/reading.ts';

const NONE: readonly string[] = [];

/**
 * Some subjects of a scope, the first of which a rehearsal begins with: the one that the rule would fire for, or is nearest to it, as it stands when
 * its names are chosen. While only its levels move, the rehearsal stays where it is.
 */
export function useScopeSample(about: Scope, rule: AlertRule | null): readonly string[] {
  const { kind, which } = about;
  const names = rule === null ? '' : namesOf(rule.condition).join(' ');
  const { data } = useReading(
    {
      columns: EVERY_COLUMN,
      key: ['alerts', 'sample', kind, which, names],
      async ask(signal: AbortSignal): Promise<readonly string[]> {
        if (rule !== null) {
          const { watches } = await api.alerts.preview.query({ about, rule: ruleText(rule), limit: 1 }, { signal });
          if (watches.length > 0) return watches.map(({ subject }) => subject);
        }
        if (which.of === 'list') {
          const answer = await api.watchlists.list.query({ list: which.list, limit: 50 }, { signal });
          return 'error' in answer ? NONE : answer.ok.rows.filter(({ about: one }) => one.kind === kind).map(({ about: one }) => one.id);
        }
        const { subjects } = await api.metrics.subjects.query({ kinds: [kind], limit: 1 }, { signal });
        return subjects.map(({ id }) => id);
      },
    },
    { enabled: which.of !== 'named' },
  );
  return which.of === 'named' ? which.ids : (data ?? NONE);
}
