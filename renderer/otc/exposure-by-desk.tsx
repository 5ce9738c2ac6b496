import { useReading } from '../engine/reading.ts';
import { FigureView } from '../figures/figure-view.tsx';
import { useAmounts } from './amounts.ts';
import { boardReading, owedReading } from './readings.ts';
import { openOwner } from './ways.ts';

/** What desks owe us on what we have paid, desk by desk. */
export function ExposureByDesk() {
  const { data } = useReading(owedReading);
  const desks = (data?.venues ?? []).flatMap(({ venue, name, items }) => {
    const owed = items.filter(({ kind }) => kind === 'unsettled');
    return owed.length > 0 ? [{ venue, name, owed }] : [];
  });
  const amounts = useAmounts();
  if (desks.length === 0) return null;
  return (
    <section aria-label="Exposure by desk">
      <h2>
        Exposure by desk<span>paid for and not received</span>
      </h2>
      <table className="table">
        <tbody>
          {desks.map(({ venue, name, owed }) => (
            <tr key={venue}>
              <td>
                <b>{name}</b>
              </td>
              <td>
                {owed.map(({ title, from }) => (
                  <div key={`${from.id} ${title}`}>
                    <button
                      type="button"
                      className="way"
                      onClick={() =>
                        openOwner({ kind: from.kind === 'batch' ? 'batch' : 'trade', id: from.id }, title.split(':')[0] ?? title)
                      }
                    >
                      {amounts(title)}
                    </button>
                  </div>
                ))}
              </td>
              <td className="number">
                <DeskExposure desk={venue} name={name} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function DeskExposure({ desk, name }: { readonly desk: string; readonly name: string }) {
  const { data } = useReading(boardReading({ desk }));
  if (!data) return null;
  return (
    <>
      <FigureView name={`Owed to us by ${name}`} figure={data.exposure} kind={{ as: 'money', currency: data.currency }} />{' '}
      <span className="muted">{data.currency}</span>
    </>
  );
}
