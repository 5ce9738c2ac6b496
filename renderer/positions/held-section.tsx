import { FigureView, shownText } from '../figures/figure-view.tsx';
import { exactText } from '../figures/number-text.ts';
import { known } from '../../shared/figures/index.ts';
import { usePreferences } from '../window/preferences.ts';
import type { PositionDetail } from './readings.ts';

const PLACES = { holding: 'held', claimable: 'to be claimed', debt: 'owed', pool: 'in the pool' };
const MATTERS = {
  principal: 'put in',
  reward: 'kept rewards',
  'pool-fee': 'trading fees',
  incentive: 'incentives',
  pool: 'share of the pool',
  token: 'token',
};

/** What the position holds and owes, coin by coin. */
export function HeldSection({ detail }: { readonly detail: PositionDetail }) {
  const discreet = usePreferences((state) => state.discreet);
  const { held, currency } = detail;
  if (held.length === 0) return null;
  return (
    <section aria-label="Holdings">
      <h2>Holdings</h2>
      <table className="table">
        <thead>
          <tr>
            <th scope="col">Asset</th>
            <th scope="col" className="number">
              Quantity
            </th>
            <th scope="col" className="number">
              Value, {currency}
            </th>
            <th scope="col">What it is</th>
          </tr>
        </thead>
        <tbody>
          {held.map((each) => (
            <tr key={`${each.place} ${each.asset} ${each.of}`}>
              <td>{each.asset}</td>
              <td className="number" data-tip={discreet ? undefined : `${exactText(each.quantity)} ${each.asset}`}>
                {shownText(known(each.quantity), { as: 'quantity', asset: each.asset }, { discreet })}
              </td>
              <td className="number">
                <FigureView name={`Value of ${each.asset} ${PLACES[each.place]}`} figure={each.value} kind={{ as: 'money', currency }} />
              </td>
              <td className="muted">
                {PLACES[each.place]}, {MATTERS[each.of]}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
