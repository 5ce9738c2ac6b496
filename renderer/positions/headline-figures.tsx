import { known, type RateBasis } from '../../shared/figures/index.ts';
import { FigureView, Headline } from '../figures/figure-view.tsx';
import { dayText } from '../figures/time-text.ts';
import { trailOf, type Measure, type PositionDetail } from './readings.ts';

/** The figures somebody looks at first: the real return, in per cent and in money, and what matters most for this kind. */
export function HeadlineFigures({ detail, measure }: { readonly detail: PositionDetail; readonly measure: Measure }) {
  const { summary, realReturn, real, xirr, currency, window, breakEvenDays, feesOverDivergence, earned } = detail;
  const money = { as: 'money', currency } as const;
  return (
    <div className="headlines">
      <Headline label={detail.deflator === null ? 'Return, net' : 'Real return, net'}>
        <FigureView name="Real return, net" figure={realReturn.figure} kind={{ as: 'rate' }} change basis={unsaid(realReturn.basis)} />
      </Headline>
      <Headline label={`in money of ${dayText(window.base)}`}>
        <FigureView
          name="Real return"
          figure={real}
          kind={money}
          change
          says="after tax and inflation"
          reach={trailOf(summary.position, 'real', measure)}
        />
      </Headline>
      <Headline label="XIRR, nominal">
        <FigureView name="XIRR, nominal" figure={xirr.figure} kind={{ as: 'rate' }} reach={trailOf(summary.position, 'xirr', measure)} />
      </Headline>
      {summary.group === 'liquidity' ? (
        <>
          <Headline label="Fees ÷ divergence">
            <FigureView name="Fees ÷ divergence" figure={feesOverDivergence} kind={{ as: 'times' }} />
          </Headline>
          <Headline label="Break-even">
            <FigureView name="Days until fees make up for the divergence" figure={breakEvenDays} kind={{ as: 'days' }} />
          </Headline>
        </>
      ) : summary.health ? (
        <>
          <Headline label="Health factor">
            <FigureView name="Health factor" figure={summary.health.healthFactor} kind={{ as: 'number' }} />
          </Headline>
          <Headline label="Liquidates at a fall of">
            <FigureView name="Fall of all collateral that would liquidate it" figure={summary.health.commonShock} kind={{ as: 'rate' }} />
          </Headline>
        </>
      ) : (
        <>
          <Headline label={`Earned a day, ${currency}`}>
            <FigureView name="Earned a day" figure={earned.day} kind={money} />
          </Headline>
          <Headline label={UNLOCK_LABELS[summary.unlock.because]}>
            {summary.unlock.because === 'free' ? (
              <span className="headline-word">now</span>
            ) : (
              <FigureView name="Days until it is free" figure={known(String(summary.unlock.days))} kind={{ as: 'days' }} />
            )}
          </Headline>
        </>
      )}
    </div>
  );
}

const UNLOCK_LABELS = {
  free: 'Free',
  locked: 'Unlocks in',
  matures: 'Matures in',
  unbonds: 'Free in',
  'locked-then-unbonds': 'Free in',
};

/** The heading says “real” already. */
function unsaid({ real: _real, ...basis }: RateBasis): RateBasis {
  return basis;
}
