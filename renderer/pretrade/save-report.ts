import { api } from '../engine/api.ts';
import { saveCopy } from '../evidence/index.ts';
import { say } from '../window/notices.ts';

/** Has a ticket with everything it rests on saved as a file, and says under which name. */
export async function saveReport(ticket: string, form: 'pdf' | 'json'): Promise<void> {
  try {
    const file = await api.pretrade.report.query({ ticket, form });
    if (file === null) return say({ tone: 'refused', text: 'There is no such ticket any more.' });
    saveCopy(file.name, file.mediaType, file.content);
    say({ tone: 'done', text: `Saved ${file.name}.` });
  } catch (cause) {
    say({ tone: 'refused', text: cause instanceof Error ? cause.message : 'The engine did not answer.' });
  }
}
