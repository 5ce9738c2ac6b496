import { refuse } from '../../shared/figures/index.ts';
import { api } from '../engine/api.ts';
import { saveAnswered } from '../files/index.ts';

/** Has a ticket with everything it rests on saved as a file, and says under which name. */
export function saveReport(ticket: string, form: 'pdf' | 'json'): Promise<void> {
  return saveAnswered(async () => {
    const file = await api.pretrade.report.query({ ticket, form });
    return file === null ? refuse('no-ticket', 'There is no such ticket any more.') : { ok: file };
  });
}
