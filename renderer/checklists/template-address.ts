import { openBeside } from '../window/places.ts';

/** The address of the form of a new checklist. */
export const NEW_TEMPLATE = 'new';

/** Opens a checklist, or one of its versions, beside the list. */
export function openTemplate(key: string, title: string, number?: number): void {
  openBeside('checklist-template', number === undefined ? key : `${key}/${number}`, { name: title });
}

/** What the address of a checklist means: its key, and the version where one is named. */
export function readTemplateAddress(address: string): { readonly key: string; readonly number: number | null } {
  const [key = '', number] = address.split('/');
  return { key, number: number !== undefined && /^\d+$/.test(number) ? Number(number) : null };
}
