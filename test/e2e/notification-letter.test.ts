import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { mailServer } from '../delivery/made-servers.ts';
import { built, type Home, newHome, ROOT } from './harness.ts';

beforeAll(built);

/** Runs the built terminal; answers the document that it prints. */
async function terminal(home: Home, args: readonly string[]): Promise<unknown> {
  const child = spawn(process.execPath, [join(ROOT, 'dist/main/cli.js'), '--json', ...args], {
    cwd: home.folder,
    env: { ...home.environment, COUNTINGHOUSE_WORKSPACE: join(home.folder, 'books.countinghouse'), MAIL_PASSWORD: 'correct horse' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let text = '';
  for await (const chunk of child.stdout) text += String(chunk);
  return JSON.parse(text);
}

test('the built program has what it needs to send a letter', async () => {
  const home = newHome();
  try {
    const { port, letters } = await mailServer({ authOptional: false, allowInsecureAuth: true });
    await terminal(home, ['init']);
    const terms = {
      kind: 'email',
      name: 'Mail',
      on: true,
      byDefault: true,
      least: 'low',
      tellsCleared: false,
      digestMinutes: null,
      perHour: 20,
      seconds: 10,
      host: '127.0.0.1',
      port,
      security: 'none',
      user: 'desk',
      from: 'alerts@example.com',
      to: ['desk@example.com'],
      trust: null,
    };
    const secret = { place: 'environment', variable: 'MAIL_PASSWORD' };
    const { channel } = (await terminal(home, ['call', 'delivery.saveChannel', JSON.stringify({ channel: null, terms, secret })])) as {
      channel: string;
    };
    expect(await terminal(home, ['call', 'delivery.test', JSON.stringify({ channel })])).toMatchObject({ sent: true });
    expect(letters).toMatchObject([{ user: 'desk', to: ['desk@example.com'] }]);
    expect(letters[0]!.text).toContain('This is a test of the channel');
  } finally {
    home.remove();
  }
});
