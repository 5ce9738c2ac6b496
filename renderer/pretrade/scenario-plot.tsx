import { type KeyboardEvent, type PointerEvent, useState } from 'react';
import type { Scenario } from '../../shared/pretrade/index.ts';
import { ChartFrame } from '../charts/chart-frame.tsx';
import { tickDigits } from '../charts/scale.ts';
import { useWidth } from '../charts/use-size.ts';
import { DASH, moneyText, numberText, priceText } from '../figures/number-text.ts';
import { momentText } from '../figures/time-text.ts';
import { useNow } from '../window/clock.ts';
import { usePreferences } from '../window/preferences.ts';
import { LABEL_ROW, MARK_WORDS, ROOM, scenarioGeometry } from './scenario-geometry.ts';

const HEIGHT = 270;
const TITLE = 'Profit and loss';

interface ScenarioPlotProps {
  readonly scenario: Scenario;
  /** Of an option it is drawn at its expiry, over the price of the underlying. */
  readonly option: boolean;
}

/**
 * What the trade brings at each price at its horizon, with what is planned and what must not happen marked. The arrows read out point by point, Page up
 * and down go from mark to mark.
 */
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
  const { points, marks, currency } = scenario;
  const unit = currency ?? '';
  const [holder, width] = useWidth<HTMLDivElement>(560);
  const discreet = usePreferences((state) => state.discreet);
  const [at, setAt] = useState<number | null>(null);
  const plot = scenarioGeometry(scenario, width, HEIGHT);
  const { x, y } = plot;
  const last = points.length - 1;
  const rest = nearest(
    plot.points.map(({ price }) => price),
    Number(marks.find(({ what }) => what === 'entry')?.price ?? points[0]?.price ?? 0),
  );
  const shown = Math.min(at ?? rest, last);
  const here = points[shown];
  const zero = y.at(0);
  const moneyOf = (amount: string | null) => (amount === null ? DASH : discreet ? '•••' : moneyText(amount, { sign: true }));
  const digits = tickDigits(y.ticks);
  const priceDigits = tickDigits(x.ticks);

  function onKeyDown(event: KeyboardEvent): void {
    const steps = { ArrowRight: 1, ArrowLeft: -1, ArrowUp: 1, ArrowDown: -1, Home: -points.length, End: points.length };
    const step = steps[event.key as keyof typeof steps];
    if (step !== undefined) setAt(Math.max(0, Math.min(last, shown + step)));
    else if (event.key === 'PageUp' || event.key === 'PageDown') setAt(toMark(event.key === 'PageUp' ? 1 : -1));
    else return;
    event.preventDefault();
    event.stopPropagation();
  }
  /** The point nearest to the next mark in a direction; where there is none it stays. */
  function toMark(direction: 1 | -1): number {
    const places = plot.marks.map(({ price }) =>
      nearest(
        plot.points.map((point) => point.price),
        price,
      ),
    );
    const ahead = places.filter((place) => (place - shown) * direction > 0);
    return ahead.length === 0 ? shown : direction === 1 ? Math.min(...ahead) : Math.max(...ahead);
  }
  function onPointerMove(event: PointerEvent<HTMLElement>): void {
    const place = event.clientX - event.currentTarget.getBoundingClientRect().left;
    setAt(
      nearest(
        plot.points.map(({ price }) => x.at(price)),
        place,
      ),
    );
  }

  return (
    <>
      <div
        ref={holder}
        className="chart-holder"
        style={{ height: HEIGHT }}
        role="slider"
        tabIndex={0}
        aria-label={`${TITLE}, ${unit}: the price that is read out`}
        aria-valuemin={0}
        aria-valuemax={last}
        aria-valuenow={shown}
        aria-valuetext={
          here ? `${priceText(here.price)} ${unit}: ${moneyOf(here.profit)}${here.liquidated ? ', liquidated' : ''}${markAt(shown)}` : ''
        }
        onKeyDown={onKeyDown}
        onBlur={() => setAt(null)}
        onPointerMove={onPointerMove}
        onPointerLeave={() => setAt(null)}
      >
        <svg className="chart scenario-plot" viewBox={`0 0 ${width} ${HEIGHT}`} width={width} height={HEIGHT} aria-hidden="true">
          {y.ticks.map((tick) => (
            <g key={tick} className={Math.abs(tick) < 1e-9 ? 'tick zero' : 'tick'}>
              <line x1={ROOM.left} x2={width - ROOM.right} y1={y.at(tick)} y2={y.at(tick)} />
              {!discreet && (
                <text className="axis" x={ROOM.left - 6} y={y.at(tick) + 3.5}>
                  {numberText(tick.toFixed(8), { most: digits })}
                </text>
              )}
            </g>
          ))}
          {x.ticks.map((tick) => (
            <text key={tick} x={x.at(tick)} y={HEIGHT - 8}>
              {numberText(tick.toFixed(10), { most: priceDigits })}
            </text>
          ))}
          {plot.liquidated && (
            <rect
              className="liquidated"
              x={plot.liquidated.from}
              width={Math.max(0, plot.liquidated.to - plot.liquidated.from)}
              y={plot.top}
              height={HEIGHT - ROOM.bottom - plot.top}
            />
          )}
          <path className="area gain-area" d={plot.gain} />
          <path className="area loss-area" d={plot.loss} />
          <line className="zero-line" x1={ROOM.left} x2={width - ROOM.right} y1={zero} y2={zero} />
          {plot.marks.map(({ what, price, label, labelX, row }) => (
            <g key={what} className={`mark mark-${what}`}>
              <line x1={x.at(price)} x2={x.at(price)} y1={row * LABEL_ROW + 15} y2={HEIGHT - ROOM.bottom} />
              <text x={labelX} y={row * LABEL_ROW + 11}>
                {label}
              </text>
            </g>
          ))}
          <path className="line" d={plot.line} />
          {at !== null && here && (
            <g className="cursor">
              <line x1={x.at(Number(here.price))} x2={x.at(Number(here.price))} y1={plot.top} y2={HEIGHT - ROOM.bottom} />
              <circle cx={x.at(Number(here.price))} cy={y.at(Number(here.profit))} r={4} />
            </g>
          )}
        </svg>
        {at !== null && here && (
          <div className="read-out scenario-read-out">
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

  function markAt(place: number): string {
    const near = plot.marks.filter(
      ({ price }) =>
        nearest(
          plot.points.map((point) => point.price),
          price,
        ) === place,
    );
    return near.map(({ what }) => `, at the ${MARK_WORDS[what]}`).join('');
  }
}

function nearest(places: readonly number[], place: number): number {
  return places.reduce((best, each, index) => (Math.abs(each - place) < Math.abs((places[best] ?? 0) - place) ? index : best), 0);
}

function tableOf({ points, currency }: Scenario): readonly (readonly string[])[] {
  return [
    ['price', `profit${currency === null ? '' : `, ${currency}`}`, 'liquidated'],
    ...points.map(({ price, profit, liquidated }) => [price, profit, liquidated ? 'yes' : '']),
  ];
}
