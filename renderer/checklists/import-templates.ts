import { isRefused } from '../../shared/figures/index.ts';
import { api } from '../engine/api.ts';
import { answered } from '../engine/command.ts';
import { say } from '../window/notices.ts';
import { openTemplate } from './template-address.ts';

/** A checklist is text; what is larger than this is none. */
const LARGEST = 2_000_000;

/** Publishes checklists from JSON files, one after the other, and says what became of each. */
export async function importTemplates(files: readonly File[]): Promise<void> {
  for (const file of files) {
    if (file.size > LARGEST) {
      say({ tone: 'refused', text: `${file.name} is larger than 2 MB; a checklist is a JSON file of some kilobytes.` });
      continue;
    }
    const content = await file.text();
    const outcome = await answered(() => api.checklists.importTemplate.mutate({ content, name: file.name }));
    if (isRefused(outcome)) {
      say({ tone: 'refused', text: outcome.error.message, details: JSON.stringify(outcome.error, null, 2) });
      continue;
    }
    const { template, number } = outcome.ok;
    const what =
      outcome.ok.outcome === 'known'
        ? `${file.name} says what version ${number} of ${template} says already.`
        : `Imported ${file.name} as version ${number} of ${template}.`;
    say({ tone: 'done', text: what });
    openTemplate(template, template);
  }
}

/** Asks for JSON files of checklists and imports them. */
export function chooseTemplates(): void {
  const field = Object.assign(document.createElement('input'), {
    type: 'file',
    accept: '.json,application/json',
    multiple: true,
    hidden: true,
  });
  field.addEventListener('change', () => {
    void importTemplates([...(field.files ?? [])]);
    field.remove();
  });
  field.addEventListener('cancel', () => field.remove());
  // A field that stands nowhere may be collected while the dialog is open, and its answer is lost.
  document.body.append(field);
  field.click();
}
