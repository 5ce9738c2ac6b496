import { useState } from 'react';
import { useReading } from '../engine/reading.ts';
import { momentText } from '../figures/time-text.ts';
import { useNow } from '../window/clock.ts';
import { counted } from '../figures/number-text.ts';
import { type Comparison, comparisonReading } from './readings.ts';
import { ResultMark } from './result-mark.tsx';

/** What has changed since the run before about the same subject, item by item; what is the same is shown on demand. */
export function ComparisonView({ run }: { readonly run: string }) {
  const { data, isPending } = useReading(comparisonReading(run));
  const [all, setAll] = useState(false);
  const now = useNow();
  if (isPending) return <p className="muted">Comparing</p>;
  if (!data?.before) return <p className="muted">There is no run before it about the same subject.</p>;
  const changed = data.items.filter(({ change, asksOtherwise }) => change !== 'same' || asksOtherwise);
  const shown = all ? data.items : changed;
  return (
    <section aria-label="What changed">
      <h2>
        What changed
        <span>
          since {momentText(data.before.startedAt, now)}
          {data.before.number !== data.after.number && `, version ${data.before.number} then and ${data.after.number} now`}
        </span>
        <button type="button" className="way" onClick={() => setAll(!all)}>
          {all ? 'only what changed' : `also ${counted(data.items.length - changed.length, 'item')} that did not`}
        </button>
      </h2>
      {shown.length === 0 ? (
        <p className="muted">Every item was answered as before.</p>
      ) : (
        <table className="table">
          <thead>
            <tr>
              <th scope="col">Item</th>
              <th scope="col">What was asked</th>
              <th scope="col">Before</th>
              <th scope="col">Now</th>
            </tr>
          </thead>
          <tbody>
            {shown.map((item) => (
              <ComparedItem key={item.item} item={item} />
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

function ComparedItem({ item }: { readonly item: Comparison['items'][number] }) {
  return (
    <tr className={item.change}>
      <th scope="row">{item.item}</th>
      <td>
        {item.text} {item.asksOtherwise && <em className="flag">asked otherwise</em>}
      </td>
      <td>
        <Side side={item.before} absent={item.change === 'new' ? 'not in that version' : 'not answered'} />
      </td>
      <td>
        <Side side={item.after} absent={item.change === 'gone' ? 'not in this version' : 'not answered'} />
      </td>
    </tr>
  );
}

function Side({ side, absent }: { readonly side: Comparison['items'][number]['before']; readonly absent: string }) {
  if (!side) return <span className="muted">{absent}</span>;
  return (
    <>
      <ResultMark result={side.result} wordless /> {side.words}
    </>
  );
}
