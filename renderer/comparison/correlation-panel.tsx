import { useMemo } from 'react';
import { type Figure, isKnown } from '../../shared/figures/index.ts';
import { ChartFrame } from '../charts/chart-frame.tsx';
import type { Crosshair } from '../charts/crosshair.ts';
import { HistoryChart } from '../charts/history-chart.tsx';
import { Pyramid } from '../charts/pyramid.ts';
import { stepDigits } from '../charts/scale.ts';
import { useReading } from '../engine/reading.ts';
import { FigureView } from '../figures/figure-view.tsx';
import { counted, numberText } from '../figures/number-text.ts';
import { MissingLines, missingWords } from './missing-lines.tsx';
import type { PanelBodyProps } from './panel-props.ts';
import { correlationReading, type CorrelationAnswer } from './readings.ts';
import type { ShownSubject } from './shown-subjects.ts';
import { cellText, FORM_NAMES } from './words.ts';

type Pair = CorrelationAnswer['pairs'][number];

/** How much each two move together: a matrix of numbers with n, and over a moving window where one was asked for. */
export function CorrelationPanel({ panel, title, subjects, height, tools, crosshair }: PanelBodyProps & { readonly crosshair: Crosshair }) {
  const question = { subjects: subjects.map(({ subject }) => subject), metric: panel.metric ?? '', panel };
  const { data, error } = useReading(correlationReading(question));
  if (error) return <p className="panel-opening">{error.message}</p>;
  if (!data) return <p className="panel-opening">Reading the histories.</p>;
  const says = `${panel.options.method === 'pearson' ? 'Pearson’s' : 'Spearman’s'}, of ${FORM_NAMES[panel.options.of]}, on common days`;
  if (panel.options.rolling !== null) {
    return (
      <OverTime
        title={title}
        says={`${says}, ${panel.options.rolling} d up to each day`}
        answer={data}
        subjects={subjects}
        height={height}
        tools={tools}
        crosshair={crosshair}
      />
    );
  }
  return (
    <ChartFrame title={title} says={says} take={TAKEN} table={() => tableOf(data, subjects, says)} tools={tools}>
      <div className="side-by-side">
        <Matrix answer={data} subjects={subjects} />
        <MissingLines missing={data.missing} subjects={subjects} />
      </div>
    </ChartFrame>
  );
}

const TAKEN = ['csv'] as const;
/** Above the diagonal stands what stands below it. */
const NOTHING = '\u00a0';

function Matrix({ answer, subjects }: { readonly answer: CorrelationAnswer; readonly subjects: readonly ShownSubject[] }) {
  const shown = [...new Set(answer.pairs.flatMap(({ one, other }) => [one, other]))].sort((a, b) => a - b);
  if (shown.length < 2) return <p className="muted">It takes two subjects with a history to correlate.</p>;
  return (
    <table className="correlations">
      <thead>
        <tr>
          <th scope="col">Subject</th>
          {shown.slice(0, -1).map((place) => (
            <th key={place} scope="col">
              <i className={`swatch series-${(subjects[place]?.colour ?? 0) + 1}`} aria-hidden="true" /> {subjects[place]?.title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {shown.slice(1).map((row) => (
          <tr key={row}>
            <th scope="row">
              <i className={`swatch series-${(subjects[row]?.colour ?? 0) + 1}`} aria-hidden="true" /> {subjects[row]?.title}
            </th>
            {shown
              .slice(0, -1)
              .map((column) =>
                column < row ? (
                  <MatrixCell
                    key={column}
                    pair={answer.pairs.find(({ one, other }) => one === column && other === row)}
                    subjects={subjects}
                  />
                ) : (
                  <td key={column}>{NOTHING}</td>
                ),
              )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** The number, its n, and a bar from the middle: sign and size are read without the colour. */
function MatrixCell({ pair, subjects }: { readonly pair: Pair | undefined; readonly subjects: readonly ShownSubject[] }) {
  if (!pair) return <td>{NOTHING}</td>;
  const { figure, one, other, n } = pair;
  const value = isKnown(figure) ? Number(figure.ok) : 0;
  const name = `Correlation of ${subjects[one]?.title ?? ''} and ${subjects[other]?.title ?? ''}`;
  return (
    <td>
      <FigureView name={name} figure={rounded(figure)} kind={{ as: 'counted', unit: '' }} change />
      <small>n = {n.toLocaleString()}</small>
      <span className="correlation-bar" aria-hidden="true">
        <i className={value < 0 ? 'below' : 'above'} style={{ width: `${Math.abs(value) * 50}%` }} />
      </span>
    </td>
  );
}

/** Two digits say all that a correlation has to say. */
function rounded(figure: Figure<string>): Figure<string> {
  return isKnown(figure) ? { ok: Number(figure.ok).toFixed(2), trail: figure.trail } : figure;
}

interface OverTimeProps {
  readonly title: string;
  readonly says: string;
  readonly answer: CorrelationAnswer;
  readonly subjects: readonly ShownSubject[];
  readonly height: number;
  readonly tools: PanelBodyProps['tools'];
  readonly crosshair: Crosshair;
}

/** With the first subject each of the others in its colour: fifteen pairs at once are no picture. */
function OverTime({ title, says, answer, subjects, height, tools, crosshair }: OverTimeProps) {
  const { span, pairs } = answer;
  const first = pairs[0]?.one;
  const shown = useMemo(() => pairs.filter(({ one, rolling }) => one === first && rolling !== null), [pairs, first]);
  const axes = useMemo(
    () => [
      {
        title: `with ${subjects[first ?? 0]?.title ?? ''}, from −1 to 1`,
        text: correlationText,
        lines: shown.map(({ other, rolling }) => ({
          key: `${other}`,
          label: subjects[other]?.title ?? '',
          colour: subjects[other]?.colour ?? 0,
          whole: new Pyramid(
            Float64Array.from(rolling!.at),
            Float64Array.from(rolling!.value, (value) => value ?? Number.NaN),
          ),
        })),
      },
    ],
    [shown, subjects, first],
  );
  const time = useMemo(() => ({ from: span?.from ?? 0, to: span?.to ?? 1 }), [span?.from, span?.to]);
  const table = () => [
    ['day', ...shown.map(({ one, other }) => `${subjects[one]?.title ?? ''} with ${subjects[other]?.title ?? ''} (${says})`)],
    ...(shown[0]?.rolling?.at ?? []).map((at, index) =>
      [new Date(at).toISOString().slice(0, 10)].concat(shown.map(({ rolling }) => cellText(rolling?.value[index]))),
    ),
  ];
  const unknown = shown.every(({ rolling }) => rolling?.value.every((value) => value === null));
  return (
    <HistoryChart
      title={title}
      says={says}
      axes={axes}
      time={time}
      height={Math.max(110, height - 20 * (answer.missing.length + (unknown ? 1 : 0)))}
      crosshair={crosshair}
      notes={missingWords(answer.missing, subjects)}
      table={table}
      tools={tools}
    >
      {unknown && <p className="muted">No window of so many days has enough common days: {counted(pairs[0]?.n ?? 0, 'day')} in all.</p>}
      <MissingLines missing={answer.missing} subjects={subjects} />
    </HistoryChart>
  );
}

/** Two digits say all that there is to say; a tick takes as many as it needs. */
function correlationText(value: number, step?: number): string {
  return numberText(value.toFixed(8), { most: step === undefined ? 2 : stepDigits(step) });
}

function tableOf({ pairs }: CorrelationAnswer, subjects: readonly ShownSubject[], says: string): readonly (readonly string[])[] {
  return [
    ['one', 'other', `correlation (${says})`, 'n', 'why not'],
    ...pairs.map(({ one, other, n, figure }) => [
      subjects[one]?.title ?? '',
      subjects[other]?.title ?? '',
      isKnown(figure) ? figure.ok : '',
      String(n),
      isKnown(figure) ? '' : figure.unavailable.message,
    ]),
  ];
}
