import { done, isRefused, type Outcome, refuse } from '../../../shared/figures/index.ts';
import type { FailCase } from '../../../shared/otc/index.ts';
import type { Engine } from '../engine.ts';
import { casesOfTrade } from './otc-rows.ts';
import { answered, findTrade } from './trades.ts';

/** Opens a case on a trade whose settlement failed. Until it is closed, nothing is released to the same desk. */
export function openCase(
  engine: Engine,
  trade: string,
  failure: Pick<FailCase, 'code' | 'what' | 'owner' | 'nextActionAt'>,
): Outcome<{ case: string }> {
  const row = findTrade(engine, trade);
  if (isRefused(row)) return row;
  if (row.ok.cancelled !== null) return refuse('cancelled', `${row.ok.terms.reference} was cancelled.`, { trade });
  const open = casesOfTrade(engine.store, trade).find(({ resolution }) => resolution === null);
  if (open) {
    return refuse('case-open', `A case is open on ${row.ok.terms.reference}: “${open.failure.what}”. Go on with that one.`, {
      case: open.failure.case,
    });
  }
  const id = engine.newId();
  const payload = { failure: { ...failure, case: id, openedAt: engine.now() } };
  return answered(engine.journal.commit([{ type: 'otc.fail-opened', subject: trade, payload }]), { case: id });
}

/** Closes the open case of a trade: what failed is settled, claimed or written off, and releases to the desk are free again. */
export function closeCase(engine: Engine, trade: string, resolution: string): Outcome<{ case: string }> {
  const row = findTrade(engine, trade);
  if (isRefused(row)) return row;
  const open = casesOfTrade(engine.store, trade).find((each) => each.resolution === null);
  if (!open) return refuse('no-open-case', `No case is open on ${row.ok.terms.reference}.`, { trade });
  const committed = engine.journal.commit([{ type: 'otc.fail-closed', subject: trade, payload: { failure: open.failure, resolution } }]);
  return isRefused(committed) ? committed : done({ case: open.failure.case });
}
