import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The day so many days ago. */
export function dayBack(days: number): string {
  return new Date(Date.now() - days * 864e5).toISOString().slice(0, 10);
}

/** A file of daily closes beside a workspace, oldest first, from so many days ago to so many; answers its path. */
export function priceFile(workspace: string, name: string, from: number, to: number, priceOf: (daysAgo: number) => number): string {
  const rows = Array.from({ length: from - to + 1 }, (_, index) => `${dayBack(from - index)},${priceOf(from - index)}`);
  const path = join(dirname(workspace), name);
  writeFileSync(path, ['date,price', ...rows, ''].join('\n'));
  return path;
}
