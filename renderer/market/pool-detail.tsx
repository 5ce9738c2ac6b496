import { LineChart } from '../charts/line-chart.tsx';
import { api } from '../engine/api.ts';
import { useReading } from '../engine/reading.ts';
import { Age } from '../figures/age.tsx';
import { Headline } from '../figures/figure-view.tsx';
import { dollarsText, QuotedRate } from './quoted-rate.tsx';
import { MARKET } from './readings.ts';

/** One pool: what is quoted for it, what kind of rate that is, and how it went. */
export function PoolDetail({ pool }: { readonly pool: string }) {
  const { data, isPending } = useReading({
    columns: MARKET,
    key: ['market.pool', pool],
    ask: (signal) => api.market.pool.query({ pool }, { signal }),
  });
  if (isPending) return <p className="panel-opening">opening</p>;
  if (!data?.pool) return <p className="panel-opening">There is no such pool in the data that count.</p>;
  const { pool: now, history, details } = data;
  const told = Object.entries(details ?? {}).filter(([, value]) => value !== null && typeof value !== 'object');
  return (
    <>
      <header className="panel-head">
        <h1>{now.symbol ?? now.pool}</h1>
        <span className="says">{[now.project, now.chain].filter((part) => part !== null).join(' · ')}</span>
        <span className="right">
          <Age at={now.at} />
        </span>
      </header>
      <div className="panel-body dataset">
        <div className="pool-head">
          <Headline label="Base rate">
            <QuotedRate name="Base rate" percent={now.apyBase} basis={now.baseBasis} />
          </Headline>
          <Headline label="In rewards">
            <QuotedRate name="Reward rate" percent={now.apyReward} basis={now.rewardBasis} />
          </Headline>
          <Headline label="Deposits, USD">{dollarsText(now.tvlUsd)}</Headline>
        </div>
        <p className="muted">{now.baseBasis.says}</p>
        {history.length > 1 && (
          <>
            <LineChart
              title="Rates as quoted"
              unit="per cent a year"
              says="per cent a year"
              days={history.map(({ at }) => at.slice(0, 10))}
              series={[
                { key: 'base', label: 'base', tone: 'main', values: history.map(({ apyBase }) => decimal(apyBase)) },
                { key: 'reward', label: 'in rewards', tone: 'beside', values: history.map(({ apyReward }) => decimal(apyReward)) },
              ]}
            />
            <LineChart
              title="Deposits"
              unit="USD"
              says="USD"
              days={history.map(({ at }) => at.slice(0, 10))}
              series={[{ key: 'tvl', label: 'deposits', tone: 'main', values: history.map(({ tvlUsd }) => decimal(tvlUsd)) }]}
            />
          </>
        )}
        {told.length > 0 && (
          <>
            <h2>As the source tells it</h2>
            <dl className="entry-fields">
              {told.map(([name, value]) => (
                <div key={name}>
                  <dt>{name}</dt>
                  <dd>{String(value)}</dd>
                </div>
              ))}
            </dl>
          </>
        )}
      </div>
    </>
  );
}

/** A binary float of the source as decimal text; charts read no other. */
function decimal(value: number | null): string | null {
  return value === null ? null : value.toFixed(6);
}
