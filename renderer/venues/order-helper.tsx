import { useState } from 'react';
import { CRITERIA, type Criterion, criterionNames } from '../../shared/venues/index.ts';
import { api } from '../engine/api.ts';
import { useReading } from '../engine/reading.ts';
import type { WeightDraft } from './weight-draft.ts';

/** Weights from an order of importance alone (rank-order centroid): put what matters most first. */
export function OrderHelper({ take }: { readonly take: (weights: WeightDraft) => void }) {
  const [order, setOrder] = useState<readonly Criterion[]>(CRITERIA);
  const { data } = useReading({
    columns: [],
    key: ['venues', 'weights-from-order', order],
    ask: (signal) => api.venues.weightsFromOrder.query({ order: [...order] }, { signal }),
  });
  function move(at: number, by: 1 | -1): void {
    const to = at + by;
    const [one, other] = [order[at], order[to]];
    if (one === undefined || other === undefined) return;
    setOrder(order.with(at, other).with(to, one));
  }
  return (
    <div className="weight-helper" role="group" aria-label="Weights from an order">
      <ol>
        {order.map((criterion, index) => (
          <li key={criterion}>
            <span>{criterionNames[criterion]}</span>
            <button
              type="button"
              className="quiet"
              disabled={index === 0}
              aria-label={`${criterionNames[criterion]} up`}
              onClick={() => move(index, -1)}
            >
              ↑
            </button>
            <button
              type="button"
              className="quiet"
              disabled={index === order.length - 1}
              aria-label={`${criterionNames[criterion]} down`}
              onClick={() => move(index, 1)}
            >
              ↓
            </button>
            <span className="number">{data?.weights?.[criterion]}</span>
          </li>
        ))}
      </ol>
      <p className="muted">{data?.says}</p>
      <TakeWeights weights={data?.weights ?? null} take={take} />
    </div>
  );
}

export function TakeWeights({ weights, take }: { readonly weights: WeightDraft | null; readonly take: (weights: WeightDraft) => void }) {
  return (
    <button
      type="button"
      className="second"
      disabled={weights === null}
      onClick={() => {
        if (weights) take(weights);
      }}
    >
      Take these weights
    </button>
  );
}
