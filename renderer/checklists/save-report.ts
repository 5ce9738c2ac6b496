import { refuse } from '../../shared/figures/index.ts';
import { api } from '../engine/api.ts';
import { base64Of, saveAnswered } from '../files/index.ts';

/** Has the report of a run saved as a file, and says under which name. */
export function saveReport(run: string, as: 'pdf' | 'json', revision?: number): Promise<void> {
  return saveAnswered(() => api.checklists.report.query({ run, as, ...(revision === undefined ? {} : { revision }) }));
}

/** Has a version saved as a page with blank boxes, to be filled by hand where there is no machine. */
export function saveBlankSheet(template: string, number?: number): Promise<void> {
  return saveAnswered(() => api.checklists.blankSheet.query({ template, as: 'pdf', ...(number === undefined ? {} : { number }) }));
}

/** Has a version saved as JSON that an import reads back. */
export function saveTemplate(template: string, number?: number): Promise<void> {
  return saveAnswered(async () => {
    const exported = await api.checklists.exportTemplate.query({ template, ...(number === undefined ? {} : { number }) });
    if (exported === null) return refuse('no-version', `There is no published version of ${template} to save.`);
    return { ok: { name: exported.name, mediaType: 'application/json', content: base64Of(new TextEncoder().encode(exported.content)) } };
  });
}
