import { isKnown } from '../../shared/figures/index.ts';
import { useReading } from '../engine/reading.ts';
import { moneyText, numberText } from '../figures/number-text.ts';
import { usePreferences } from '../window/preferences.ts';
import { exposureReading, type ExposureAnswer, type LimitUse, type SumAnswer } from './readings.ts';
import { type PlotRow, RowPlot } from './row-plot.tsx';
import { sumSays, sumText, usedText } from './score-text.ts';
import { openVenue } from './ways.ts';

/** What would be lost if a venue or its group failed now, each bar against its limit. */
export function ExposureView() {
  const { data, isPending } = useReading(exposureReading);
  const discreet = usePreferences((state) => state.discreet);
  if (isPending || !data) return null;
  const { venues, groups, unmatched, total, currency, limits } = data;
  if (total.items === 0 && limits.length === 0) return <NoExposure />;
  const high = Math.max(1, ...[...venues, ...groups].map(({ sum, limits: own }) => Math.max(Number(sum.known), ...own.map(amountOf))));
  const axis = {
    low: 0,
    high,
    text: (value: number) => (discreet ? '' : numberText(value.toFixed(0), { most: 0 })),
  };
  return (
    <div className="panel-body dashboard">
      <p className="dashboard-head">
        {discreet ? '' : `${sumText(total, discreet)} ${currency} in all. `}
        {sumSays(total)}
      </p>
      {venues.length > 0 && (
        <RowPlot
          title="Exposure by venue"
          says={`${currency}; the mark is the limit`}
          rows={venues.map(({ venue, name, sum, limits: own }) => rowOf(venue, name, sum, own, currency, discreet))}
          axis={axis}
          table={() =>
            tableOf(
              venues.map(({ name, sum, limits: own }) => ({ name, sum, limits: own })),
              currency,
            )
          }
          open={(venue) => openVenue(venue, venues.find((each) => each.venue === venue)?.name ?? venue)}
        />
      )}
      {groups.length > 0 && (
        <RowPlot
          title="Exposure by counterparty group"
          says={`${currency}; venues of one group fail together`}
          rows={groups.map(({ group, sum, limits: own }) => rowOf(group, group, sum, own, currency, discreet))}
          axis={axis}
          table={() =>
            tableOf(
              groups.map(({ group, sum, limits: own }) => ({ name: group, sum, limits: own })),
              currency,
            )
          }
        />
      )}
      <Limits limits={limits} discreet={discreet} />
      <Unmatched unmatched={unmatched} currency={currency} discreet={discreet} />
    </div>
  );
}

function rowOf(key: string, label: string, sum: SumAnswer, limits: readonly LimitUse[], currency: string, discreet: boolean): PlotRow {
  const own = limits.find(({ detail }) => detail.metric === 'exposure');
  const over = own !== undefined && own.tone === 'red';
  const words = own === undefined ? 'no limit' : `${usedText(own.use)} of limit`;
  const amount = sumText(sum, discreet);
  return {
    key,
    label,
    spans: [{ from: 0, to: Number(sum.known), tone: over ? 'over' : 'bar' }],
    marks: own === undefined ? [] : [{ at: amountOf(own), tone: 'against' }],
    text: `${amount} · ${words}`,
    says: `${amount} ${currency}, ${own === undefined ? 'without a limit.' : own.says} ${sumSays(sum)}`,
  };
}

function amountOf({ detail }: LimitUse): number {
  return detail.metric === 'exposure' ? Number(detail.amount) : 0;
}

function Limits({ limits, discreet }: { readonly limits: readonly LimitUse[]; readonly discreet: boolean }) {
  if (limits.length === 0) return null;
  return (
    <section aria-label="Limits">
      <h2 className="dashboard-title">Limits</h2>
      <table className="table">
        <thead>
          <tr>
            <th scope="col">Holds</th>
            <th scope="col">Of</th>
            <th scope="col" className="number">
              Limit
            </th>
            <th scope="col" className="number">
              Used
            </th>
            <th scope="col">Says</th>
          </tr>
        </thead>
        <tbody>
          {limits.map(({ limit, scope, detail, use, used, says, tone }) => (
            <tr key={limit}>
              <td>{scope}</td>
              <td>{detail.metric}</td>
              <td className="number">
                {discreet ? '•••' : moneyText(detail.amount)} {detail.currency ?? '×'}
              </td>
              <td className={`number ${tone === 'red' ? 'loss' : ''}`} data-tip={isKnown(used) ? undefined : used.unavailable.message}>
                {usedText(use)}
                {!isKnown(use) && <span className="unseen"> {use.unavailable.message}</span>}
              </td>
              <td className="muted">{says}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Unmatched({
  unmatched,
  currency,
  discreet,
}: {
  readonly unmatched: ExposureAnswer['unmatched'];
  readonly currency: string;
  readonly discreet: boolean;
}) {
  if (unmatched.length === 0) return null;
  return (
    <section aria-label="Platforms that no venue answers to">
      <h2 className="dashboard-title">
        Platforms that no venue of the catalogue answers to <small>they count in the total; add the name to a venue’s “also called”</small>
      </h2>
      <table className="table">
        <tbody>
          {unmatched.map(({ platform, sum }) => (
            <tr key={platform}>
              <td>{platform}</td>
              <td className="number" data-tip={sumSays(sum)}>
                {sumText(sum, discreet)} {currency}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function tableOf(
  rows: ReadonlyArray<{ readonly name: string; readonly sum: SumAnswer; readonly limits: readonly LimitUse[] }>,
  currency: string,
): readonly (readonly string[])[] {
  return [
    ['name', `exposure, ${currency}`, 'amounts without a value', `limit, ${currency}`],
    ...rows.map(({ name, sum, limits }) => [
      name,
      sum.known,
      String(sum.missing),
      limits.find(({ detail }) => detail.metric === 'exposure')?.detail.amount ?? '',
    ]),
  ];
}

function NoExposure() {
  return (
    <div className="teaching">
      <h2>Nothing of yours is known to stand at a venue</h2>
      <p>
        Exposure is what would be lost if a venue failed now: positions there, balances you enter, unrealised gains, and OTC legs that are
        not settled. Venues of one group are added up, because they fail together.
      </p>
      <p>Open a venue and enter a balance with n, or set a limit with l: the gate on exposure needs one.</p>
    </div>
  );
}
