import { spawn } from 'node:child_process';

/** Whether a browser could show itself here: Linux needs a display server, the others always have one. */
export function hasDisplay(platform: NodeJS.Platform = process.platform, environment: NodeJS.ProcessEnv = process.env): boolean {
  if (platform !== 'linux') return true;
  return Boolean(environment['DISPLAY']) || Boolean(environment['WAYLAND_DISPLAY']);
}

/** How long an opener may take to find that there is no browser, in milliseconds. */
const OPENING_TIME = 3_000;

/** Opens an address of ours in the default browser; answers whether the system took it. */
export function openInBrowser(address: string): Promise<boolean> {
  const [program, ...args] = OPENERS[process.platform] ?? ['xdg-open'];
  return new Promise((resolve) => {
    const opener = spawn(program, [...args, address], { stdio: 'ignore', detached: true });
    opener.once('error', () => resolve(false));
    opener.once('exit', (status) => resolve(status === 0));
    // One that has become the browser itself does not end.
    setTimeout(() => resolve(true), OPENING_TIME).unref();
    opener.unref();
  });
}

const OPENERS: Readonly<Partial<Record<NodeJS.Platform, readonly [string, ...string[]]>>> = {
  darwin: ['open'],
  // `start` is a word of the shell; this is the program behind it, and it needs no quoting.
  win32: ['rundll32', 'url.dll,FileProtocolHandler'],
};
