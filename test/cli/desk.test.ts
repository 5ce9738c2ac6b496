import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { addDays } from '../../shared/figures/index.ts';
import { answeredAt, type AnsweredRun, signedAt, terminalAt, type Terminal, type Typed } from './at-the-terminal.ts';
import { answer, workspacePath } from './run-terminal.ts';

const NOW = Date.now();
const TODAY = new Date(NOW).toISOString().slice(0, 10);
const WORDS = 'Looked up on the page of the venue and kept in its note.';

async function opened(): Promise<Terminal> {
  const path = workspacePath();
  await answer(['--workspace', path, 'init']);
  return terminalAt(path);
}

/** A file beside the workspace, as somebody has saved it. */
function saved({ path }: Terminal, name: string, content: string | Uint8Array): string {
  const file = join(dirname(path), name);
  writeFileSync(file, content);
  return file;
}

function bytesOf({ content }: { readonly content: string }): string {
  return Buffer.from(content, 'base64').toString('latin1');
}

const CHECKED = { checkedOn: TODAY, source: 'Terms of service, section 2' };

/** What a venue needs to pass its gates. */
async function vetted({ call }: Terminal, venue: string): Promise<void> {
  const add = (detail: unknown) => call('venues.addRecord', { venue, detail });
  await add({ kind: 'eligibility', entity: 'Household', region: 'PT', result: 'eligible', ...CHECKED });
  await add({ kind: 'attestation', of: 'kyc', result: 'pass', ...CHECKED });
  await add({ kind: 'attestation', of: 'legal', result: 'pass', ...CHECKED });
  await call('venues.setLimit', { detail: { scope: { to: 'venue', venue }, metric: 'exposure', amount: '100000', currency: 'USD' } });
}

describe('a venue from the terminal', () => {
  it('is reviewed with evidence, signed by two, and reported', async () => {
    const desk = await opened();
    const { call, refused } = desk;
    const { person } = await call<{ person: string }>('workspace.addPerson', { name: 'Ada Checker' });
    await vetted(desk, 'kraken-futures');
    const key = { kind: 'api-key', label: 'reader', scopes: ['read'], ipBound: true, createdOn: TODAY, owner: 'me' };
    await call('venues.addRecord', { venue: 'kraken-futures', detail: key });
    const file = await call<{ evidence: string; sha256: string; mediaType: string }>('evidence.keep', {
      path: saved(desk, 'account.txt', 'Identity check: complete. Restrictions: none.\n'),
      origin: 'Account page',
    });
    expect(file.mediaType).toBe('text/plain');
    const about = { kind: 'venue', id: 'kraken-futures' };
    const typed: Typed = {
      ...Object.fromEntries(['P16', 'P17', 'P22', 'P29'].map((item) => [item, WORDS])),
      ...Object.fromEntries(['P23', 'P04', 'P27'].map((item) => [item, TODAY])),
      P20: '24',
      P12: '9.5',
      P26: '7',
      P19: { is: 'choice', option: 'sms' },
    };
    const run = await answeredAt(desk, 'TPL-VENUE-DERIV', about, typed, { evidence: file.evidence, sha256: file.sha256 });
    const { signing } = await call<AnsweredRun>('checklists.run', { run });
    const blocked = await refused('checklists.sign', { run, runHash: signing.runHash, person: 'owner' });
    expect([blocked.status, blocked.code]).toEqual([1, 'blocked']);
    expect(blocked.message).toContain('P19');
    await call('checklists.answer', { run, item: 'P19', given: { is: 'choice', option: 'hardware' }, by: 'owner' });
    const hash = await signedAt(desk, run, ['owner', person]);
    const standing = await call('checklists.standing', { about, template: 'TPL-VENUE-DERIV' });
    expect(standing).toMatchObject({ state: 'signed', run, runHash: hash, blockers: [] });
    const report = async (as: 'pdf' | 'json') => bytesOf((await call<{ ok: { content: string } }>('checklists.report', { run, as })).ok);
    expect((await report('pdf')).slice(0, 5)).toBe('%PDF-');
    expect(await report('json')).toContain(file.sha256);
    // A query that refuses is a refusal for a script, too.
    expect(await refused('checklists.report', { run: 'none' })).toMatchObject({ status: 1, code: expect.any(String) as string });
    expect(await call('evidence.state', { ids: [file.evidence] })).toMatchObject([{ state: 'kept' }]);
  }, 120_000);

  it('is compared with two others, behind gates, and the choice is recorded', async () => {
    const desk = await opened();
    const { call } = desk;
    await call('venues.setPolicy', { custodyAccepted: ['venue', 'self'] });
    const scores = { deribit: [9, 6, 9, 8, 8, 6], okx: [7, 9, 6, 6, 7, 8], bybit: [8, 8, 7, 7, 7, 7] };
    const criteria = ['liquidity', 'security', 'coverage', 'costs', 'ux', 'support'];
    for (const [venue, points] of Object.entries(scores)) {
      await vetted(desk, venue);
      for (const [place, criterion] of criteria.entries()) {
        const given = { by: 'rubric', points: String(points[place]) };
        const score = { given, sourceClass: 'own-measurement', source: 'Quarterly review', asOf: TODAY };
        await call('venues.setScore', { venue, measure: criterion, score });
      }
    }
    const venues = Object.keys(scores);
    const flag = { kind: 'red-flag', flag: 'withdrawals-delayed', severity: 'critical', says: 'Since noon.', seenOn: TODAY };
    await call('venues.addRecord', { venue: 'bybit', detail: flag });
    const compared = await call<{ venues: { venue: string; place: { state: string; score: string } }[] }>('venues.compare', { venues });
    const states = Object.fromEntries(compared.venues.map(({ venue, place }) => [venue, place.state]));
    expect(states).toEqual({ deribit: 'ranked', okx: 'ranked', bybit: 'not-eligible' });
    const ranking = await call<{ ranking: { venue: string; rank: number | null; score: string | null }[] }>('venues.ranking', {
      among: venues,
    });
    // By hand, weights 30, 25, 15, 15, 10, 5: 7.85 and 7.25.
    expect(ranking.ranking.slice(0, 2)).toMatchObject([
      { venue: 'deribit', rank: 1, score: '7.85' },
      { venue: 'okx', rank: 2, score: '7.25' },
    ]);
    const decided = await call<{ decision: string }>('venues.recordDecision', {
      chosen: 'deribit',
      reason: 'First of those that may be chosen.',
      by: 'Owner',
      nextReview: addDays(TODAY, 90),
      among: venues,
    });
    expect(await call('venues.decision', decided)).toMatchObject({ recomputed: { same: true } });
  }, 120_000);
});

/** Fixtures of the venue's files, saved a minute ago. */
function fixture(name: string): string {
  const text = readFileSync(new URL(`../fixtures/pretrade/${name}.json`, import.meta.url), 'utf8');
  const moved = NOW - 60_000 - 1_758_096_000_000;
  return text.replaceAll(/\b17[0-9]{11}\b/g, (instant) => String(Number(instant) + moved));
}

const FEES = JSON.stringify({
  product: 'linear perpetual',
  conditions: 'all',
  as_of: `${addDays(TODAY, -2)}T00:00:00Z`,
  rates: 'percent',
  tiers: [
    { name: 'VIP 0', vol30d_usd: '0', maker: '0.0200', taker: '0.0500' },
    { name: 'VIP 1', vol30d_usd: '15000000', maker: '0.0160', taker: '0.0400' },
  ],
});

const SOUND = {
  variant: 'perpetual',
  venue: 'binance-futures',
  account: 'main',
  symbol: 'BTCUSDT',
  side: 'long',
  entry: '50000',
  stop: '49000',
  target: '53000',
  maxLoss: '1500',
  leverage: '4',
  marginMode: 'isolated',
  collateral: { free: '40000' },
  holdHours: '48',
  sizing: { capital: '200000' },
  reason: 'Break of the range; wrong below 49 000.',
  exitPlan: 'Stop order at 49 000.',
};

describe('a ticket from the terminal', () => {
  it('is stopped by a blocker, put right, signed with its checklist, and its report written', async () => {
    const desk = await opened();
    const { call } = desk;
    const venue = SOUND.venue;
    await vetted(desk, venue);
    const account = {
      kind: 'account',
      label: 'main',
      permissions: ['perpetuals'],
      twoFactor: 'hardware',
      allowList: { on: true, lockHours: 24 },
    };
    await call('venues.addRecord', { venue, detail: account });
    const key = { kind: 'api-key', label: 'reader', scopes: ['read'], ipBound: true, createdOn: TODAY, owner: 'me' };
    await call('venues.addRecord', { venue, detail: key });
    const prices = Array.from({ length: 40 }, (_, back) => [Date.parse(addDays(TODAY, -back)), 50_000 + 500 * ((back % 3) - 1)]).reverse();
    for (const [pair, rows] of [
      ['BTC-USDT', prices],
      ['USDT-USD', prices.map(([at]) => [at, 1])],
    ] as const) {
      const file = saved(desk, `${pair}.market_chart.json`, JSON.stringify({ prices: rows, market_caps: [], total_volumes: [] }));
      expect(await answer(['--workspace', desk.path, 'import', file])).toMatchObject({ status: 0, document: [{ accepted: 40 }] });
    }
    const takenAt = { 'taken-at': new Date(NOW - 60_000).toISOString() };
    const files: readonly (readonly [string, string, Record<string, string>])[] = [
      ['exchangeInfo.json', fixture('binance-exchange-info'), {}],
      ['leverageBracket.json', fixture('binance-brackets'), takenAt],
      ['depth.json', fixture('binance-depth'), { symbol: 'BTCUSDT' }],
      ['fundingRate.json', fixture('binance-funding-history'), {}],
      ['fees.json', FEES, {}],
    ];
    for (const [name, content, answers] of files) {
      const wish = { path: saved(desk, name, content), venue, answers };
      const preview = await call<{ ok: { findings: { key: string; severity: string; acceptable: boolean }[] } }>(
        'pretrade.previewImport',
        wish,
      );
      const accept = preview.ok.findings
        .filter(({ severity, acceptable }) => severity !== 'notice' && acceptable)
        .map((finding) => ({ key: finding.key, reason: 'Looked at it: it is so.' }));
      const taken = await call<{ reference: string | null; blockedBy: string[] }>('pretrade.import', { ...wish, accept });
      expect([name, taken.blockedBy]).toEqual([name, []]);
      expect(taken.reference).not.toBeNull();
    }

    // What matters most as processes of their own, as a script would run them.
    const script = terminalAt(desk.path, true);
    const { ticket } = await call<{ ticket: string }>('pretrade.draft', { terms: { ...SOUND, stop: '30000', maxLoss: '20000' } });
    const stopped = await script.refused('pretrade.sign', { ticket });
    expect([stopped.status, stopped.code]).toEqual([1, 'not-ready']);
    expect(stopped.message).toMatch(/stop at 30000 lies beyond liquidation.*it would never fire/);
    await call('pretrade.revise', { ticket, terms: SOUND });
    const unchecked = await desk.refused('pretrade.sign', { ticket });
    expect(unchecked.message).toContain('Its checklist TPL-PRETRADE-PERP has not been run.');
    const typed = { P30: 'The range broke; below 49 000 I am wrong; stop order 4711.' };
    const run = await answeredAt(desk, 'TPL-PRETRADE-PERP', { kind: 'ticket', id: ticket }, typed);
    const runHash = await signedAt(desk, run, ['owner']);
    const { resultHash } = await script.call<{ resultHash: string }>('pretrade.sign', { ticket });
    const one = await call('pretrade.one', { ticket });
    expect(one).toMatchObject({ state: 'signed', verdict: { verdict: 'go' }, signed: { resultHash }, checklist: { runHash } });
    expect(await call('pretrade.recompute', { ticket })).toMatchObject({ identical: true });
    const report = join(dirname(desk.path), 'ticket.pdf');
    await call('pretrade.saveReport', { ticket, path: report });
    expect(readFileSync(report).subarray(0, 5).toString()).toBe('%PDF-');
    expect((await desk.refused('pretrade.revise', { ticket, terms: SOUND })).code).toBe('not-a-draft');
  }, 120_000);
});

const BANK = { destination: '021000021/4455667788', beneficiary: 'Desk of a test', memo: 'OTC-1' };
const VAULT = { destination: 'bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq', beneficiary: null, memo: null };
const TRADED = new Date(NOW - 3_600_000).toISOString();
const BLOCK = {
  reference: 'OTC-1',
  desk: 'cumberland',
  side: 'buy',
  base: { asset: 'BTC', network: 'bitcoin' },
  quote: { asset: 'USD', network: 'fedwire' },
  quantity: '10',
  price: '60000',
  fee: '0',
  tradedAt: TRADED,
  valueDate: addDays(TODAY, 1),
  cutOff: { time: '17:00', zone: 'Europe/Lisbon' },
  deliveryOrder: 'they-first',
  instructions: { pay: BANK, receive: VAULT },
};

/** As the desk's confirmation has it, and as the bank's form does. */
const PAPER: Typed = {
  C01: 'OTC-1',
  C03: TRADED.slice(0, 16).replace('T', ' '),
  C04: 'buy',
  C05: 'BTC on bitcoin',
  C06: '10',
  C07: '60000',
  C08: 'USD on fedwire',
  C09: '0',
  C10: '600000',
  C11: `${BLOCK.valueDate} 17:00`,
  C12: 'they-first',
  T01: 'Settlement account, used for nothing else',
  T02: '1',
  T04: BANK.destination,
  R02: TODAY,
  R03: BANK.destination,
  R04: BANK.destination,
  R06: BANK.beneficiary,
  R07: BANK.memo,
  R08: '600000',
};

describe('a block from the terminal', () => {
  it('is settled by its checklists; its release is refused until they are signed', async () => {
    const desk = await opened();
    const { call } = desk;
    const script = terminalAt(desk.path, true);
    const { person } = await call<{ person: string }>('workspace.addPerson', { name: 'Ada Checker' });
    const { trade } = await call<{ trade: string }>('otc.record', { terms: BLOCK });
    const [out, into] = [`${trade}.out`, `${trade}.in`];
    const payment = { leg: out, reference: 'eb6305c9-1f7f-49de-aed0-16487c27b42d', amount: '600000' };
    const early = await script.refused('otc.release', payment);
    expect([early.status, early.code]).toEqual([1, 'confirmation-not-signed']);

    const { evidence, sha256 } = await call<{ evidence: string; sha256: string }>('evidence.keep', {
      path: saved(desk, 'confirmation.txt', 'OTC-1: you buy 10 BTC at 60,000 USD\n'),
    });
    const file = { evidence, sha256 };
    const work = async (template: string, about: { kind: string; id: string }, typed: Typed = PAPER) =>
      answeredAt(desk, template, about, typed, file);
    await signedAt(desk, await work('TPL-CONFIRM', { kind: 'trade', id: trade }), ['owner']);
    await signedAt(desk, await work('TPL-TEST-TRANSFER', { kind: 'leg', id: out }), ['owner']);
    expect((await desk.refused('otc.release', payment)).message).toContain('They deliver first, and 10 BTC has not come in full.');
    await call('otc.recordReceipt', { leg: into, reference: 'f4'.repeat(32), amount: '10' });

    // A look-alike destination, one digit off: neither signature nor release.
    const run = await work('TPL-RELEASE', { kind: 'leg', id: out }, { ...PAPER, R03: '021000021/4455667789' });
    const { signing } = await call<AnsweredRun>('checklists.run', { run });
    expect((await desk.refused('checklists.sign', { run, runHash: signing.runHash, person: 'owner' })).message).toContain('R03');
    const open = await desk.refused('otc.release', payment);
    expect([open.status, open.code]).toEqual([1, 'release-not-signed']);
    expect(open.message).toContain('R03');
    await call('checklists.answer', { run, item: 'R03', given: { is: 'compare', right: BANK.destination }, by: 'owner' });
    await signedAt(desk, run, ['owner']);
    expect((await desk.refused('otc.release', payment)).code).toBe('release-not-signed');
    await signedAt(desk, run, [person]);
    expect((await desk.refused('otc.release', { ...payment, amount: '60000' })).code).toBe('amount-differs');
    await script.call('otc.release', payment);
    expect(await call('otc.trade', { trade })).toMatchObject({ state: 'settled', confirmed: true });
    expect((await desk.refused('otc.release', payment)).code).toBe('released-already');
    expect(bytesOf(await call('otc.report', { trade, as: 'pdf' })).slice(0, 5)).toBe('%PDF-');
    expect(await answer(['--workspace', desk.path, 'verify'])).toMatchObject({ status: 0, document: { holds: true } });
  }, 120_000);
});
