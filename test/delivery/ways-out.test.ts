import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Delivered } from '../../electron/engine/delivery/delivered.ts';
import { postWebhook } from '../../electron/engine/delivery/post-webhook.ts';
import { runCommand } from '../../electron/engine/delivery/run-command.ts';
import { sendEmail } from '../../electron/engine/delivery/send-email.ts';
import { composeMessage, type EmailTerms, type Message, signedHeaders, signingSecret } from '../../shared/delivery/index.ts';
import { temporaryFolder } from '../workspace/open-workspace.ts';
import { AT, madeNotice } from './made-notice.ts';
import { answers, bareServer, CERTIFICATES, deadPort, mailServer, webServer } from './made-servers.ts';

const MESSAGE: Message = composeMessage({ send: 'a1b2', count: 1, notices: [madeNotice(1)] }, AT);
const NOW = Date.parse(AT);
const open = () => new AbortController().signal;
const SECRET = signingSecret(Uint8Array.from({ length: 32 }, (_, n) => n));

describe('a webhook', () => {
  const post = (url: string, made: { trust?: string; seconds?: number; signal?: AbortSignal } = {}): Promise<Delivered> =>
    postWebhook({ url, trust: made.trust ?? null, seconds: made.seconds ?? 5 }, MESSAGE, SECRET, NOW, made.signal ?? open());

  it('posts the message as JSON, with a signature that the receiver can compute', async () => {
    const { url, received } = await webServer([answers.ok]);
    expect(await post(url)).toEqual({ sent: true, says: `${new URL(url).host} answered 200.`, output: 'thanks' });
    const [{ headers, body }] = received as [(typeof received)[0]];
    expect(body).toBe(MESSAGE.json);
    expect(JSON.parse(body)).toMatchObject({ type: 'alert.fired', timestamp: AT, data: { count: 1, notices: [{ title: 'Depeg' }] } });
    expect(headers).toMatchObject({ 'content-type': 'application/json', ...signedHeaders(SECRET, 'a1b2', NOW, body) });
  });

  it('fails for the time being where the server fails, and heeds how long it asks to wait', async () => {
    const { url } = await webServer([answers.failing, answers.busy, answers.ok]);
    const where = new URL(url).host;
    expect(await post(url)).toEqual({ sent: false, says: `${where} answered 500.`, output: 'broken' });
    expect(await post(url)).toEqual({ sent: false, says: `${where} answered 503.`, output: '', wait: 120_000 });
    expect((await post(url)).sent).toBe(true);
  });

  it.each([
    ['elsewhere', /leads elsewhere, which is not followed/],
    ['gone', /wants no more messages/],
  ] as const)('is given up where the answer is %s', async (answer, says) => {
    const { url } = await webServer([answers[answer]]);
    expect(await post(url)).toMatchObject({ sent: false, lasting: true, says: expect.stringMatching(says) as string });
  });

  it.each(['hanging', 'dribbling'] as const)('is cut where the server is %s', async (answer) => {
    const { url } = await webServer([answers[answer]]);
    const began = performance.now();
    const delivered = await post(url, { seconds: 1 });
    expect(performance.now() - began).toBeLessThan(3_000);
    expect(delivered).toMatchObject({
      sent: false,
      unreachable: true,
      says: expect.stringMatching(/had not answered after 1 s/) as string,
    });
  });

  it.each(['halfway', 'hangingUp'] as const)('fails where the server breaks off (%s)', async (answer) => {
    const { url } = await webServer([answers[answer]]);
    expect(await post(url)).toMatchObject({
      sent: false,
      says: expect.stringMatching(/closed the connection|could not be reached/) as string,
    });
  });

  it('keeps only the beginning of a long answer, and waits for no more of it', async () => {
    const { url } = await webServer([answers.flooding]);
    const delivered = await post(url);
    expect(delivered.sent).toBe(true);
    expect(delivered.output).toBe('x'.repeat(4_096));
  });

  it('wants a certificate that is trusted and bears the name', async () => {
    const mine = await webServer([answers.ok], 'localhost');
    expect(await post(mine.url)).toMatchObject({
      sent: false,
      says: expect.stringMatching(/certificate of localhost:\d+ is not trusted/) as string,
    });
    expect(mine.received).toEqual([]);
    expect((await post(mine.url, { trust: CERTIFICATES.localhost.cert })).sent).toBe(true);
    const other = await webServer([answers.ok], 'elsewhere');
    expect((await post(other.url, { trust: CERTIFICATES.elsewhere.cert })).says).toMatch(/not trusted \(ERR_TLS_CERT_ALTNAME_INVALID\)/);
    expect(other.received).toEqual([]);
  });

  it('says where nothing answers, and where nothing is', async () => {
    expect((await post(`http://127.0.0.1:${await deadPort()}/`)).says).toMatch(/^Nothing answers at 127\.0\.0\.1:\d+\.$/);
    expect((await post('https://nowhere.invalid/')).says).toMatch(/nowhere\.invalid (was not found|cannot be reached)/);
  });

  it('keeps no secret of what a server echoes', async () => {
    const { url } = await webServer([(response) => void response.writeHead(400).end(`your key ${SECRET} is bad`)]);
    expect((await post(url)).output).toBe('your key ••• is bad');
  });

  it('is cut when the application closes', async () => {
    const { url } = await webServer([answers.hanging]);
    const closing = new AbortController();
    setTimeout(() => closing.abort(), 50);
    expect(await post(url, { signal: closing.signal, seconds: 30 })).toMatchObject({
      sent: false,
      says: expect.stringMatching(/application was closed/) as string,
    });
  });
});

describe('a command', () => {
  const node = (script: string, made: { seconds?: number; signal?: AbortSignal } = {}) =>
    runCommand({ argv: [process.execPath, '-e', script], seconds: made.seconds ?? 10 }, MESSAGE, made.signal ?? open());

  it('is given the message on its input, and no shell reads its arguments', async () => {
    const file = join(temporaryFolder(), 'heard.json');
    const script = `require('fs').writeFileSync(${JSON.stringify(file)}, require('fs').readFileSync(0)); console.log(process.env.COUNTINGHOUSE_DELIVERY, process.argv[1])`;
    const delivered = await runCommand({ argv: [process.execPath, '-e', script, '$(touch /tmp/x); `id`'], seconds: 10 }, MESSAGE, open());
    expect(delivered).toMatchObject({ sent: true, output: 'a1b2 $(touch /tmp/x); `id`' });
    expect(readFileSync(file, 'utf8')).toBe(MESSAGE.json);
  });

  it('fails with its status, and what it printed first is kept', async () => {
    expect(await node("console.error('no modem'); process.exit(7)")).toMatchObject({
      sent: false,
      says: expect.stringMatching(/ended with status 7\.$/) as string,
      output: 'no modem',
    });
  });

  it('that hangs is ended, with what it has started, even where it does not want to', async () => {
    const file = join(temporaryFolder(), 'alive');
    const child = `setInterval(() => require('fs').writeFileSync(${JSON.stringify(file)}, 'x'), 50); process.on('SIGTERM', () => {})`;
    const began = performance.now();
    const delivered = await node(
      `process.on('SIGTERM', () => {}); require('child_process').spawn(process.execPath, ['-e', ${JSON.stringify(child)}], { stdio: 'inherit' }); setInterval(() => {}, 1000)`,
      { seconds: 1 },
    );
    expect(performance.now() - began).toBeLessThan(6_000);
    expect(delivered).toMatchObject({ sent: false, says: expect.stringMatching(/had not ended after 1 s/) as string });
    const { rmSync } = await import('node:fs');
    await new Promise((resolve) => setTimeout(resolve, 100));
    rmSync(file, { force: true });
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(existsSync(file)).toBe(false);
  });

  it('that floods is read to its end, and the first four kilobytes are kept', async () => {
    const delivered = await node("for (let n = 0; n < 200; n++) process.stdout.write('y'.repeat(100000))");
    expect(delivered).toMatchObject({ sent: true, output: 'y'.repeat(4_096) });
  });

  it('need not read its input, nor wait for what it leaves behind', async () => {
    const long: Message = { ...MESSAGE, json: 'z'.repeat(2_000_000) };
    expect((await runCommand({ argv: ['/bin/sh', '-c', 'exit 0'], seconds: 5 }, long, open())).sent).toBe(true);
    const began = performance.now();
    expect((await runCommand({ argv: ['/bin/sh', '-c', 'sleep 30 & exit 0'], seconds: 20 }, MESSAGE, open())).sent).toBe(true);
    expect(performance.now() - began).toBeLessThan(5_000);
  });

  it('that is missing, or is no program, will not get better by itself', async () => {
    const file = join(temporaryFolder(), 'note.txt');
    writeFileSync(file, 'not a program');
    chmodSync(file, 0o600);
    expect(await runCommand({ argv: ['/nowhere/notify'], seconds: 5 }, MESSAGE, open())).toMatchObject({
      sent: false,
      lasting: true,
      says: 'There is no program /nowhere/notify. Give its whole path.',
    });
    expect(await runCommand({ argv: [file], seconds: 5 }, MESSAGE, open())).toMatchObject({
      sent: false,
      lasting: true,
      says: expect.stringMatching(/may not be run/) as string,
    });
  });

  it('is not given what else stands in our environment', async () => {
    process.env['SMTP_PASSWORD_OF_THE_TEST'] = 'hush';
    const delivered = await node('console.log(Object.keys(process.env).join(" "))');
    delete process.env['SMTP_PASSWORD_OF_THE_TEST'];
    expect(delivered.output).toContain('PATH');
    expect(delivered.output).not.toContain('SMTP_PASSWORD_OF_THE_TEST');
  });

  it('is ended when the application closes', async () => {
    const closing = new AbortController();
    setTimeout(() => closing.abort(), 100);
    expect(await node('setInterval(() => {}, 1000)', { signal: closing.signal, seconds: 60 })).toMatchObject({
      sent: false,
      says: expect.stringMatching(/application was closed/) as string,
    });
  });
});

describe('a letter', () => {
  const terms = (port: number, made: Partial<EmailTerms> = {}): EmailTerms => ({
    kind: 'email',
    name: 'Mail',
    on: true,
    byDefault: true,
    least: 'low',
    tellsCleared: false,
    digestMinutes: null,
    perHour: 20,
    withoutValues: false,
    seconds: 2,
    host: '127.0.0.1',
    port,
    security: 'none',
    user: null,
    from: 'alerts@example.com',
    to: ['desk@example.com', 'night@example.com'],
    trust: null,
    ...made,
  });
  const send = (given: EmailTerms, password: string | null = null, signal = open()) => sendEmail(given, MESSAGE, password, signal);

  it('goes to everybody, in plain text and in markup, with an id of its own', async () => {
    const { port, letters } = await mailServer();
    expect(await send(terms(port))).toMatchObject({ sent: true, says: `127.0.0.1:${port} has taken the letter.` });
    expect(letters[0]).toMatchObject({
      from: 'alerts@example.com',
      to: ['desk@example.com', 'night@example.com'],
      secure: false,
      user: null,
    });
    const { text } = letters[0]!;
    for (const part of [
      'Message-ID: <a1b2@countinghouse.invalid>',
      'Auto-Submitted: auto-generated',
      'text/plain',
      'text/html',
      'price 0.971 ETH',
    ]) {
      expect(text).toContain(part);
    }
  });

  it('goes under a name and password, over TLS from the first byte or from STARTTLS on', async () => {
    const trust = CERTIFICATES.localhost.cert;
    const secure = await mailServer({ secure: true, authOptional: false });
    expect(await send(terms(secure.port, { host: 'localhost', security: 'tls', user: 'desk', trust }), 'correct horse')).toMatchObject({
      sent: true,
    });
    expect(secure.letters[0]).toMatchObject({ user: 'desk', secure: true });
    const starting = await mailServer({ disabledCommands: [], authOptional: false });
    expect(
      await send(terms(starting.port, { host: 'localhost', security: 'starttls', user: 'desk', trust }), 'correct horse'),
    ).toMatchObject({ sent: true });
    expect(starting.letters[0]).toMatchObject({ user: 'desk', secure: true });
  });

  it('is not sent in the open where TLS is wanted and not offered, nor under a certificate that nobody trusts', async () => {
    const bare = await mailServer();
    expect(await send(terms(bare.port, { security: 'starttls' }))).toMatchObject({
      sent: false,
      says: expect.stringMatching(/offers no TLS/) as string,
    });
    const secure = await mailServer({ secure: true });
    expect(await send(terms(secure.port, { host: 'localhost', security: 'tls' }))).toMatchObject({
      sent: false,
      says: expect.stringMatching(/certificate of localhost:\d+ is not trusted/) as string,
    });
    expect([...bare.letters, ...secure.letters]).toEqual([]);
  });

  it('is given up where the password is wrong, and keeps none of it, whatever the server echoes', async () => {
    const { port } = await mailServer({ authOptional: false, allowInsecureAuth: true });
    const delivered = await send(terms(port, { user: 'desk' }), 'wrong donkey');
    expect(delivered).toMatchObject({ sent: false, lasting: true, says: `127.0.0.1:${port} does not accept the name and password (535).` });
    expect(delivered.output).toContain('Wrong password •••');
    expect(JSON.stringify(delivered)).not.toContain('donkey');
  });

  it('is given up where the server refuses it for good, and tried again where it asks to', async () => {
    const refusing = (responseCode: number) =>
      mailServer({ onRcptTo: (_to, _session, answer) => answer(Object.assign(new Error('Not here'), { responseCode })) });
    expect(await send(terms((await refusing(550)).port))).toMatchObject({
      sent: false,
      lasting: true,
      says: expect.stringMatching(/refused the letter \(550\)/) as string,
    });
    expect(await send(terms((await refusing(451)).port))).toMatchObject({
      sent: false,
      lasting: false,
      says: expect.stringMatching(/refused the letter \(451\)/) as string,
    });
  });

  it('says for whom it was not taken', async () => {
    const { port } = await mailServer({
      onRcptTo: ({ address }, _session, answer) =>
        answer(address.startsWith('night') ? Object.assign(new Error('Away'), { responseCode: 550 }) : null),
    });
    expect(await send(terms(port))).toMatchObject({ sent: true, says: expect.stringMatching(/but not for night@example\.com/) as string });
  });

  it.each([
    ['says nothing', null],
    ['greets and then says nothing', '220 hello\r\n'],
  ])('is cut where the server %s', async (_name, greeting) => {
    const port = await bareServer(greeting);
    const began = performance.now();
    const delivered = await send(terms(port, { seconds: 1 }));
    expect(performance.now() - began).toBeLessThan(4_000);
    expect(delivered).toMatchObject({
      sent: false,
      unreachable: true,
      says: expect.stringMatching(/had not taken the letter after 1 s|did not answer in time/) as string,
    });
  });

  it('says where nothing answers, and where the server hangs up', async () => {
    const dead = await deadPort();
    expect((await send(terms(dead))).says).toBe(`Nothing answers at 127.0.0.1:${dead}.`);
    const rude = await bareServer('220 hello\r\n', (socket) => setTimeout(() => socket.destroy(), 20));
    expect((await send(terms(rude))).says).toMatch(/closed the connection|could not be reached/);
  });

  it('is cut when the application closes', async () => {
    const port = await bareServer('220 hello\r\n');
    const closing = new AbortController();
    setTimeout(() => closing.abort(), 50);
    expect(await send(terms(port, { seconds: 30 }), null, closing.signal)).toMatchObject({
      sent: false,
      says: expect.stringMatching(/application was closed/) as string,
    });
  });
});
