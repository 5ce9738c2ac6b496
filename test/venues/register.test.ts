import { beforeAll, describe, expect, test } from 'vitest';
import { exposureOf, limitsOf, venueFacts } from '../../electron/engine/venues/index.ts';
import { looksLikeSecret, recordSchema } from '../../shared/venues/index.ts';
import { ok, refusal } from '../workspace/open-workspace.ts';
import { desk, example, rules, TODAY } from './made-venues.ts';

beforeAll(() => {
  process.env['COUNTINGHOUSE_CHECK_ANSWERS'] = '1';
});

const KEY = {
  kind: 'api-key' as const,
  label: 'trading bot',
  scopes: ['read' as const, 'trade' as const],
  ipBound: true,
  createdOn: '2026-01-20',
  owner: 'Ada',
};

describe('the register of API keys', () => {
  test.each([
    ['hexadecimal', '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08'],
    ['hexadecimal after 0x', 'key 0x9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08'],
    ['base64', 'VGhpcyBpcyBub3QgYSBzZWNyZXQgYnV0IGxvb2tzIGxpa2Ugb25lIQ=='],
    ['of Binance’s form', 'vmPUZE6mv9SD5VNHk4HlWFsOr6aKE2zvsw0MuIgwCIPy6utIco14y7Ju91duEh8A'],
    ['base32', 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP'],
    ['PEM', '-----BEGIN EC PRIVATE KEY-----\nMHc'],
  ])('refuses a secret that is %s, with a sentence', async (_, secret) => {
    for (const field of ['label', 'note', 'owner']) {
      const parsed = recordSchema.safeParse({ ...KEY, [field]: secret });
      expect(parsed.error?.issues[0]?.path).toEqual([field]);
      expect(parsed.error?.issues[0]?.message).toMatch(/Keys and secrets are never kept here/);
    }
    const { api } = desk();
    await expect(api.venues.addRecord({ venue: 'okx', detail: { ...KEY, note: secret } })).rejects.toThrow(/looks like a secret/);
  });

  test.each([
    'trading bot on the machine in the cellar',
    'https://www.example.com/a/9f86d081884c7d659a2feaa0c55ad015a3bf4f1b',
    '0190163d-8694-739b-aea5-966c26f8ad91',
    '0x71C7656EC7ab88b098defB751B7401B5f6d8976F',
    'bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq',
    'Reports/2025/ProofOfReservesJanuary',
    'a-very-long-label-for-a-key-that-trades-perpetuals-2026',
    'Donaudampfschiffahrtsgesellschaftskapitän',
  ])('keeps “%s”', (text) => {
    expect(looksLikeSecret(text)).toBe(false);
  });

  test('tells the age of the oldest key in use, and what is wrong with each', async () => {
    const { api, engine } = desk();
    const age = () => engine.sources.metrics.get('venues.api-key-age')!.read(engine, 'okx');
    expect(age()).toMatchObject({ unavailable: { reason: 'no-key' } });
    const { record } = ok(
      await api.venues.addRecord({ venue: 'okx', detail: { ...KEY, createdOn: '2025-11-01', scopes: ['withdraw'], ipBound: false } }),
    );
    ok(await api.venues.addRecord({ venue: 'okx', detail: KEY }));
    expect(age()).toMatchObject({ ok: { text: '120' } });
    const [old, fresh] = await api.venues.records({ kind: 'api-key' });
    expect(old).toMatchObject({ venueName: 'OKX', title: 'trading bot', validUntil: '2026-01-30', expired: true });
    expect(old?.warnings).toEqual([
      expect.stringContaining('may withdraw'),
      expect.stringContaining('any address'),
      expect.stringContaining('120 days old'),
    ]);
    expect(fresh).toMatchObject({ expired: false, warnings: [] });
    ok(await api.venues.editRecord({ record, detail: { ...KEY, createdOn: '2025-11-01', revokedOn: TODAY } }));
    expect(age()).toMatchObject({ ok: { text: '40' } });
  });

  test('masks accounts', () => {
    const account = { kind: 'account', label: 'main' };
    expect(recordSchema.safeParse({ ...account, reference: 'DE89370400440532013000' }).error?.issues[0]?.message).toMatch(/must be masked/);
    expect(recordSchema.safeParse({ ...account, reference: '••••3000' }).success).toBe(true);
  });
});

describe('an entry', () => {
  test('is refused where it cannot be', async () => {
    const { api } = desk();
    const code = async (detail: Parameters<typeof api.venues.addRecord>[0]['detail'], venue = 'okx') =>
      refusal(await api.venues.addRecord({ venue, detail })).code;
    expect(await code({ ...KEY, createdOn: '2026-03-02' })).toBe('in-the-future');
    expect(await code({ ...KEY, account: 'nowhere' })).toBe('no-such-account');
    expect(await code(KEY, 'nowhere')).toBe('no-such-venue');
    const flag = { kind: 'red-flag' as const, flag: 'other' as const, severity: 'minor' as const, says: 'x', seenOn: '2026-02-01' };
    expect(await code({ ...flag, closed: { on: '2026-01-01', because: 'x' } })).toBe('closed-before-seen');
    const sha256 = 'a'.repeat(64);
    expect(await code({ ...flag, evidence: [{ evidence: 'nowhere', sha256 }] })).toBe('no-such-evidence');
    const { record } = ok(await api.venues.addRecord({ venue: 'okx', detail: KEY }));
    expect(refusal(await api.venues.editRecord({ record, detail: flag })).code).toBe('kind-is-fixed');
    expect(refusal(await api.venues.removeRecord({ record: 'x' })).code).toBe('no-such-record');
    const elsewhere = ok(await api.venues.addRecord({ venue: 'cme', detail: { kind: 'account', label: 'main' } })).record;
    expect(await code({ ...KEY, account: elsewhere })).toBe('no-such-account');
  });

  test('names kept files by their hash, and says when one is gone', async () => {
    const { api, engine } = desk();
    const kept = ok(await api.evidence.keep({ name: 'terms.txt', content: Buffer.from('Northwind may trade').toString('base64') }));
    const detail = {
      kind: 'eligibility' as const,
      entity: 'Northwind',
      region: 'DE',
      result: 'eligible' as const,
      checkedOn: TODAY,
      source: 'terms',
    };
    const wrong = [{ evidence: kept.evidence, sha256: 'b'.repeat(64) }];
    expect(refusal(await api.venues.addRecord({ venue: 'okx', detail: { ...detail, evidence: wrong } })).code).toBe('other-evidence');
    const evidence = [{ evidence: kept.evidence, sha256: kept.sha256 }];
    ok(await api.venues.addRecord({ venue: 'okx', detail: { ...detail, evidence } }));
    expect((await api.venues.records({ venue: 'okx' }))[0]?.files).toEqual([{ ...evidence[0], state: 'kept' }]);
    expect((await api.venues.one({ venue: 'okx' }))?.evidence.files).toBe(1);
    expect(engine.store).toBeDefined();
  });
});

describe('exposure', () => {
  test('is told by venue, group and asset; what no venue answers to is listed, not dropped', async () => {
    const { api, engine } = desk();
    await rules(api);
    ok(await api.market.enterPrice({ asset: 'BTC', currency: 'USD', day: TODAY, price: '50000' }));
    const open = (platform: string, asset: string, quantity: string) =>
      api.positions.open({
        terms: { kind: 'earn-flexible', title: `${asset} at ${platform}`, platform, opened: '2026-02-01', asset },
        activities: [{ kind: 'open', at: '2026-02-01T08:00:00.000Z', into: [{ asset, quantity }] }],
      });
    ok(await open('deribit', 'BTC', '0.5'));
    ok(await open('Binance', 'BTC', '0.2'));
    ok(await open('Corner Bank', 'USD', '1000'));
    ok(await open('Corner Bank', 'XYZ', '7'));
    const balance = { kind: 'balance' as const, holds: 'collateral' as const, asset: 'BTC', amount: '0.1', asOf: TODAY };
    ok(await api.venues.addRecord({ venue: 'binance-futures', detail: balance }));
    ok(
      await api.venues.addRecord({ venue: 'binance-futures', detail: { ...balance, holds: 'unrealised', asset: 'USD', amount: '-4000' } }),
    );
    ok(
      await api.venues.addRecord({
        venue: 'binance-otc',
        detail: { ...balance, holds: 'cash', asset: 'USD', amount: '900', value: { amount: '900', currency: 'USD' } },
      }),
    );
    ok(
      await api.venues.setLimit({
        detail: { scope: { to: 'group', group: 'Binance' }, metric: 'exposure', amount: '20000', currency: 'USD' },
      }),
    );
    ok(
      await api.venues.setLimit({
        detail: { scope: { to: 'venue', venue: 'deribit' }, metric: 'exposure', amount: '27000', currency: 'USD' },
      }),
    );
    ok(
      await api.venues.setLimit({
        detail: { scope: { to: 'asset', asset: 'BTC' }, metric: 'exposure', amount: '100000', currency: 'USD' },
      }),
    );
    ok(
      await api.venues.setLimit({ detail: { scope: { to: 'venue', venue: 'deribit' }, metric: 'leverage', amount: '3', currency: null } }),
    );

    const answer = await api.venues.exposure({});
    expect(answer.venues.map(({ venue, sum }) => [venue, sum.known])).toEqual([
      ['deribit', '25000'],
      ['binance-futures', '5000'],
      ['binance-otc', '900'],
    ]);
    // An account at "Binance" counts to the group; a loss frees nothing.
    expect(answer.groups.find(({ group }) => group === 'Binance')?.sum).toEqual({ known: '15900', items: 4, missing: 0 });
    expect(answer.unmatched.map(({ platform, group, sum }) => [platform, group, sum.known, sum.missing])).toEqual([
      ['Binance', 'Binance', '10000', 0],
      ['Corner Bank', null, '1000', 1],
    ]);
    expect(answer.total).toEqual({ known: '41900', items: 7, missing: 1 });
    expect(answer.limits.map(({ scope, tone }) => [scope, tone])).toEqual([
      ['everything', 'unknown'],
      ['the group Binance', 'amber'],
      ['Deribit', 'red'],
      ['BTC', 'green'],
      ['Deribit', 'unknown'],
    ]);
    expect(answer.limits[0]?.says).toMatch(/At least 41.9 % .* the value of 1 more is not known/);
    expect(limitsOf(engine)[4]).toMatchObject({
      used: { unavailable: { reason: 'told-by-ticket' } },
      says: expect.stringMatching(/^At most .+ a trade, for .+: each ticket is held against it\.$/),
    });
    expect(exposureOf(engine, 'deribit').sum.known.toString()).toBe('25000');
    const metric = (id: string, venue: string) => engine.sources.metrics.get(`venues.${id}`)!.read(engine, venue);
    expect(metric('exposure', 'deribit')).toMatchObject({ ok: { text: '25000', currency: 'USD' } });
    expect(metric('limit-use', 'deribit')).toMatchObject({ unavailable: { reason: 'limit-unclear' } });
    expect(metric('exposure-share', 'deribit')).toMatchObject({ unavailable: { reason: 'value-missing' } });
  });

  test('matches by alias that its owner adds', async () => {
    const { api } = desk();
    const details = (await api.venues.one({ venue: 'kraken-futures' }))!.details;
    ok(await api.venues.edit({ venue: 'kraken-futures', details: { ...details, aliases: ['Kraken'] } }));
    ok(
      await api.positions.open({
        terms: { kind: 'earn-flexible', title: 'USD', platform: ' KRAKEN ', opened: '2026-02-01', asset: 'USD' },
        activities: [],
      }),
    );
    expect((await api.venues.exposure({})).unmatched).toEqual([]);
  });

  test('limits that make no sense, or have run out, say so', async () => {
    const { api } = desk();
    const limit = { scope: { to: 'venue' as const, venue: 'deribit' }, metric: 'exposure' as const, amount: '100', currency: 'USD' };
    expect(refusal(await api.venues.setLimit({ detail: { ...limit, scope: { to: 'desk', venue: 'deribit' } } })).code).toBe('no-desk');
    expect(refusal(await api.venues.setLimit({ detail: { ...limit, scope: { to: 'venue', venue: 'x' } } })).code).toBe('no-such-venue');
    expect(refusal(await api.venues.setLimit({ limit: 'x', detail: limit })).code).toBe('no-such-limit');
    await expect(api.venues.setLimit({ detail: { ...limit, amount: '0' } })).rejects.toThrow(/more than nothing/);
    await expect(api.venues.setLimit({ detail: { ...limit, currency: null } })).rejects.toThrow(/must name a currency/);
    const { limit: id } = ok(await api.venues.setLimit({ detail: { ...limit, validUntil: '2026-02-01' } }));
    expect((await api.venues.limits({}))[0]).toMatchObject({
      limit: id,
      expired: true,
      tone: 'unknown',
      says: expect.stringContaining('ran out on 2026-02-01'),
    });
    ok(await api.venues.removeLimit({ limit: id }));
    expect(refusal(await api.venues.removeLimit({ limit: id })).code).toBe('no-such-limit');
  });
});

describe('what others may read', () => {
  test('every metric answers for a venue, and says why it cannot for one that is none', async () => {
    const { api, engine } = desk();
    await example(api);
    const read = new Map(
      [...engine.sources.metrics.values()]
        .filter(({ id }) => id.startsWith('venues.'))
        .map((metric) => [metric.id, metric.read(engine, 'deribit')]),
    );
    const texts = Object.fromEntries([...read].map(([id, figure]) => [id, 'ok' in figure ? figure.ok.text : figure.unavailable.reason]));
    expect(texts).toEqual({
      'venues.exposure': '0',
      'venues.exposure-share': 'nothing-exposed',
      'venues.limit-use': '0',
      'venues.open-red-flags': '0',
      'venues.red-flags': '0',
      'venues.eligibility': 'pass',
      'venues.gates': 'pass',
      'venues.api-key-age': 'no-key',
      'venues.score': '7.85',
      'venues.coverage': '1',
      'venues.evidence-age': '9',
      'venues.por-age': 'unscored',
      'venues.evidence-expiring': '21',
      'venues.review-due': 'no-review',
    });
    for (const id of read.keys()) {
      expect(engine.sources.metrics.get(id)!.read(engine, 'nowhere')).toMatchObject({ unavailable: { reason: 'no-such-venue' } });
    }
  });

  test('facts that conditions ask', () => {
    const { engine } = desk();
    expect(venueFacts(engine, 'dydx')).toEqual({ 'venue.kind': 'derivatives', 'venue.type': 'dex', 'venue.custody': 'self' });
    expect(venueFacts(engine, 'cumberland')).toEqual({ 'venue.kind': 'otc', 'venue.type': 'desk', 'venue.custody': null });
    expect(engine.sources.subjects.get('venue')?.title(engine, 'cme')).toBe('CME Group');
    expect(engine.sources.subjects.get('venue')?.title(engine, 'nowhere')).toBeNull();
  });
});
