import { watchedKey } from '../../shared/watchlists/index.ts';
import { explain } from '../figures/explain.ts';
import { METRIC, type EntryRow } from './arrange.ts';
import { explainMetric } from './explain-metric.ts';
import { explainGrade } from './grades.ts';
import { changeText } from './reading-drawn.ts';
import type { MetricHead } from './readings.ts';

/** Explains what a cell of a watchlist shows: a metric, a change, a grade. */
export function explainCell(panel: string, { entry, grades }: EntryRow, column: string, heads: readonly MetricHead[]): void {
  const { about, title } = entry;
  if (column.startsWith(METRIC)) {
    const place = heads.findIndex(({ metric }) => metric === column.slice(METRIC.length));
    const head = heads[place];
    if (head) explainMetric(panel, about, title, head, entry.cells[place] ?? null);
  } else if (column === 'trader' || column === 'investor') {
    explainGrade(panel, about, title, column, grades?.[column]);
  } else if (column === 'since') {
    const told = entry.since.find(({ change }) => change !== null) ?? entry.since[0];
    if (!told) return;
    const { name, change, of, unit, was: then, now, says } = told;
    explain({
      panel,
      title: `${name} of ${title} since ${entry.addedAt.slice(0, 10)}`,
      shown: change === null ? '—' : changeText(change, of, unit),
      ...(change === null ? { missing: says ?? 'It cannot be told.' } : {}),
      trail:
        change === null || !('text' in then) || !('text' in now)
          ? []
          : [
              {
                figure: 'change since added',
                formula: of === 'growth' ? 'now ÷ then − 1' : 'now − then',
                inputs: [
                  {
                    name: 'now',
                    value: now.text,
                    origin: { kind: 'step', figure: name },
                    ...(now.asOf === undefined ? {} : { asOf: now.asOf }),
                  },
                  { name: 'then', value: then.text, origin: { kind: 'event', event: entry.addedEvent }, asOf: entry.addedAt },
                ],
                value: change,
              },
            ],
    });
  } else if (column === 'target') {
    explain({
      panel,
      title: `Targets of ${title}`,
      shown: '',
      says: entry.targets.map(({ says }) => says).join(' '),
      trail: [],
      ...(entry.targets.length === 0 ? { missing: `${watchedKey(about)} has no target.` } : {}),
    });
  }
}
