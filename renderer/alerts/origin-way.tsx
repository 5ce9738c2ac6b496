import type { Origin } from '../../shared/figures/index.ts';
import { goTo } from '../window/places.ts';

/** From a value to what it came from: the row of a dataset, or the entry of the journal. */
export function OriginWay({ origin }: { readonly origin: Origin }) {
  switch (origin.kind) {
    case 'row':
      return (
        <button type="button" className="way" onClick={() => goTo('market', `${origin.dataset}:${origin.row}`)}>
          row {origin.row.toLocaleString()}
        </button>
      );
    case 'event':
      return (
        <button type="button" className="way" onClick={() => goTo('journal', origin.event)}>
          entry of the journal
        </button>
      );
    case 'assumed':
      return <span className="muted">{origin.because}</span>;
    case 'setting':
      return <span className="muted">setting {origin.name}</span>;
    case 'given':
      return <span className="muted">as given</span>;
    default:
      return <span className="muted">computed</span>;
  }
}
