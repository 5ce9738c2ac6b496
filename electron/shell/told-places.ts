import { readFileSync, writeFileSync } from 'node:fs';
import { z } from 'zod';

/** Up to where in its journal each workspace's alerts have been told by notifications of this account. */
interface ToldPlaces {
  readonly of: (workspace: string) => number | undefined;
  readonly keep: (workspace: string, upTo: number) => void;
}

const placesSchema = z.record(z.string(), z.int().min(0));

/** Remembers it in a file. Where that cannot be read, what was found since the opening is told, as in the first run. */
export function rememberToldPlaces(file: string): ToldPlaces {
  let places = readPlaces(file);
  return {
    of: (workspace) => places[workspace],
    keep(workspace, upTo) {
      if (places[workspace] === upTo) return;
      places = { ...places, [workspace]: upTo };
      try {
        writeFileSync(file, JSON.stringify(places));
      } catch {
        // It holds for this run; the next one tells what was found since it opened.
      }
    },
  };
}

function readPlaces(file: string): z.infer<typeof placesSchema> {
  try {
    return placesSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return {};
  }
}
