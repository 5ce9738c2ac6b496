import { useMemo, useState } from 'react';
import type { DashboardPanel, UnlikeChoice } from '../../shared/comparison/index.ts';
import type { Crosshair } from '../charts/crosshair.ts';
import { HistoryChart } from '../charts/history-chart.tsx';
import type { PlotAxis, PlotLine, Stretch } from '../charts/plot.ts';
import { Pyramid } from '../charts/pyramid.ts';
import { useReading } from '../engine/reading.ts';
import { FigureView } from '../figures/figure-view.tsx';
import { counted } from '../figures/number-text.ts';
import { dayText } from '../figures/time-text.ts';
import { usePreferences } from '../window/preferences.ts';
import { MissingLines, missingWords } from './missing-lines.tsx';
import type { PanelBodyProps } from './panel-props.ts';
import { datasetsReading, seriesReading, type SeriesAnswer, type SeriesForm } from './readings.ts';
import type { ShownSubject } from './shown-subjects.ts';
import { sourceWords } from './source-words.ts';
import { valueText } from './value-text.ts';
import { cellText, tableHead, windowWords } from './words.ts';

const FORMS: Readonly<Partial<Record<DashboardPanel['kind'], SeriesForm>>> = { indexed: 'indexed', drawdown: 'drawdown' };

interface HistoryPanelProps extends PanelBodyProps {
  readonly crosshair: Crosshair;
  readonly onUnlike: (unlike: UnlikeChoice) => void;
}

/** Histories over time: as observed on an axis for each kind, as an index from the first common day, or as the fall from the highest close. */
export function HistoryPanel({ panel, title, subjects, height, tools, crosshair, onUnlike }: HistoryPanelProps) {
  const discreet = usePreferences((state) => state.discreet);
  const form = FORMS[panel.kind] ?? 'values';
  const [stretch, setStretch] = useState<Stretch | null>(null);
  const question = { subjects: subjects.map(({ subject }) => subject), metric: panel.metric ?? '', panel };
  const { data, error } = useReading(seriesReading(question, form));
  const isSampled = data?.lines.some(({ at, observations }) => observations > at.length) ?? false;
  const isNear =
    stretch !== null && isSampled && data?.span !== null && stretch.to - stretch.from < (data?.span.to ?? 0) - (data?.span.from ?? 0);
  const near = useReading(seriesReading(question, form, stretch === null ? undefined : wider(stretch)), { enabled: isNear });
  const nearer = isNear && !near.isPlaceholderData ? near.data : undefined;
  const close = useMemo(() => (nearer && stretch ? { answer: nearer, stretch: wider(stretch) } : null), [nearer, stretch]);
  const axes = useMemo(() => (data ? axesOf(data, subjects, discreet, close) : []), [data, subjects, discreet, close]);
  const time = useMemo(() => ({ from: data?.span?.from ?? 0, to: data?.span?.to ?? 1 }), [data?.span?.from, data?.span?.to]);
  const { data: datasets } = useReading(datasetsReading);
  if (error) return <p className="panel-opening">{error.message}</p>;
  if (!data) return <p className="panel-opening">Reading the histories.</p>;
  const source = sourceWords(data.lines, datasets ?? []);
  const lines = 20 * (data.missing.length + (data.unlike === null ? 0 : 1)) + (form === 'drawdown' ? 22 : 0);
  const notes = (
    <div className="panel-notes">
      {data.unlike !== null && <Unlike says={data.unlike} form={form} unlike={panel.options.unlike} onUnlike={onUnlike} />}
      {form === 'drawdown' && <WorstLine answer={data} subjects={subjects} />}
      <MissingLines missing={data.missing} subjects={subjects} />
      {source !== null && <p className="source-line">{source}</p>}
    </div>
  );
  if (data.lines.length === 0) {
    return (
      <div className="panel-words">
        <header className="panel-words-head">
          <h2>{title}</h2>
          {tools}
        </header>
        {notes}
      </div>
    );
  }
  return (
    <HistoryChart
      title={title}
      says={saysOf(panel, data)}
      axes={axes}
      time={time}
      height={Math.max(110, height - lines)}
      crosshair={crosshair}
      notes={[...notesOf(data, subjects, form, panel.options.unlike), ...(source === null ? [] : [source])]}
      table={() => tableOf(data, subjects)}
      onView={setStretch}
      tools={tools}
    >
      {notes}
    </HistoryChart>
  );
}

/** A view and as much again on either side, so that a small step needs no new answer. */
function wider({ from, to }: Stretch): Stretch {
  return { from: from - (to - from), to: to + (to - from) };
}

function axesOf(
  answer: SeriesAnswer,
  subjects: readonly ShownSubject[],
  discreet: boolean,
  near: { readonly answer: SeriesAnswer; readonly stretch: Stretch } | null,
): readonly PlotAxis[] {
  return answer.axes.map(({ title, members }) => {
    const lines = members.flatMap((place): PlotLine[] => {
      const line = answer.lines.find((each) => each.place === place);
      const subject = subjects[place];
      if (!line || !subject) return [];
      const close = near?.answer.lines.find((each) => each.place === place);
      return [
        {
          key: `${place}`,
          label: subject.title,
          colour: subject.colour,
          whole: pyramidOf(line),
          near: near && close ? { stretch: near.stretch, pyramid: pyramidOf(close) } : undefined,
        },
      ];
    });
    const first = answer.lines.find(({ place }) => place === members[0]);
    const kind = subjects[members[0] ?? 0]?.subject.kind ?? 'pool';
    return { title, lines, text: valueText(first?.unit ?? 'count', first?.currency ?? null, kind, discreet) };
  });
}

function pyramidOf({ at, value }: { readonly at: readonly number[]; readonly value: readonly (number | null)[] }): Pyramid {
  return new Pyramid(
    Float64Array.from(at),
    Float64Array.from(value, (each) => each ?? Number.NaN),
  );
}

function saysOf(panel: DashboardPanel, { span, base }: SeriesAnswer): string {
  if (span === null) return '';
  const to = dayText(new Date(span.to).toISOString().slice(0, 10));
  const from = dayText(new Date(span.from).toISOString().slice(0, 10));
  const form = panel.kind === 'indexed' && base !== null ? `, ${dayText(base)} = 100` : panel.kind === 'drawdown' ? ', daily closes' : '';
  return panel.windowDays === null ? `${from} to ${to}${form}` : `${windowWords(panel.windowDays)} to ${to}${form}`;
}

interface UnlikeProps {
  readonly says: string;
  readonly form: SeriesForm;
  readonly unlike: UnlikeChoice;
  readonly onUnlike: (unlike: UnlikeChoice) => void;
}

/** Says that the series are of unlike kinds, and offers what can be done about it. */
function Unlike({ says, form, unlike, onUnlike }: UnlikeProps) {
  const other: UnlikeChoice = unlike === 'separate' ? 'together' : 'separate';
  return (
    <p className="unlike-line">
      {says} {axesWords(form, unlike)}{' '}
      {form !== 'values' && (
        <button type="button" className="way not-printed" onClick={() => onUnlike(other)}>
          {other === 'together' ? 'Put them on one axis all the same' : 'Give each kind its own axis'}
        </button>
      )}
    </p>
  );
}

function axesWords(form: SeriesForm, unlike: UnlikeChoice): string {
  if (form === 'values') return 'Each has an axis of its own.';
  return unlike === 'separate' ? 'Each kind has an axis of its own.' : 'They share an axis all the same.';
}

/** What stands below the chart, for a picture of it that is taken along. */
function notesOf(
  { unlike: says, missing }: SeriesAnswer,
  subjects: readonly ShownSubject[],
  form: SeriesForm,
  unlike: UnlikeChoice,
): readonly string[] {
  return [...(says === null ? [] : [`${says} ${axesWords(form, unlike)}`]), ...missingWords(missing, subjects)];
}

function WorstLine({ answer, subjects }: { readonly answer: SeriesAnswer; readonly subjects: readonly ShownSubject[] }) {
  return (
    <p className="worst-line">
      <span className="muted">worst</span>
      {answer.lines.map(({ place, worst }) =>
        worst === null ? null : (
          <span key={place}>
            <i className={`swatch series-${(subjects[place]?.colour ?? 0) + 1}`} aria-hidden="true" />{' '}
            <FigureView name={`Worst drawdown of ${subjects[place]?.title ?? ''}`} figure={worst.figure} kind={{ as: 'rate' }} />
            {worst.trough !== null && (
              <small>
                {' '}
                {dayText(worst.trough)}
                {worst.recovered === null ? ', not made good' : ''}
              </small>
            )}
          </span>
        ),
      )}
    </p>
  );
}

/** Every point that is drawn; a series that was sampled says so in its head. */
function tableOf({ lines, axes }: SeriesAnswer, subjects: readonly ShownSubject[]): readonly (readonly string[])[] {
  const heads = lines.map(({ place, at, observations }) => {
    const axis = axes.find(({ members }) => members.includes(place))?.title ?? '';
    const sampled = observations > at.length ? `, sampled from ${counted(observations, 'observation')}` : '';
    return `${subjects[place]?.title ?? ''} (${tableHead(axis)}${sampled})`;
  });
  const instants = [...new Set(lines.flatMap(({ at }) => at))].sort((one, other) => one - other);
  const values = lines.map(({ at, value }) => new Map(at.map((instant, index) => [instant, value[index] ?? null])));
  // A line is broken off a millisecond after its last value before a gap: nobody observed anything then.
  const known = new Set(instants);
  const isBreak = (instant: number) => known.has(instant - 1) && values.every((of) => (of.get(instant) ?? null) === null);
  return [
    ['instant, UTC', ...heads],
    ...instants
      .filter((instant) => !isBreak(instant))
      .map((instant) => [new Date(instant).toISOString()].concat(values.map((of) => cellText(of.get(instant))))),
  ];
}
