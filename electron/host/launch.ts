import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';

/** File name extension of a workspace. */
export const WORKSPACE_EXTENSION = '.countinghouse';

const launchSchema = z.object({
  /** The workspace's file; absent: the usual one. */
  workspace: z.string().exactOptional(),
  /** The demonstration workspace instead of one's own. */
  demo: z.boolean(),
  /** Serve a browser even where a window could be opened. */
  loopback: z.boolean(),
  /** Port of the loopback address; absent: one that is free. */
  port: z.number().int().exactOptional(),
  /** Files to import. */
  files: z.array(z.string()).readonly(),
});

/** What somebody asked for by starting Countinghouse, or by opening a file with it. Paths are absolute. */
export type Launch = Readonly<z.infer<typeof launchSchema>>;

/** What another process says that it was asked for; undefined if it does not make sense. */
export function receivedLaunch(value: unknown): Launch | undefined {
  return launchSchema.safeParse(value).data;
}

/**
 * Reads a command line. Switches that are not ours are passed over, because Chromium and its debuggers add theirs to the same
 * line; of the rest a name that ends in `.countinghouse` is the workspace and any other is a file to import.
 */
export function readLaunch(args: readonly string[], workingFolder: string): Launch {
  const { values, positionals } = parseArgs({
    args: [...args],
    strict: false,
    allowPositionals: true,
    options: {
      workspace: { type: 'string' },
      demo: { type: 'boolean' },
      loopback: { type: 'boolean' },
      port: { type: 'string' },
    },
  });
  const named = typeof values.workspace === 'string' ? values.workspace : positionals.findLast(isWorkspaceFile);
  const port = typeof values.port === 'string' ? Number(values.port) : Number.NaN;
  return {
    ...(named === undefined ? {} : { workspace: resolve(workingFolder, named) }),
    demo: values.demo === true,
    loopback: values.loopback === true,
    ...(Number.isInteger(port) && port > 0 && port < 65_536 ? { port } : {}),
    files: positionals.filter((name) => !isWorkspaceFile(name)).map((name) => resolve(workingFolder, name)),
  };
}

/** Whether a file's name says that it is a workspace. */
export function isWorkspaceFile(name: string): boolean {
  return name.toLowerCase().endsWith(WORKSPACE_EXTENSION);
}
