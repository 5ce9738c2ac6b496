import { useMemo } from 'react';
import type { Scenario } from '../../shared/pretrade/index.ts';
import { ChartFrame } from '../charts/chart-frame.tsx';
import { tickDigits } from '../charts/scale.ts';
import { useWidth } from '../charts/use-size.ts';
import { DASH, moneyText, numberText, priceText } from '../figures/number-text.ts';
import { momentText } from '../figures/time-text.ts';
import { useNow } from '../window/clock.ts';
import { usePreferences } from '../window/preferences.ts';
import { PlotAxes } from './plot-axes.tsx';
import { nearest, useReadOut } from './read-out.ts';
import { LABEL_ROW, MARK_WORDS, ROOM, type ScenarioGeometry, scenarioGeometry } from './scenario-geometry.ts';

const HEIGHT = 270;
const TITLE = 'Profit and loss';

interface ScenarioPlotProps {
  readonly scenario: Scenario;
  /** Of an option it is drawn at its expiry, over the price of the underlying. */
  readonly option: boolean;
}

/** What the trade brings at each price at its horizon, with what is planned and what must not happen marked. */
export function ScenarioPlot({ scenario, option }: ScenarioPlotProps) {
  const now = useNow();
  const { currency, horizon, points, lacks } = scenario;
  const unit = currency ?? '';
  const when = horizon === null ? 'now' : momentText(horizon, now);
  const says = option ? `${unit} at expiry, ${when}, over the underlying` : `${unit}, ${when}, all costs in`;
  return (
    <section aria-label="Scenario" className="scenario">
      {points.length === 0 ? (
        <>
          <h2>{TITLE}</h2>
          <p className="scenario-lacks" style={{ minHeight: HEIGHT }}>
            {lacks ?? 'There is nothing to draw yet.'}
          </p>
        </>
      ) : (
        <ChartFrame title={TITLE} says={says} table={() => tableOf(scenario)}>
          <Plot scenario={scenario} />
        </ChartFrame>
      )}
    </section>
  );
}

function Plot({ scenario }: { readonly scenario: Scenario }) {
  const { points, marks } = scenario;
  const unit = scenario.currency ?? '';
  const discreet = usePreferences((state) => state.discreet);
  const [holder, width] = useWidth<HTMLDivElement>(560);
  const plot = useMemo(() => scenarioGeometry(scenario, width, HEIGHT), [scenario, width]);
  const moneyOf = (amount: string | null) => (amount === null ? DASH : discreet ? '•••' : moneyText(amount, { sign: true }));
  const prices = points.map(({ price }) => Number(price));
  const stops = marks.map(({ price }) => nearest(prices, Number(price)));
  const entry = marks.find(({ what }) => what === 'entry') ?? marks[0];
  const { at, props } = useReadOut({
    label: `${TITLE}, ${unit}: the price that is read out`,
    places: prices.map(plot.x.at),
    rest: entry === undefined ? 0 : nearest(prices, Number(entry.price)),
    stops,
    text(place) {
      const point = points[place];
      if (!point) return '';
      const marked = marks.filter((_, index) => stops[index] === place).map(({ what }) => `, at the ${MARK_WORDS[what]}`);
      return `${priceText(point.price)} ${unit}: ${moneyOf(point.profit)}${point.liquidated ? ', liquidated' : ''}${marked.join('')}`;
    },
  });
  const here = at === null ? undefined : points[at];
  return (
    <>
      <div ref={holder} className="chart-holder" style={{ height: HEIGHT }} {...props}>
        <svg className="chart scenario-plot" viewBox={`0 0 ${width} ${HEIGHT}`} width={width} height={HEIGHT} aria-hidden="true">
          <Drawing plot={plot} width={width} at={at} discreet={discreet} />
        </svg>
        {here && (
          <div className="read-out plot-read-out">
            {priceText(here.price)} <b>{moneyOf(here.profit)}</b> {here.liquidated && 'liquidated'}
          </div>
        )}
      </div>
      <ul className="plot-marks" aria-label="What is marked">
        {marks.map(({ what, price, profit }) => (
          <li key={what} className={`mark-${what}`}>
            {MARK_WORDS[what]} <span className="number">{priceText(price)}</span> <b>{moneyOf(profit)}</b>
          </li>
        ))}
      </ul>
    </>
  );
}

interface DrawingProps {
  readonly plot: ScenarioGeometry;
  readonly width: number;
  readonly at: number | null;
  readonly discreet: boolean;
}

function Drawing({ plot, width, at, discreet }: DrawingProps) {
  const { x, y, top, points, marks, liquidated } = plot;
  const [right, bottom] = [width - ROOM.right, HEIGHT - ROOM.bottom];
  const here = at === null ? undefined : points[at];
  const digits = tickDigits(y.ticks);
  return (
    <>
      <PlotAxes
        x={x}
        y={y}
        left={ROOM.left}
        right={right}
        height={HEIGHT}
        amountText={(tick) => (discreet ? '' : numberText(tick.toFixed(8), { most: digits }))}
      />
      {liquidated && (
        <rect className="liquidated" x={liquidated.from} width={liquidated.to - liquidated.from} y={top} height={bottom - top} />
      )}
      <path className="gain-area" d={plot.gain} />
      <path className="loss-area" d={plot.loss} />
      <line className="zero-line" x1={ROOM.left} x2={right} y1={y.at(0)} y2={y.at(0)} />
      {marks.map(({ what, price, row }) => (
        <line key={what} className={`mark-line mark-${what}`} x1={x.at(price)} x2={x.at(price)} y1={row * LABEL_ROW + 15} y2={bottom} />
      ))}
      <path className="line" d={plot.line} />
      {marks.map(({ what, label, labelX, row }) => (
        <text key={what} className={`mark-name mark-${what}`} x={labelX} y={row * LABEL_ROW + 11}>
          {label}
        </text>
      ))}
      {here && (
        <g className="cursor">
          <line x1={x.at(here.price)} x2={x.at(here.price)} y1={top} y2={bottom} />
          <circle cx={x.at(here.price)} cy={y.at(here.profit)} r={4} />
        </g>
      )}
    </>
  );
}

function tableOf({ points, currency }: Scenario): readonly (readonly string[])[] {
  const head = ['price', `profit${currency === null ? '' : `, ${currency}`}`, 'liquidated'];
  return [head, ...points.map(({ price, profit, liquidated }) => [price, profit, liquidated ? 'yes' : ''])];
}
