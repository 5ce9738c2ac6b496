import { refuse } from '../../shared/figures/index.ts';
import { api } from '../engine/api.ts';
import { saveAnswered } from '../files/index.ts';

/** Has the file of a trade saved: its terms, checklists, legs, receipts and cases. */
export function saveReport(trade: string, as: 'pdf' | 'json'): Promise<void> {
  return saveAnswered(async () => {
    const file = await api.otc.report.query({ trade, as });
    return file === null ? refuse('no-trade', 'There is no such trade in this workspace to report on.') : { ok: file };
  });
}
