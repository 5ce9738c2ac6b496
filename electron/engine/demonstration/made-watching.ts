import type { Day } from '../../../shared/figures/index.ts';
import { keepAlertsEvaluated } from '../alerts/index.ts';
import { followWatchlists } from '../watchlists/index.ts';
import { type Desk, type DiaryEntry, made } from './diary.ts';
import { importAll } from './import-files.ts';
import { madeDashboards } from './made-dashboards.ts';
import { UPDATES_AGO, updateOf } from './made-files.ts';
import { madeLists } from './made-lists.ts';
import { madeRules } from './made-rules.ts';

/** What is watched: lists, screens, dashboards and alert rules from six weeks ago on, and the files that came every week since. */
export function madeWatching(today: Day): readonly DiaryEntry[] {
  return [
    ...UPDATES_AGO.map(
      (ago): DiaryEntry => ({
        when: { ago, time: '07:40:00' },
        what: 'Prices and pools of the week',
        does: async (desk) => {
          await importAll(desk, updateOf(today, ago));
          await evaluated(desk);
        },
      }),
    ),
    { when: { ago: 43, time: '08:10:00' }, what: 'Watchlists and screens', does: madeLists },
    { when: { ago: 42, time: '09:30:00' }, what: 'Alert rules', does: async (desk) => madeRules(desk).then(() => evaluated(desk)) },
    { when: { ago: 20, time: '16:05:00' }, what: 'What was seen', does: seen },
    { when: { today: 0.015 }, what: 'Dashboards', does: madeDashboards },
    { when: { today: 0.02 }, what: 'What fires today', does: evaluated },
    { when: { today: 0.999 }, what: 'What fires now', does: evaluated },
  ];
}

/** What an open window does by itself after every change: screens and grades are judged, alerts evaluated. */
async function evaluated({ engine }: Desk): Promise<void> {
  const following = followWatchlists(engine);
  await following.settled();
  await following.stop();
  const keeper = keepAlertsEvaluated(engine);
  await keeper.settled();
  keeper.stop();
}

/** The stablecoin’s wobble of those days was looked at. */
async function seen({ api }: Desk): Promise<void> {
  const { firings } = await api.alerts.firings({ limit: 50 });
  const open = firings.map(({ firing }) => firing);
  if (open.length > 0) made(await api.alerts.acknowledge({ firings: open, note: 'Seen at the weekly look; nothing to do.' }));
}
