import { dayOf, daysBetween, known, type MetricUnit, unavailable } from '../../../shared/figures/index.ts';
import type { Engine } from '../engine.ts';
import type { MetricSource } from '../sources.ts';
import { IN_USE } from './folds.ts';
import { remembered } from './kept-figures.ts';
import { quarantined } from './quarantine.ts';

/** How the market data of the whole workspace stand. */
export const marketStateMetrics: readonly MetricSource[] = [
  {
    ...told('data-age', 'Age of the newest data', 'Days since the newest observation of a price, a rate or a pool that is in use.', 'days'),
    clocked: true,
    read: (engine) => {
      const day = newestDay(engine.store);
      return day === null
        ? unavailable('no-data', 'No market data is in use. Import a price file or a pool snapshot.')
        : known({ text: String(Math.max(0, daysBetween(day, dayOf(engine.now())))), asOf: day });
    },
  },
  {
    ...told('import-age', 'Age of the newest import', 'Days since market data were last imported.', 'days'),
    clocked: true,
    read: (engine) => {
      const at = newestImport(engine);
      if (at === null) return unavailable('no-data', 'No market data was imported yet.');
      return known({ text: String(Math.round((Date.parse(engine.now()) - Date.parse(at)) / 86_400) / 1_000), asOf: at });
    },
  },
  {
    ...told(
      'quarantined',
      'Values in quarantine',
      'Values that were put aside and wait for a person to let them in or keep them out.',
      'count',
    ),
    read: (engine) => known({ text: String(quarantined(engine.store, { dataset: undefined, judged: false, from: 0, limit: 1 }).total) }),
  },
];

function told(word: string, name: string, says: string, unit: MetricUnit) {
  return { id: `market.${word}`, word, name, says, unit, subject: 'workspace', dependsOn: ['market'] } as const;
}

const newestDay = remembered(
  ['data'],
  (store) =>
    store.get<{ day: string | null }>(
      `SELECT max(day) AS day FROM (
         SELECT max(point.day) AS day FROM market_point AS point JOIN market_dataset AS dataset USING (dataset) WHERE point.kind IN ('price', 'rate') AND ${IN_USE}
         UNION ALL SELECT max(substr(at, 1, 10)) FROM pool_current
         UNION ALL SELECT max(day) FROM market_hand_price)`,
    )!.day,
);

function newestImport({ store }: Engine): string | null {
  return store.get<{ at: string | null }>('SELECT max(at) AS at FROM market_dataset')!.at;
}
