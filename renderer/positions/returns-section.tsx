import { FigureView } from '../figures/figure-view.tsx';
import { dayText } from '../figures/time-text.ts';
import { trailOf, type Measure, type PositionDetail } from './readings.ts';

/** The other ways of saying what was earned, each with what it is, and what the engine concluded while counting. */
export function ReturnsSection({ detail, measure }: { readonly detail: PositionDetail; readonly measure: Measure }) {
  const { currency, begin, end, netFlow, nominal, afterTax, nominalReturn, annual, twr, xirr, earned, conclusions, summary, inRange } =
    detail;
  const money = { as: 'money', currency } as const;
  const rate = { as: 'rate' } as const;
  return (
    <section aria-label="Returns">
      <h2>
        Returns<span>{currency}</span>
      </h2>
      <div className="returns">
        <dl className="amounts">
          <Line name="Value at the start">
            <FigureView name="Value at the start" figure={begin} kind={money} />
          </Line>
          <Line name="Put in, less taken out">
            <FigureView name="Put in, less taken out" figure={netFlow} kind={money} />
          </Line>
          <Line name="Value now">
            <FigureView name="Value now" figure={end} kind={money} />
          </Line>
          <Line name="Nominal return">
            <FigureView name="Nominal return" figure={nominal} kind={money} change reach={trailOf(summary.position, 'nominal', measure)} />
          </Line>
          <Line name="After tax">
            <FigureView name="After tax" figure={afterTax} kind={money} change reach={trailOf(summary.position, 'after-tax', measure)} />
          </Line>
          <Line name="Earned in all">
            <FigureView name="Earned in all" figure={earned.total} kind={money} change />
          </Line>
        </dl>
        <dl>
          <Line name="Nominal">
            <FigureView name="Nominal return" figure={nominalReturn.figure} kind={rate} change basis={nominalReturn.basis} />
          </Line>
          <Line name={annual.ifPersisted ? 'A year, if it went on so' : 'A year'}>
            <FigureView name="Annualised" figure={annual.figure} kind={rate} change basis={annual.basis} />
          </Line>
          <Line name="Time-weighted">
            <FigureView name="Time-weighted return" figure={twr.figure} kind={rate} change basis={twr.basis} />
          </Line>
          <Line name={xirr.roots.length > 1 ? `XIRR (${xirr.roots.length} rates fit)` : 'XIRR'}>
            <FigureView name="XIRR" figure={xirr.figure} kind={rate} change basis={xirr.basis} />
          </Line>
          <Line name="Earned a week">
            <FigureView name="Earned a week" figure={earned.week} kind={money} change />
          </Line>
          {summary.group === 'liquidity' && (
            <Line name="In range">
              <FigureView name="Share of the days in range" figure={inRange} kind={rate} />
            </Line>
          )}
        </dl>
      </div>
      {(summary.flags.length > 0 || conclusions.length > 0) && (
        <ul className="conclusions">
          {summary.flags.map((flag) => (
            <li key={`${flag.code} ${flag.label}`}>
              <em className="flag">{flag.label}</em> {flag.says}
            </li>
          ))}
          {conclusions.map((conclusion) => (
            <li key={`${conclusion.code} ${conclusion.activity} ${conclusion.day}`}>
              <span className="muted">{dayText(conclusion.day)}</span> {conclusion.says}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function Line({ name, children }: { readonly name: string; readonly children: React.ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
