import type { Subject } from '../../shared/figures/index.ts';
import { openRun, startRun } from '../checklists/index.ts';
import { api } from '../engine/api.ts';
import { CHECKLIST_WORDS } from './words.ts';

/** Opens the run of a checklist that is under way for something, or begins one. */
export async function goOnWith(template: string, about: Subject): Promise<void> {
  const standing = await api.checklists.standing.query({ template, about }).catch(() => null);
  if (standing?.state === 'open' && standing.run !== null) openRun(standing.run, CHECKLIST_WORDS[template] ?? template);
  else await startRun(template, about);
}
