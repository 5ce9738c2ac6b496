import type { CSSProperties } from 'react';
import { type Figure, isKnown, known, type MetricValue } from '../../shared/figures/index.ts';
import { ChartFrame } from '../charts/chart-frame.tsx';
import { useReading } from '../engine/reading.ts';
import { basisWords } from '../figures/rate-badge.tsx';
import { type MetricEntry, MetricFigure, useMetrics } from '../metrics/index.ts';
import type { PanelBodyProps } from './panel-props.ts';
import { compareReading, type CompareAnswer } from './readings.ts';
import type { ShownSubject } from './shown-subjects.ts';

type Row = CompareAnswer['rows'][number];
type Cell = Row['cells'][number];

/** Facts, or rates with their basis, side by side: a row a metric, a column a subject. Rows of which nothing is known are counted, not drawn. */
export function TablesPanel({ panel, title, subjects, tools }: PanelBodyProps) {
  const { data, error } = useReading(compareReading(subjects.map(({ subject }) => subject)));
  const metrics = useMetrics();
  if (error) return <p className="panel-opening">{error.message}</p>;
  if (!data) return <p className="panel-opening">Reading.</p>;
  const isRates = panel.kind === 'rates';
  const rows = data.rows.filter(({ group }) => (group === 'rate') === isRates);
  const told = rows.filter(({ cells }) => cells.some(({ figure }) => isKnown(figure)));
  const facts = isRates ? [] : data.facts;
  const wide: CSSProperties & Record<'--subjects', number> = { '--subjects': subjects.length };
  const silent = rows.filter((row) => !told.includes(row)).map(({ name }) => name);
  return (
    <ChartFrame
      title={title}
      says={isRates ? 'each on its own basis; unlike bases are not ranked' : 'as last known'}
      take={TAKEN}
      table={() => tableOf(told, facts, subjects)}
      tools={tools}
    >
      <div className="side-by-side">
        <table className="table side-table-of-subjects" style={wide}>
          <thead>
            <tr>
              <th scope="col">Metric</th>
              {subjects.map(({ title, colour }) => (
                <th key={title + String(colour)} scope="col" className="number">
                  <i className={`swatch series-${colour + 1}`} aria-hidden="true" /> {title}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {told.map((row) => (
              <tr key={`${row.word} ${row.name}`}>
                <th scope="row" data-tip={row.says}>
                  {row.name}
                </th>
                {row.cells.map((cell, place) => (
                  <td key={subjects[place]?.colour ?? place} className="number">
                    <CellFigure row={row} cell={cell} subject={subjects[place]} metrics={metrics} />
                  </td>
                ))}
              </tr>
            ))}
            {facts.map(({ name, cells }) => (
              <tr key={name}>
                <th scope="row">{factName(name)}</th>
                {cells.map((cell, place) => (
                  <td key={subjects[place]?.colour ?? place} className="number">
                    {cell ?? <span data-tip="Nobody has told it.">—</span>}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
        {told.length + facts.length === 0 && (
          <p className="muted">{isRates ? 'No rate of any of them is known.' : 'Nothing of any of them is known.'}</p>
        )}
        {silent.length > 0 && <p className="silent-rows">Of none is known: {silent.join(', ').toLowerCase()}.</p>}
      </div>
    </ChartFrame>
  );
}

const TAKEN = ['csv'] as const;

interface CellFigureProps {
  readonly row: Row;
  readonly cell: Cell;
  readonly subject: ShownSubject | undefined;
  readonly metrics: readonly MetricEntry[];
}

function CellFigure({ row, cell, subject, metrics }: CellFigureProps) {
  const metric =
    metrics.find((each) => each.word === row.word && each.subject === subject?.subject.kind) ??
    metrics.find((each) => each.word === row.word && each.name === row.name);
  if (!metric || !subject) return null;
  return <MetricFigure metric={metric} figure={valueOf(cell)} of={subject.title} ageless={row.unit === 'text'} />;
}

/** The parts of a value as they came over the wire, put together again. */
function valueOf({ figure, currency, basis, asOf }: Cell): Figure<MetricValue> {
  if (!isKnown(figure)) return figure;
  return known(
    {
      text: figure.ok,
      ...(currency === null ? {} : { currency }),
      ...(basis === null ? {} : { basis }),
      ...(asOf === null ? {} : { asOf }),
    },
    figure.trail,
  );
}

function factName(name: string): string {
  const words = name.slice(name.indexOf('.') + 1).replaceAll('-', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function tableOf(rows: readonly Row[], facts: CompareAnswer['facts'], subjects: readonly ShownSubject[]): readonly (readonly string[])[] {
  return [
    ['metric', 'unit', ...subjects.flatMap(({ title }) => [title, `${title}: basis`, `${title}: as of`])],
    ...rows.map(({ name, unit, cells }) => [
      name,
      unit,
      ...cells.flatMap(({ figure, currency, basis, asOf }) => [
        isKnown(figure) ? figure.ok : '',
        [currency, basis && basisWords(basis), isKnown(figure) ? null : figure.unavailable.message]
          .filter((part) => part !== null)
          .join(', '),
        asOf ?? '',
      ]),
    ]),
    ...facts.map(({ name, cells }) => [factName(name), 'text', ...cells.flatMap((cell) => [cell ?? '', '', ''])]),
  ];
}
