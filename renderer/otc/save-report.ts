import { api } from '../engine/api.ts';
import { saveCopy } from '../evidence/index.ts';
import { say } from '../window/notices.ts';

/** Has the file of a trade saved: its terms, checklists, legs, receipts and cases. */
export async function saveReport(trade: string, as: 'pdf' | 'json'): Promise<void> {
  try {
    const file = await api.otc.report.query({ trade, as });
    if (file === null) return say({ tone: 'refused', text: 'There is no such trade in this workspace to report on.' });
    saveCopy(file.name, file.mediaType, file.content);
    say({ tone: 'done', text: `Saved ${file.name}.` });
  } catch (cause) {
    say({ tone: 'refused', text: `The report was not made: ${cause instanceof Error ? cause.message : 'the engine did not answer'}` });
  }
}
