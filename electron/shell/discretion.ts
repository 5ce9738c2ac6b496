import { readFileSync, writeFileSync } from 'node:fs';

/** Whether what is shown outside the window says no amounts: as the window told last, also before it has told anything in this run. */
interface Discretion {
  readonly hides: () => boolean;
  readonly hide: (hidden: boolean) => void;
}

/** Remembers it in a file of this account. A file that cannot be read hides them: nothing is shown by mistake. */
export function rememberDiscretion(file: string): Discretion {
  let hidden = readHidden(file);
  return {
    hides: () => hidden,
    hide(next) {
      if (next === hidden) return;
      hidden = next;
      try {
        writeFileSync(file, JSON.stringify({ discreet: next }));
      } catch {
        // It holds for this run; the window tells it again in the next.
      }
    },
  };
}

function readHidden(file: string): boolean {
  try {
    return (JSON.parse(readFileSync(file, 'utf8')) as { readonly discreet?: unknown }).discreet !== false;
  } catch (thrown) {
    return (thrown as NodeJS.ErrnoException).code !== 'ENOENT';
  }
}
