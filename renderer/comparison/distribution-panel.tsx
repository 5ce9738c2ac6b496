import { type Figure, isKnown } from '../../shared/figures/index.ts';
import { ChartFrame } from '../charts/chart-frame.tsx';
import { type AxisText, linearScale, stepOf } from '../charts/scale.ts';
import { usePaper, useWidth } from '../charts/use-size.ts';
import { useReading } from '../engine/reading.ts';
import { FigureView, type Kind } from '../figures/figure-view.tsx';
import { counted } from '../figures/number-text.ts';
import { kindOfMetric } from '../metrics/index.ts';
import { usePreferences } from '../window/preferences.ts';
import { MissingLines, missingWords } from './missing-lines.tsx';
import type { PanelBodyProps } from './panel-props.ts';
import { distributionReading, type DistributionAnswer } from './readings.ts';
import type { ShownSubject } from './shown-subjects.ts';
import { valueText } from './value-text.ts';
import { cellText, FORM_NAMES, tableHead, windowWords } from './words.ts';

type Axis = DistributionAnswer['axes'][number];
type Member = Axis['members'][number];

const FOOT = 20;
const TITLE = 18;
const LEFT = 118;
/** A row of the figures below. */
const ROW = 29;

/** How values, changes or returns are spread: a row of bars for each subject on common bins, its quartiles and median on it, and the figures below. */
export function DistributionPanel({ panel, title, subjects, height, tools }: PanelBodyProps) {
  const discreet = usePreferences((state) => state.discreet);
  const [holder, onScreen] = useWidth<HTMLDivElement>(480);
  const width = usePaper(holder) ?? onScreen;
  const { data, error } = useReading(
    distributionReading({ subjects: subjects.map(({ subject }) => subject), metric: panel.metric ?? '', panel }),
  );
  if (error) return <p className="panel-opening">{error.message}</p>;
  const rows = data?.axes.reduce((total, { members }) => total + members.length, 0) ?? 0;
  const axes = data?.axes.length ?? 0;
  const below = ROW * (rows + 1) + 22 * (data?.missing.length ?? 0);
  const tall = Math.max(22, Math.min(64, (height - below - axes * (FOOT + TITLE)) / Math.max(1, rows)));
  const whole = rows * tall + axes * (FOOT + TITLE);
  return (
    <ChartFrame
      title={title}
      says={`${FORM_NAMES[panel.options.of]}, ${windowWords(panel.windowDays)}; bins by Freedman and Diaconis`}
      notes={data && missingWords(data.missing, subjects)}
      table={() => (data ? tableOf(data, subjects) : [])}
      tools={tools}
    >
      <div className="side-by-side">
        <div ref={holder}>
          {data && rows > 0 && (
            <svg
              className="chart"
              width={width}
              height={whole}
              viewBox={`0 0 ${width} ${whole}`}
              role="img"
              aria-label={`${title}: ${counted(rows, 'distribution')}; the figures stand below`}
            >
              {placedAxes(data.axes, tall).map(({ axis, top }) => (
                <AxisBars
                  key={axis.title}
                  axis={axis}
                  top={top}
                  tall={tall}
                  width={width}
                  subjects={subjects}
                  text={valueText(axis.unit, axis.currency, subjects[axis.members[0]?.place ?? 0]?.subject.kind ?? 'pool', discreet)}
                />
              ))}
            </svg>
          )}
        </div>
        {data && rows > 0 && <Summaries answer={data} subjects={subjects} />}
        {data && <MissingLines missing={data.missing} subjects={subjects} />}
      </div>
    </ChartFrame>
  );
}

function placedAxes(axes: readonly Axis[], tall: number): ReadonlyArray<{ readonly axis: Axis; readonly top: number }> {
  let top = 0;
  return axes.map((axis) => {
    const placed = { axis, top };
    top += TITLE + axis.members.length * tall + FOOT;
    return placed;
  });
}

interface AxisBarsProps {
  readonly axis: Axis;
  readonly top: number;
  readonly tall: number;
  readonly width: number;
  readonly subjects: readonly ShownSubject[];
  readonly text: AxisText;
}

function AxisBars({ axis, top, tall, width, subjects, text }: AxisBarsProps) {
  const [low, high] = [axis.edges[0] ?? 0, axis.edges.at(-1) ?? 1];
  const right = width - 12;
  const x = linearScale(low, high, LEFT, right, Math.max(2, Math.floor((right - LEFT) / 80)));
  const step = stepOf(x.ticks);
  // Heights are shares of each one's own days, so that a long history does not dwarf a short one; the highest share fills the row.
  const most = Math.max(...axis.members.map(({ counts, summary }) => Math.max(0, ...counts) / Math.max(1, summary.n)));
  const foot = top + TITLE + axis.members.length * tall;
  return (
    <g>
      <text className="axis-title" x={4} y={top + 12}>
        {axis.title}
      </text>
      {x.ticks.map((tick) => (
        <g key={tick} className="tick">
          <line x1={x.at(tick)} x2={x.at(tick)} y1={top + TITLE} y2={foot} />
          <text x={x.at(tick)} y={foot + 14}>
            {text(tick, step)}
          </text>
        </g>
      ))}
      {axis.members.map((member, row) => (
        <MemberBars
          key={member.place}
          member={member}
          edges={axis.edges}
          base={top + TITLE + (row + 1) * tall}
          tall={tall}
          most={most}
          at={x.at}
          subject={subjects[member.place]}
        />
      ))}
    </g>
  );
}

interface MemberBarsProps {
  readonly member: Member;
  readonly edges: readonly number[];
  readonly base: number;
  readonly tall: number;
  readonly most: number;
  readonly at: (value: number) => number;
  readonly subject: ShownSubject | undefined;
}

function MemberBars({ member, edges, base, tall, most, at, subject }: MemberBarsProps) {
  const { counts, summary } = member;
  const room = tall - 8;
  const of = (figure: Figure<string>) => (isKnown(figure) ? at(Number(figure.ok)) : null);
  const [lower, median, upper] = [of(summary.lowerQuartile), of(summary.median), of(summary.upperQuartile)];
  return (
    <g className={`series-${(subject?.colour ?? 0) + 1}`}>
      <text className="day name" x={4} y={base - 4}>
        {shortened(subject?.title ?? '')}
      </text>
      <line className="zero" x1={LEFT} x2={at(edges.at(-1) ?? 1)} y1={base} y2={base} />
      {counts.map((count, bin) => {
        const [from, to] = [at(edges[bin]!), at(edges[bin + 1]!)];
        const tallness = most > 0 ? (count / Math.max(1, summary.n) / most) * room : 0;
        return count === 0 ? null : (
          <rect
            key={edges[bin]}
            className="series-bar"
            x={from + 0.5}
            y={base - tallness}
            width={Math.max(1, to - from - 1)}
            height={tallness}
            opacity={0.75}
          />
        );
      })}
      {lower !== null && upper !== null && <line className="quartiles" x1={lower} x2={upper} y1={base + 2.5} y2={base + 2.5} />}
      {median !== null && <line className="median" x1={median} x2={median} y1={base - room} y2={base + 5} />}
    </g>
  );
}

const HEADS = ['median', 'mean', 'deviation', 'lowest', 'highest'] as const;

function Summaries({ answer, subjects }: { readonly answer: DistributionAnswer; readonly subjects: readonly ShownSubject[] }) {
  const members = answer.axes.flatMap((axis) => axis.members.map((member) => ({ axis, member })));
  const hasVolatility = members.some(({ member }) => member.summary.volatility !== null);
  return (
    <table className="table distribution-figures">
      <thead>
        <tr>
          <th scope="col">Subject</th>
          <th scope="col" className="number">
            n
          </th>
          {HEADS.map((name) => (
            <th key={name} scope="col" className="number">
              {name}
            </th>
          ))}
          {hasVolatility && (
            <th scope="col" className="number">
              volatility a year
            </th>
          )}
        </tr>
      </thead>
      <tbody>
        {members.map(({ axis, member: { place, summary } }) => {
          const subject = subjects[place];
          const kind: Kind = kindOfMetric({ unit: axis.unit, subject: subject?.subject.kind ?? 'pool' }, axis.currency ?? undefined) ?? {
            as: 'number',
          };
          return (
            <tr key={place}>
              <th scope="row">
                <i className={`swatch series-${(subject?.colour ?? 0) + 1}`} aria-hidden="true" /> {subject?.title}
              </th>
              <td className="number">{summary.n.toLocaleString()}</td>
              {HEADS.map((name) => (
                <td key={name} className="number">
                  <FigureView name={`${name} of ${subject?.title ?? ''}`} figure={summary[name]} kind={kind} />
                </td>
              ))}
              {hasVolatility && (
                <td className="number">
                  {summary.volatility && (
                    <FigureView name={`volatility a year of ${subject?.title ?? ''}`} figure={summary.volatility} kind={{ as: 'rate' }} />
                  )}
                </td>
              )}
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

const LETTERS = 17;

function shortened(text: string): string {
  return text.length <= LETTERS ? text : `${text.slice(0, LETTERS - 1)}…`;
}

function tableOf({ axes }: DistributionAnswer, subjects: readonly ShownSubject[]): readonly (readonly string[])[] {
  return axes.flatMap((axis) => [
    [`from (${tableHead(axis.title)})`, 'to', ...axis.members.map(({ place }) => `${subjects[place]?.title ?? ''} (days)`)],
    ...axis.edges
      .slice(0, -1)
      .map((edge, bin) =>
        [cellText(edge), cellText(axis.edges[bin + 1])].concat(axis.members.map(({ counts }) => String(counts[bin] ?? 0))),
      ),
  ]);
}
