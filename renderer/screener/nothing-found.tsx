import type { SubjectKind } from '../../shared/figures/index.ts';
import { goTo } from '../window/places.ts';
import { kindsWord } from '../watchlists/index.ts';
import { setKindView } from './view.ts';

/** In place of rows: how there come to be some, or that the condition lets none through. */
export function NothingFound({ kind, of }: { readonly kind: SubjectKind; readonly of: number }) {
  const many = kindsWord(kind);
  if (of > 0) {
    return (
      <div className="teaching">
        <h2>No {many} are let through</h2>
        <p>None of the {of.toLocaleString()} meets the condition. Loosen a threshold, or join parts with “or”.</p>
        <p className="actions">
          <button type="button" onClick={() => setKindView({ condition: '' })}>
            Show all {many}
          </button>
        </p>
      </div>
    );
  }
  return (
    <div className="teaching">
      <h2>No {many} yet</h2>
      <p>
        The screener asks every metric of everything that the workspace knows: “which pools pay more than 4 % without incentives, hold more
        than five million and let you out within a week”.
      </p>
      <p>{WAYS[kind] ?? `Once there are ${many}, they are listed here.`}</p>
      <p className="actions">
        <button type="button" className="main" onClick={() => goTo('imports')}>
          Import
        </button>
      </p>
    </div>
  );
}

const WAYS: Partial<Readonly<Record<SubjectKind, string>>> = {
  pool: 'Import a snapshot of DefiLlama, as CSV or JSON: each row becomes a pool, and snapshots of several days its past.',
  asset: 'Import prices, as CSV of any shape: each coin becomes an asset.',
  pair: 'Import prices of one coin in another, such as STETH/ETH.',
  position: 'Import what an exchange exports, or write a position down.',
};
