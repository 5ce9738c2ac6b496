import { spawn } from 'node:child_process';
import type { CommandTerms, Message } from '../../../shared/delivery/index.ts';
import { type Delivered, keptText, MOST_OUTPUT } from './delivered.ts';

/** Between being asked to end and being ended, in milliseconds. */
const GRACE = 1_000;

/** How long the output of a program that has ended is still read, in milliseconds. */
const LAST_WORDS = 250;

/** What of our own environment a program is given. Nothing else: a secret may stand in it. */
const PASSED_ON = [
  'PATH',
  'HOME',
  'USER',
  'LANG',
  'LC_ALL',
  'TZ',
  'TMPDIR',
  'DISPLAY',
  'WAYLAND_DISPLAY',
  'XDG_RUNTIME_DIR',
  'DBUS_SESSION_BUS_ADDRESS',
  'SystemRoot',
  'TEMP',
  'USERPROFILE',
  'APPDATA',
];

/**
 * Runs a channel's program without a shell, with the message as JSON on its standard input. It has arrived where the program ends with status 0. Past its
 * time it is ended with all that it has started; what it prints is read to the end, and only the first of it kept.
 */
export function runCommand(
  { argv, seconds }: Pick<CommandTerms, 'argv' | 'seconds'>,
  message: Pick<Message, 'id' | 'json'>,
  signal: AbortSignal,
): Promise<Delivered> {
  const [program = '', ...args] = argv;
  const chunks: Buffer[] = [];
  let kept = 0;
  let ended: 'late' | 'stopped' | null = null;
  return new Promise((resolve) => {
    const settle = (delivered: Omit<Delivered, 'output'>): void => {
      signal.removeEventListener('abort', stop);
      clearTimeout(timer);
      clearTimeout(killer);
      resolve({ ...delivered, output: keptText(Buffer.concat(chunks).toString('utf8'), MOST_OUTPUT, []) });
    };
    const child = spawn(program, args, {
      stdio: ['pipe', 'pipe', 'pipe'],
      // A group of its own, so that what it starts ends with it.
      detached: process.platform !== 'win32',
      windowsHide: true,
      env: { ...environmentOf(process.env), COUNTINGHOUSE_DELIVERY: message.id },
    });
    let killer: NodeJS.Timeout | undefined;
    const timer = setTimeout(() => end('late'), seconds * 1_000);
    const stop = () => end('stopped');
    signal.addEventListener('abort', stop, { once: true });

    function end(why: 'late' | 'stopped'): void {
      ended ??= why;
      kill('SIGTERM');
      killer = setTimeout(() => kill('SIGKILL'), GRACE);
    }
    function kill(with_: 'SIGTERM' | 'SIGKILL'): void {
      try {
        if (child.pid !== undefined && process.platform !== 'win32') process.kill(-child.pid, with_);
        else child.kill(with_);
      } catch {
        // It has ended meanwhile.
      }
    }
    function keep(chunk: Buffer): void {
      if (kept >= MOST_OUTPUT) return;
      chunks.push(chunk.subarray(0, MOST_OUTPUT - kept));
      kept += chunk.length;
    }
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    // A program need not read what it is given.
    child.stdin.on('error', () => undefined);
    child.stdin.end(message.json);
    child.once('error', (error: NodeJS.ErrnoException) => settle({ sent: false, lasting: true, says: startWords(program, error) }));
    child.once('exit', (status, by) => {
      if (ended !== null) kill('SIGKILL');
      // What it printed last is still on its way; but what it has left running may keep its output open for ever.
      const last = setTimeout(finish, LAST_WORDS);
      child.once('close', finish);
      function finish(): void {
        clearTimeout(last);
        child.stdout.destroy();
        child.stderr.destroy();
        settle(verdict(program, seconds, ended, status, by));
      }
    });
  });
}

function verdict(
  program: string,
  seconds: number,
  ended: 'late' | 'stopped' | null,
  status: number | null,
  by: string | null,
): Omit<Delivered, 'output'> {
  if (ended === 'late') return { sent: false, says: `${program} had not ended after ${seconds} s and was ended.` };
  if (ended === 'stopped') return { sent: false, says: STOPPED };
  if (status === 0) return { sent: true, says: `${program} ended with status 0.` };
  return {
    sent: false,
    says: status === null ? `${program} was ended by ${by ?? 'a signal'}.` : `${program} ended with status ${status}.`,
  };
}

/** Said of an attempt that was cut because the application closed. */
export const STOPPED = 'The application was closed in the middle of it; whether it arrived is not known.';

function environmentOf(all: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(PASSED_ON.flatMap((name) => (all[name] === undefined ? [] : [[name, all[name]]])));
}

function startWords(program: string, { code, message }: NodeJS.ErrnoException): string {
  if (code === 'ENOENT') return `There is no program ${program}. Give its whole path.`;
  if (code === 'EACCES') return `${program} may not be run: it is no program, or not for this account.`;
  if (code === 'EINVAL' && process.platform === 'win32')
    return `${program} cannot be run without a shell. Name a program, such as powershell.exe, and give the script to it.`;
  return `${program} could not be started: ${message}`;
}
