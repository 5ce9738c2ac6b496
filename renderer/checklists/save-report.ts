import { isRefused, type Outcome, refuse } from '../../shared/figures/index.ts';
import { api } from '../engine/api.ts';
import { answered } from '../engine/command.ts';
import { saveCopy } from '../evidence/index.ts';
import { say } from '../window/notices.ts';

type Form = 'pdf' | 'json';
interface SavedFile {
  readonly name: string;
  readonly mediaType: string;
  readonly content: string;
}

/** Has the report of a run saved as a file, and says under which name. */
export async function saveReport(run: string, as: Form, revision?: number): Promise<void> {
  await saved(() => api.checklists.report.query({ run, as, ...(revision === undefined ? {} : { revision }) }));
}

/** Has a version saved as a page with blank boxes, to be filled by hand where there is no machine. */
export async function saveBlankSheet(template: string, number?: number): Promise<void> {
  await saved(() => api.checklists.blankSheet.query({ template, as: 'pdf', ...(number === undefined ? {} : { number }) }));
}

/** Has a version saved as JSON that an import reads back. */
export async function saveTemplate(template: string, number?: number): Promise<void> {
  await saved(async () => {
    const exported = await api.checklists.exportTemplate.query({ template, ...(number === undefined ? {} : { number }) });
    if (exported === null) return refuse('no-version', `There is no published version of ${template} to save.`);
    return { ok: { name: exported.name, mediaType: 'application/json', content: base64Of(exported.content) } };
  });
}

async function saved(ask: () => Promise<Outcome<SavedFile>>): Promise<void> {
  const file = await answered(ask);
  if (isRefused(file)) return say({ tone: 'refused', text: file.error.message, details: JSON.stringify(file.error, null, 2) });
  saveCopy(file.ok.name, file.ok.mediaType, file.ok.content);
  say({ tone: 'done', text: `Saved ${file.ok.name}.` });
}

function base64Of(text: string): string {
  return btoa(Array.from(new TextEncoder().encode(text), (byte) => String.fromCharCode(byte)).join(''));
}
