import { beforeAll, expect, test } from 'vitest';
import { mailServer } from '../delivery/made-servers.ts';
import { workspaceOf } from './desk-hands.ts';
import { built, newHome } from './harness.ts';
import { atTheTerminal } from './terminal-hands.ts';

beforeAll(built);

test('the built program has what it needs to send a letter', async () => {
  const home = newHome();
  const workspace = workspaceOf(home);
  const told = { ...home, environment: { ...home.environment, MAIL_PASSWORD: 'correct horse' } };
  const terminal = async (...args: readonly string[]) => (await atTheTerminal({ home: told, workspace }, ...args)).document;
  try {
    const { port, letters } = await mailServer({ authOptional: false, allowInsecureAuth: true });
    await terminal('init');
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
    const { channel } = (await terminal('call', 'delivery.saveChannel', JSON.stringify({ channel: null, terms, secret }))) as {
      channel: string;
    };
    expect(await terminal('call', 'delivery.test', JSON.stringify({ channel }))).toMatchObject({ sent: true });
    expect(letters).toMatchObject([{ user: 'desk', to: ['desk@example.com'] }]);
    expect(letters[0]!.text).toContain('This is a test of the channel');
  } finally {
    home.remove();
  }
});
