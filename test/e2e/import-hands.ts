import { writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Desk } from './desk-hands.ts';

/** As long as a busy machine may take to draw what has come. */
export const SOON = { timeout: 15_000 } as const;

/** Chooses a file where files are imported, waits until it says how many values it would take in, and takes them in; by keyboard. */
export async function importByHand(desk: Pick<Desk, 'page' | 'hands'>, path: string, values: number): Promise<void> {
  await chooseByHand(desk, path);
  await takenIn(desk, path, values);
}

/** Takes in a file that was chosen, once it says how many values it would take in. */
export async function takenIn({ page, hands }: Pick<Desk, 'page' | 'hands'>, path: string, values: number): Promise<void> {
  await page.getByRole('button', { name: `Import ${values.toLocaleString('en')} values` }).waitFor();
  await hands.press('Control+Enter');
  await page
    .getByText(`Imported ${basename(path)}: ${values.toLocaleString('en')} values taken in.`)
    .first()
    .waitFor();
}

/** Chooses a file where files are imported; what it says of itself comes then. */
async function chooseByHand({ page, hands }: Pick<Desk, 'page' | 'hands'>, path: string): Promise<void> {
  await hands.press('g', 'i');
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), hands.pushed('Choose files')]);
  await chooser.setFiles(path);
}

/** Puts a file of that content into the home of a desk. */
export function fileAt({ home }: Pick<Desk, 'home'>, name: string, content: string): string {
  const path = join(home.folder, name);
  writeFileSync(path, content);
  return path;
}
