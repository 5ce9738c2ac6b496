import { isRefused, type Outcome } from '../../shared/figures/index.ts';
import { answered } from '../engine/command.ts';
import { say } from '../window/notices.ts';
import { bytesOf } from './bytes.ts';

/** A file as the engine answers it; the content is base64. */
export interface AnsweredFile {
  readonly name: string;
  readonly mediaType: string;
  readonly content: string;
}

/** Has the window or the browser save a file, as a download. */
export function saveFile(content: Blob, name: string): void {
  const url = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The download has its own hold on the blob once it has begun.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

export function saveCopy({ name, mediaType, content }: AnsweredFile): void {
  saveFile(new Blob([bytesOf(content)], { type: mediaType }), name);
}

/** Asks the engine for a file, has it saved, and says under which name, or why there is none. */
export async function saveAnswered(ask: () => Promise<Outcome<AnsweredFile>>): Promise<void> {
  const file = await answered(ask);
  if (isRefused(file)) return say({ tone: 'refused', text: file.error.message, details: JSON.stringify(file.error, null, 2) });
  saveCopy(file.ok);
  say({ tone: 'done', text: `Saved ${file.ok.name}.` });
}
