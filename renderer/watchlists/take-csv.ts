import { isRefused } from '../../shared/figures/index.ts';
import { saveFile } from '../files/index.ts';
import { api } from '../engine/api.ts';
import { say } from '../window/notices.ts';
import type { ListLine } from './readings.ts';

/** Saves a list as a table that reads back as it is. */
export async function takeCsv({ list }: ListLine): Promise<void> {
  const outcome = await api.watchlists.exportCsv.query({ list });
  if (isRefused(outcome)) say({ tone: 'refused', text: outcome.error.message });
  else {
    saveFile(new Blob([outcome.ok.text], { type: 'text/csv' }), outcome.ok.name);
    say({ tone: 'done', text: `Saved ${outcome.ok.name}.` });
  }
}
