import { useMemo } from 'react';
import { addDays } from '../../shared/figures/index.ts';
import { Sparkline } from '../charts/sparkline.tsx';
import { coverageReading } from '../engine/coverage-reading.ts';
import { useReading } from '../engine/reading.ts';
import { statusReading } from '../engine/workspace-readings.ts';
import { FigureView } from '../figures/figure-view.tsx';
import { dayText, momentText } from '../figures/time-text.ts';
import { addPosition, FirstSteps, listReading, openPosition, openProposals, seriesReading } from '../positions/index.ts';
import { useNow } from '../window/clock.ts';
import { useCommands, type Command } from '../window/commands.ts';
import { goTo } from '../window/places.ts';
import type { PanelProps } from '../window/screen.ts';
import { AlertsSection } from './alerts-section.tsx';
import { MatterLine, Matters } from './matter-lines.tsx';
import { missingMatters, movers, type Matter } from './matters.ts';
import { latestReading, quarantineReading } from './readings.ts';
import { useMatters } from './use-matters.ts';
import './today.css';

const MONTH = 30;
const MOVERS = 6;
/** A backup older than this many days is worth a word. */
const OLD_BACKUP = 7;
const DAY = 86_400_000;

/** What changed, what is due, and what is wrong with the data: the first look of the morning. */
export default function TodayScreen({ panel }: PanelProps) {
  const now = useNow();
  const today = new Date(now).toISOString().slice(0, 10);
  const { data: list } = useReading(listReading({}, 'open'));
  const { data: yesterday } = useReading(listReading({ after: addDays(today, -1) }, 'open'));
  const { data: month } = useReading(listReading({ after: addDays(today, -MONTH) }, 'open'));
  const { due, watch, lists, channels, rules, proposals, told } = useMatters();
  const positions = useMemo(() => list?.positions ?? [], [list]);
  const missing = useMemo(() => missingMatters(positions), [positions]);
  useCommands(panel, COMMANDS);

  if (list && told && positions.length + due.length + watch.length + lists.length + rules + proposals === 0) return <NothingYet />;
  const total = list?.totals.find(({ group }) => group === 'all');
  const dayTotal = yesterday?.totals.find(({ group }) => group === 'all');
  const monthTotal = month?.totals.find(({ group }) => group === 'all');
  const money = { as: 'money', currency: list?.currency ?? '' } as const;
  return (
    <div className="panel-body">
      <header className="panel-head">
        <h1>Today</h1>
        <span className="says">{dayText(today)}</span>
      </header>
      <div className="today">
        {total && positions.length > 0 && (
          <div className="headlines">
            <div className="headline">
              <small>Value, {list?.currency}</small>
              <div className="headline-figure">
                <FigureView name="Value of all positions" figure={total.value} kind={money} />
              </div>
            </div>
            {dayTotal && (
              <div className="headline">
                <small>Since yesterday</small>
                <div className="headline-figure">
                  <FigureView name="Nominal return since yesterday" figure={dayTotal.nominal} kind={money} change />
                </div>
              </div>
            )}
            {monthTotal && (
              <div className="headline">
                <small>In {MONTH} days</small>
                <div className="headline-figure">
                  <FigureView name={`Nominal return in ${MONTH} days`} figure={monthTotal.nominal} kind={money} change />
                </div>
              </div>
            )}
            <div className="headline">
              <small>{list?.deflator === null ? 'Return since opening' : 'Real return since opening'}</small>
              <div className="headline-figure">
                <FigureView
                  name="Real return since opening"
                  figure={total.realReturn.figure}
                  kind={{ as: 'rate' }}
                  change
                  basis={total.realReturn.basis}
                />
              </div>
            </div>
          </div>
        )}
        <AlertsSection now={now} />
        <Matters title="Due" says="what settles, comes free or expires" none="Nothing is due soon." matters={due} />
        {proposals > 0 && (
          <p className="today-line">
            Imported rows propose {proposals.toLocaleString()} {proposals === 1 ? 'position' : 'positions'}.{' '}
            <button type="button" className="way" onClick={openProposals}>
              Look at {proposals === 1 ? 'it' : 'them'}
            </button>
          </p>
        )}
        <Matters title="Watch" says="what may cost money" none="Nothing warns." matters={watch} />
        {lists.length > 0 && <Matters title="Lists" says="targets reached, and what changed since yesterday" none="" matters={lists} />}
        <DataSection missing={missing} channels={channels} now={now} />
        {positions.length > 0 && (
          <section aria-label="Moved most">
            <h2>
              Moved most
              <span>
                in {MONTH} days, nominal, {list?.currency}
              </span>
            </h2>
            <table className="table">
              <tbody>
                {movers(month?.positions ?? [], MOVERS).map((each) => (
                  <tr key={each.position}>
                    <td>
                      <Course position={each.position} title={each.title} after={addDays(today, -MONTH)} />
                    </td>
                    <td>
                      <button type="button" className="way" onClick={() => openPosition(each.position, each.title)}>
                        {each.title}
                      </button>{' '}
                      <span className="muted">{each.detail}</span>
                    </td>
                    <td className="number">
                      <FigureView name={`Nominal return of ${each.title}`} figure={each.nominal} kind={money} change />
                    </td>
                    <td className="number">
                      <FigureView
                        name={`Nominal return of ${each.title}`}
                        figure={each.nominalReturn.figure}
                        kind={{ as: 'rate' }}
                        change
                      />
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </section>
        )}
        <Latest now={now} />
      </div>
    </div>
  );
}

/** How the value of a position went in the time, the size of a word. */
function Course({ position, title, after }: { readonly position: string; readonly title: string; readonly after: string }) {
  const { data: series } = useReading(seriesReading(position, { after }));
  const points = series?.points.map(({ day, value }) => ({ at: Date.parse(day), value: value === null ? null : Number(value) })) ?? [];
  return <Sparkline label={`Value of ${title} in ${MONTH} days`} points={points} />;
}

const COMMANDS: readonly Command[] = [{ id: 'add', title: 'Add a position', group: 'Today', keys: ['n'], run: addPosition }];

interface DataSectionProps {
  readonly missing: readonly Matter[];
  readonly channels: readonly Matter[];
  readonly now: number;
}

/** What figures lack: prices that are missing or old, values put aside, a backup that is due; and channels that fail. */
function DataSection({ missing, channels, now }: DataSectionProps) {
  const { data: coverage = [] } = useReading(coverageReading);
  const { data: quarantine } = useReading(quarantineReading);
  const { data: status } = useReading(statusReading);
  const stale = coverage.filter((series) => series.stale);
  const backupAge = status?.lastBackup ? (now - Date.parse(status.lastBackup.at)) / DAY : null;
  const lines = [
    ...(stale.length === 0
      ? []
      : [
          {
            key: 'stale',
            text: `${staleWords(stale)} older than it may be, so figures of today cannot use it.`,
            way: 'Market data',
            go: () => goTo('market'),
          },
        ]),
    ...(quarantine && quarantine.total > 0
      ? [
          {
            key: 'quarantine',
            text: `${quarantine.total.toLocaleString()} ${quarantine.total === 1 ? 'value was put aside as suspicious and waits' : 'values were put aside as suspicious and wait'} for judgement.`,
            way: 'Look at them',
            go: () => goTo('market'),
          },
        ]
      : []),
    ...(status && (backupAge === null || backupAge > OLD_BACKUP)
      ? [
          {
            key: 'backup',
            text: backupAge === null ? 'There is no backup yet.' : `The last backup is ${Math.floor(backupAge)} days old.`,
            way: 'Backups',
            go: () => goTo('settings'),
          },
        ]
      : []),
  ];
  return (
    <section aria-label="Data">
      <h2>
        Data<span>what figures lack</span>
      </h2>
      {missing.length + channels.length + lines.length === 0 && <p className="muted">Every figure has what it needs.</p>}
      <ul className="matters">
        {[...missing, ...channels].map((matter) => (
          <MatterLine key={matter.key} matter={matter} />
        ))}
        {lines.map(({ key, text, way, go }) => (
          <li key={key}>
            {text}{' '}
            <button type="button" className="way" onClick={go}>
              {way}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

function staleWords(stale: ReadonlyArray<{ readonly subject: string; readonly age: number }>): string {
  const [first] = stale;
  if (first && stale.length === 1) return `${first.subject}: the last value is ${first.age} days old,`;
  const names = stale.slice(0, 3).map(({ subject }) => subject);
  return `${names.join(', ')}${stale.length > 3 ? ` and ${stale.length - 3} more series` : ''}: the last value is`;
}

function Latest({ now }: { readonly now: number }) {
  const { data: log } = useReading(latestReading);
  if (!log || log.lines.length === 0) return null;
  return (
    <section aria-label="Changed">
      <h2>
        Changed<span>the latest entries of the journal</span>
        <button type="button" className="way" onClick={() => goTo('journal')}>
          Journal <kbd>g</kbd> <kbd>j</kbd>
        </button>
      </h2>
      <ul className="matters latest">
        {log.lines.map(({ id, at, words }) => (
          <li key={id}>
            <time dateTime={at}>{momentText(at, now)}</time>
            <span>{words}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function NothingYet() {
  return (
    <div className="teaching">
      <h2>Nothing to look at yet</h2>
      <p>
        Here the morning begins: what your positions gained or lost, what settles, comes free or expires, what may cost money, and what
        figures lack. It fills once there is a first position, venue or trade.
      </p>
      <FirstSteps />
    </div>
  );
}
