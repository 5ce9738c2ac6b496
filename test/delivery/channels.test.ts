import { describe, expect, it } from 'vitest';
import type { ChannelTerms } from '../../shared/delivery/index.ts';
import { ok, refusal } from '../workspace/open-workspace.ts';
import { channel, COMMON, desk, email, typesIn, VARIABLE, webhook } from './made-desk.ts';
import { answers, bareServer, webServer } from './made-servers.ts';

describe('channels', () => {
  it('are changed, removed and brought back by events that can be undone', async () => {
    const { engine, api } = desk();
    const id = await channel(api, webhook('https://example.com/a'));
    expect(refusal(await api.delivery.saveChannel({ channel: null, terms: webhook('https://example.com/b') })).code).toBe('name-taken');
    expect(refusal(await api.delivery.saveChannel({ channel: id, terms: email(25) })).code).toBe('another-kind');
    expect(refusal(await api.delivery.saveChannel({ channel: 'nobody', terms: webhook('https://example.com/b') })).code).toBe(
      'no-such-channel',
    );
    ok(await api.delivery.saveChannel({ channel: id, terms: webhook('https://example.com/b') }));
    ok(await api.journal.undo({ target: id }));
    expect((await api.delivery.channels({}))[0]).toMatchObject({ destination: 'https://example.com/a' });
    const { size } = engine.journal.head();
    ok(await api.delivery.saveChannel({ channel: id, terms: webhook('https://example.com/a') }));
    expect(engine.journal.head().size).toBe(size);
    ok(await api.delivery.removeChannel({ channel: id }));
    expect(await api.delivery.channels({})).toEqual([]);
    ok(await api.journal.undo({ target: id }));
    expect(await api.delivery.channels({})).toHaveLength(1);
  });

  it.each<[string, ChannelTerms, RegExp]>([
    ['http to elsewhere', webhook('http://example.com/'), /only a server on this machine is spoken to in the open/],
    ['a password in the address', webhook('https://me:pw@example.com/'), /must not hold a name or a password/],
    ['no address', webhook('example.com'), /must be an address/],
    ['a file', webhook('file:///etc/passwd'), /must begin with https/],
    ['mail in the open to elsewhere', email(25, { host: 'mail.example.com' }), /only a server on this machine/],
    ['a line break in a name', webhook('https://example.com/', { name: 'a\nb' }), /must be one line/],
    ['a recipient with a header in it', email(25, { to: ['a@b.c\r\nBcc: d@e.f'] }), /must be an address/],
    ['a private key as a certificate', webhook('https://example.com/', { trust: '-----BEGIN PRIVATE KEY-----' }), /must be a certificate/],
    ['no program', { ...COMMON, kind: 'command', name: 'x', argv: ['  '] }, /must begin with a program/],
  ])('refuse %s', async (_name, terms, sentence) => {
    const { engine, api } = desk();
    await expect(api.delivery.saveChannel({ channel: null, terms })).rejects.toThrow(sentence);
    expect(engine.journal.head().size).toBe(0);
  });

  it('want the secret that they need, and one that is one', async () => {
    const { api } = desk();
    expect(refusal(await api.delivery.saveChannel({ channel: null, terms: webhook('https://example.com/') })).code).toBe('secret-needed');
    expect(
      refusal(
        await api.delivery.saveChannel({
          channel: null,
          terms: webhook('https://example.com/'),
          secret: { place: 'system', text: 'short' },
        }),
      ).message,
    ).toMatch(/written whsec_/);
    const { secret } = await api.delivery.newSigningSecret({});
    expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    ok(await api.delivery.saveChannel({ channel: null, terms: { ...COMMON, kind: 'command', name: 'Script', argv: ['true'] } }));
  });

  it('answer their test with what came of it, on or off, and journal it', async () => {
    const { engine, api } = desk();
    const { url, received } = await webServer([answers.ok, answers.failing]);
    const id = await channel(api, webhook(url, { on: false }));
    expect(ok(await api.delivery.test({ channel: id }))).toMatchObject({ sent: true, output: 'thanks' });
    expect(JSON.parse(received[0]!.body)).toMatchObject({ type: 'test', data: { channel: 'Hook' } });
    expect(ok(await api.delivery.test({ channel: id }))).toMatchObject({ sent: false, output: 'broken' });
    expect(await api.delivery.channels({})).toMatchObject([{ tested: { sent: false, output: 'broken' } }]);
    expect(typesIn(engine).slice(-2)).toEqual(['delivery.tested', 'delivery.tested']);
    const slow = await bareServer(null);
    const mail = ok(
      await api.delivery.saveChannel({
        channel: null,
        terms: email(slow, { seconds: 1 }),
        secret: { place: 'environment', variable: VARIABLE },
      }),
    ).channel;
    expect(ok(await api.delivery.test({ channel: mail }))).toMatchObject({ sent: false });
  });
});
