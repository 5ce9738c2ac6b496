import { useReading } from '../engine/reading.ts';
import { dayText } from '../figures/time-text.ts';
import { counted } from '../figures/number-text.ts';
import { useAmounts } from './amounts.ts';
import { netSheetReading, nettableReading, type NettableGroup } from './readings.ts';
import { useOtcView } from './view.ts';
import { openNetting } from './ways.ts';

/** Open trades with one desk for one value date, with what they would come to by one payment an asset. */
export function NettableGroups() {
  const desk = useOtcView((state) => state.desk);
  const { data = [] } = useReading(nettableReading);
  const groups = data.filter((group) => desk === '' || group.desk === desk);
  if (groups.length === 0) return null;
  return (
    <section aria-label="What could be netted">
      <h2>
        What could be netted<span>one payment an asset and network; noughts are agreed too</span>
      </h2>
      {groups.map((group) => (
        <Group key={`${group.desk} ${group.valueDate}`} group={group} />
      ))}
    </section>
  );
}

function Group({ group }: { readonly group: NettableGroup }) {
  const { data } = useReading(netSheetReading(group.trades));
  const amounts = useAmounts();
  return (
    <div className="nettable">
      <div>
        <b>{group.deskName}</b>{' '}
        <span className="muted">
          {dayText(group.valueDate)} · {counted(group.trades.length, 'trade')}
        </span>
        {data?.fault && <p className="muted">{data.fault.message}</p>}
        <ul className="nets" aria-label={`Net with ${group.deskName}`}>
          {data?.nets.map((net) => (
            <li key={`${net.asset} ${net.network}`}>
              {amounts(net.words)} <span className="muted">on {net.network}</span>
            </li>
          ))}
        </ul>
      </div>
      <div className="actions not-printed">
        <button type="button" onClick={() => openNetting(group.trades)}>
          Net them
        </button>
      </div>
    </div>
  );
}
