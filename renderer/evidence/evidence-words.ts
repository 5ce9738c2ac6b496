import type { EvidenceState } from '../../shared/evidence/index.ts';

/** What an entry's state means, in a word and in a sentence. */
export const STATE_WORDS: Readonly<Record<EvidenceState, { readonly word: string; readonly says: string }>> = {
  kept: { word: 'kept', says: 'The bytes are those that were kept.' },
  missing: { word: 'missing', says: 'The bytes are gone from the workspace. Restore a backup that has them, or keep the file again.' },
  altered: { word: 'altered', says: 'The bytes are not those that were kept: somebody or something has changed them. Restore a backup.' },
  locked: { word: 'locked', says: 'The file is sealed. Give the passphrase to read it.' },
};

/** A name for what was pasted and has none of its own: `pasted 2026-11-22 15.34.05.png`. The clipboard calls every picture `image.png`. */
export function pastedName(name: string, now: Date): string {
  if (name !== '' && !/^image\.[a-z]+$/i.test(name)) return name;
  const ending = /\.[a-z0-9]+$/i.exec(name)?.[0].toLowerCase() ?? '.txt';
  const stamp = now.toISOString().slice(0, 19).replace('T', ' ').replaceAll(':', '.');
  return `pasted ${stamp}${ending}`;
}
