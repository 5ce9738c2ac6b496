import { useEffect, useMemo } from 'react';
import { type AnySubject, isKnown } from '../../shared/figures/index.ts';
import { WATCHED_KINDS } from '../../shared/watchlists/index.ts';
import { api } from '../engine/api.ts';
import { compareSubjects } from '../comparison/index.ts';
import { EVERY_COLUMN, type Reading, useReading } from '../engine/reading.ts';
import { PrintHead } from '../frame/print-head.tsx';
import { MetricFigure, readMetrics, useMetrics } from '../metrics/index.ts';
import { type Command, useCommands } from '../window/commands.ts';
import { goTo, namePanel } from '../window/places.ts';
import { EntriesSection } from './entries-section.tsx';
import { GradesSection } from './grades-section.tsx';
import { PastSection } from './past-section.tsx';
import { alertOn, openForm } from './ways.ts';
import { kindWord } from './words.ts';

interface SubjectViewProps {
  readonly panel: string;
  readonly about: AnySubject;
}

type Told = Awaited<ReturnType<typeof api.metrics.titles.query>>[number];

/** All that is known of one subject: facts, metrics as they are now, their past, its grades, and what was said of it on lists. */
export function SubjectView({ panel, about: { kind, id } }: SubjectViewProps) {
  const about = useMemo(() => ({ kind, id }), [kind, id]);
  const { data: told, error, isPending } = useReading(toldReading(about));
  const title = told?.title ?? null;
  useEffect(() => {
    if (title !== null) namePanel(panel, title);
  }, [panel, title]);
  useCommands(
    panel,
    useMemo(() => subjectCommands(about), [about]),
  );
  if (error) return <Missing message={error.message} />;
  if (isPending || !told) return null;
  if (title === null)
    return <Missing message={`There is no ${kindWord(kind)} ${id} any more. What was said of it stays on the lists that have it.`} />;
  const elsewhere = ELSEWHERE[kind];
  return (
    <div className="panel-body">
      <PrintHead title={title} />
      <header className="panel-head">
        <h1>{title}</h1>
        <span className="says">{kindWord(kind)}</span>
      </header>
      <p className="subject-ways not-printed">
        {WATCHED_KINDS.some((each) => each === kind) && (
          <button type="button" className="quiet" onClick={() => openForm({ shows: 'add', about: [about] })}>
            Add to … <kbd>n</kbd>
          </button>
        )}
        <button type="button" className="quiet" onClick={() => compareSubjects([about])}>
          Compare <kbd>c</kbd>
        </button>
        <button type="button" className="quiet" onClick={() => alertOn({ kind, ids: [id] })}>
          Alert me … <kbd>a</kbd>
        </button>
        {elsewhere && (
          <button type="button" className="quiet" onClick={() => goTo(elsewhere.place, elsewhere.subject(id))}>
            {elsewhere.says}
          </button>
        )}
      </p>
      <div className="detail">
        <FactsSection facts={told.facts} />
        <MetricsSection about={about} title={title} facts={told.facts} />
        <PastSection about={about} title={title} />
        <GradesSection panel={panel} about={about} title={title} />
        <EntriesSection about={about} />
      </div>
    </div>
  );
}

/** Kinds that have a screen of their own. */
const ELSEWHERE: Partial<
  Readonly<Record<AnySubject['kind'], { readonly place: string; readonly says: string; readonly subject: (id: string) => string }>>
> = {
  position: { place: 'positions', says: 'Open the position', subject: (id) => id },
  venue: { place: 'venues', says: 'Open the card', subject: (id) => id },
  pool: { place: 'market', says: 'As the source tells it', subject: (id) => `pool:${id}` },
};

function toldReading({ kind, id }: AnySubject): Reading<Told | null> {
  return {
    columns: EVERY_COLUMN,
    key: ['watchlists.told', kind, id],
    ask: async (signal) => (await api.metrics.titles.query({ subjects: [{ kind, id }] }, { signal }))[0] ?? null,
  };
}

function FactsSection({ facts }: { readonly facts: Told['facts'] }) {
  const known = Object.entries(facts).filter(([, value]) => value !== null && value !== '');
  if (known.length === 0) return null;
  return (
    <section aria-label="Facts">
      <h2>Facts</h2>
      <dl className="subject-facts">
        {known.map(([name, value]) => (
          <div key={name}>
            <dt>{factName(name)}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

/** `pool.stablecoin` is `stablecoin` to who looks at a pool. */
function factName(name: string): string {
  return name.slice(name.indexOf('.') + 1).replaceAll('-', ' ');
}

const NO_READINGS: readonly never[] = [];

/** Every metric of it, with what kind of figure it is and how old. */
function MetricsSection({ about, title, facts }: { readonly about: AnySubject; readonly title: string; readonly facts: Told['facts'] }) {
  // Grades stand below, with their factors.
  const metrics = useMetrics(about.kind).filter(({ id }) => !id.startsWith('watchlists.'));
  const told = new Set(Object.values(facts));
  const ids = metrics.map(({ id }) => id);
  const { data: readings = NO_READINGS } = useReading(readMetrics(ids, [about]), { enabled: ids.length > 0 });
  const read = new Map(readings.map(({ metric, value }) => [metric, value]));
  const known = metrics.filter(({ id, unit }) => {
    const figure = read.get(id);
    // Words that stand among the facts are not said twice.
    return figure !== undefined && isKnown(figure) && !(unit === 'text' && told.has(figure.ok.text));
  });
  const unknown = metrics.filter(({ id }) => read.has(id) && !isKnownFigure(read.get(id)));
  return (
    <section aria-label="Metrics">
      <h2>Metrics</h2>
      <table className="table subject-metrics">
        <tbody>
          {known.map((metric) => {
            const figure = read.get(metric.id);
            return (
              <tr key={metric.id}>
                <th scope="row" data-tip={`${metric.says} In expressions: ${metric.word}`}>
                  {metric.name}
                </th>
                <td>{figure && <MetricFigure metric={metric} figure={figure} of={title} />}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
      {unknown.length > 0 && (
        <p className="subject-unknown">
          <span className="muted">Not known: </span>
          {unknown.map(({ id, name }, index) => {
            const figure = read.get(id);
            const why = figure === undefined || isKnown(figure) ? '' : figure.unavailable.message;
            return (
              <span key={id}>
                <button type="button" className="plain" data-tip={why} aria-label={`${name}: unknown. ${why}`}>
                  {name.toLowerCase()}
                </button>
                {index < unknown.length - 1 && ', '}
              </span>
            );
          })}
        </p>
      )}
    </section>
  );
}

function isKnownFigure(figure: Parameters<typeof isKnown>[0] | undefined): boolean {
  return figure !== undefined && isKnown(figure);
}

function Missing({ message }: { readonly message: string }) {
  return (
    <div className="teaching" role="alert">
      <h2>This cannot be shown</h2>
      <p>{message}</p>
    </div>
  );
}

function subjectCommands(about: AnySubject): readonly Command[] {
  const group = 'Subject';
  return [
    { id: 'add', title: 'Add it to a watchlist', group, keys: ['n'], run: () => openForm({ shows: 'add', about: [about] }) },
    { id: 'subject.compare', title: 'Compare it', group, keys: ['c'], run: () => compareSubjects([about]) },
    { id: 'subject.alert', title: 'Alert me about it', group, keys: ['a'], run: () => alertOn({ kind: about.kind, ids: [about.id] }) },
  ];
}
