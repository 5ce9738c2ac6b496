import { describe, expect, it } from 'vitest';
import { rateBasisOf, readMarketFile } from '../../shared/market/index.ts';
import { NOW, outcomes, read } from './reading.ts';

const LIDO = {
  chain: 'Ethereum',
  project: 'lido',
  symbol: 'STETH',
  tvlUsd: 23908962564,
  apyBase: 2.235,
  apyReward: null,
  apy: 2.235,
  rewardTokens: null,
  pool: '747c1d2a-c668-4682-b9f9-296708a3dd90',
  apyPct1D: -0.081,
  stablecoin: false,
  ilRisk: 'no',
  exposure: 'single',
  poolMeta: null,
  mu: 3.42826,
  sigma: 0.05387,
  count: 1563,
  outlier: false,
  underlyingTokens: ['0x0000000000000000000000000000000000000000'],
  il7d: null,
};

function pools(...rows: readonly object[]): string {
  return JSON.stringify({ status: 'success', data: rows });
}

describe('DefiLlama /pools', () => {
  it('asks when it was taken, and keeps null apart from zero', () => {
    expect(read('pools.json', pools(LIDO)).questions.map(({ name }) => name)).toEqual(['at']);
    const [entry] = read('pools.json', pools(LIDO), { answers: { at: '2026-09-14T09:00:00Z' } }).entries;
    expect(entry?.point).toEqual({
      kind: 'pool',
      pool: LIDO.pool,
      at: '2026-09-14T09:00:00.000Z',
      project: 'lido',
      chain: 'Ethereum',
      symbol: 'STETH',
      tvlUsd: 23908962564,
      apy: 2.235,
      apyBase: 2.235,
      apyReward: null,
      details: {
        stablecoin: false,
        ilRisk: 'no',
        exposure: 'single',
        apyPct1D: -0.081,
        mu: 3.42826,
        sigma: 0.05387,
        count: 1563,
        outlier: false,
        underlyingTokens: ['0x0000000000000000000000000000000000000000'],
      },
    });
  });

  it('believes the day in the name of the file', () => {
    const [entry] = read('pools_2026-09-14.json', pools(LIDO)).entries;
    expect(entry?.point).toMatchObject({ at: '2026-09-15T00:00:00.000Z' });
  });

  it('judges what is impossible, suspicious, empty, nameless or no number', () => {
    const rows = [
      { ...LIDO, pool: 'a', apy: 2_000_000, apyBase: 2_000_000 },
      { ...LIDO, pool: 'b', tvlUsd: -1 },
      { ...LIDO, pool: 'c', apy: 234_514, apyBase: 234_514 },
      { ...LIDO, pool: 'd', apy: 5, apyBase: 1, apyReward: 2 },
      { ...LIDO, pool: 'e', apy: null, apyBase: null, apyReward: null },
      { ...LIDO, pool: '' },
      { ...LIDO, pool: 'g', apy: 'high' },
      { ...LIDO, pool: 'h', apy: 0, apyBase: 0 },
      { ...LIDO, pool: 'i', tvlUsd: 0 },
    ];
    expect(outcomes(read('pools.json', pools(...rows), { answers: { at: '2026-09-14' } }).entries)).toEqual([
      '1 quarantined rate-out-of-range',
      '2 quarantined negative-tvl',
      '3 flagged extreme-rate',
      '4 flagged sum-differs',
      '5 skipped no-value',
      '6 pool rejected no-name',
      '7 apy rejected no-number',
      '8 accepted',
      '9 flagged nothing-deposited',
    ]);
  });
});

describe('a snapshot as nobody wants it', () => {
  const told = (name: string, text: string) =>
    read(name, text, { answers: { at: '2026-09-14' } }).entries.map(({ row, outcome, reason, message }) => [
      row,
      outcome,
      reason ?? '',
      message ?? '',
    ]);
  const refusal = (text: string) => {
    const reading = readMarketFile('pools.json', new TextEncoder().encode(text), { now: NOW, answers: { at: '2026-09-14' } });
    return 'error' in reading ? reading.error.message : 'read';
  };

  it('says of each row that is no pool that it is none, and reads the others', () => {
    expect(
      outcomes(read('pools.json', JSON.stringify({ data: [null, LIDO, 5, 'x', []] }), { answers: { at: '2026-09-14' } }).entries),
    ).toEqual(['1 row rejected no-pool', '2 accepted', '3 row rejected no-pool', '4 row rejected no-pool', '5 row rejected no-pool']);
  });

  it('keeps rates above 100,000 % and says what they mean, whichever part they stand in', () => {
    const rows = [
      { ...LIDO, pool: 'a', apy: 100_001, apyBase: 100_001 },
      { ...LIDO, pool: 'b', apy: null, apyBase: null, apyReward: 234_514 },
      { ...LIDO, pool: 'c', apy: 1_000_001, apyBase: 1_000_001 },
    ];
    expect(told('pools.json', pools(...rows))).toEqual([
      [1, 'flagged', 'extreme-rate', '100001 % a year is quoted; such rates last hours, or stand on almost no deposits.'],
      [2, 'flagged', 'extreme-rate', '234514 % a year is quoted; such rates last hours, or stand on almost no deposits.'],
      [3, 'quarantined', 'rate-out-of-range', 'A rate of 1000001 % a year lies outside −100 % … 1,000,000 %.'],
    ]);
  });

  it('takes the first of two rows that contradict each other, and once what is said twice', () => {
    const reading = told('pools.json', pools(LIDO, LIDO, { ...LIDO, apy: 3, apyBase: 3, tvlUsd: null }));
    expect(reading.map(([, outcome, reason]) => [outcome, reason])).toEqual([
      ['accepted', ''],
      ['duplicate', 'repeated'],
      ['quarantined', 'contradiction'],
    ]);
    expect(reading[2]![3]).toMatch(
      /^Row 1 gives deposits 23908962564, rate 2\.235, base 2\.235, reward unknown for .*; this row gives deposits unknown, rate 3, base 3, reward unknown\. Only the first is used\.$/,
    );
  });

  it('skips what is null everywhere, and takes nothing else for nought', () => {
    const nothing = Object.fromEntries(Object.keys(LIDO).map((name) => [name, null]));
    const rows = [{ ...nothing, pool: 'a' }, nothing, { ...nothing, pool: 'b', apy: 4 }];
    const { entries } = read('pools.json', pools(...rows), { answers: { at: '2026-09-14' } });
    expect(outcomes(entries)).toEqual(['1 skipped no-value', '2 pool rejected no-name', '3 accepted']);
    expect(entries[2]?.point).toMatchObject({ project: null, chain: null, symbol: null, tvlUsd: null, apy: 4, apyBase: null });
  });

  it('refuses numbers and names that are none', () => {
    const rows = 'pool,tvlUsd,apy,timestamp\na,1e400,5,2026-09-14\nb,5,Infinity,2026-09-14\n';
    expect(outcomes(read('pools.csv', rows).entries)).toEqual(['1 tvlUsd rejected no-number', '2 apy rejected no-number']);
    expect(outcomes(read('pools.json', pools({ ...LIDO, pool: 'x'.repeat(201) }), { answers: { at: '2026-09-14' } }).entries)).toEqual([
      '1 pool rejected name-too-long',
    ]);
  });

  it.each([
    ['{"status":"success","data":[]}', 'pools.json holds no pools: its list is empty. Download it again.'],
    [
      '{"status":"error","message":"rate limited"}',
      'pools.json is no list of pools but the answer to a failed request (rate limited). Download it again.',
    ],
    [
      '{"data":[{"pool":"a",\n"apy":NaN}]}',
      'pools.json cannot be read: line 2 holds NaN, which JSON does not have. Save it again with null for what is not known.',
    ],
    [
      '[{"pool":"a","apy":\n-Infinity}]',
      'pools.json cannot be read: line 2 holds Infinity, which JSON does not have. Save it again with null for what is not known.',
    ],
    [
      '{"data":[{"pool":"a","apy":1},',
      'pools.json cannot be read: it ends before its last bracket; it was probably cut off while it was saved. Download it again.',
    ],
  ])('has a sentence for %j', (text, sentence) => {
    expect(refusal(text)).toBe(sentence);
  });
});

describe('DefiLlama /chart', () => {
  const chart = JSON.stringify({
    status: 'success',
    data: [
      { timestamp: '2024-01-01T23:01:12.310Z', tvlUsd: 100, apy: 3, apyBase: 3, apyReward: null, il7d: null, apyBase7d: null },
      { timestamp: '2024-01-02T23:01:12.310Z', tvlUsd: 5000, apy: 3.1, apyBase: 3.1, apyReward: null, il7d: null, apyBase7d: null },
    ],
  });

  it('knows its pool from the name of the file or from a person, and remarks that deposits jumped', () => {
    expect(read('chart.json', chart).questions.map(({ name }) => name)).toEqual(['pool']);
    const reading = read(`${LIDO.pool}.json`, chart);
    expect(outcomes(reading.entries)).toEqual(['1 accepted', '2 flagged deposits-jumped']);
    expect(reading.entries[0]?.point).toMatchObject({ pool: LIDO.pool, project: null, at: '2024-01-01T23:01:12.310Z' });
  });
});

describe('pools as tables', () => {
  it('reads columns by any of their names; a day alone is the last observation of that day', () => {
    const text = [
      'date,pool_id_defillama,protocol_slug,chain,symbol,tvl_usd,apy,apy_base,apy_reward',
      '2025-07-10,p1,aerodrome-slipstream,Base,CBLTC-CBBTC,544025,12.83235,0,12.83235',
      '2025-07-11,p1,aerodrome-slipstream,Base,CBLTC-CBBTC,206291,NaN,,',
      '2025-07-11,p2,aerodrome-slipstream,Base,X,,1e2,100,',
    ].join('\n');
    const reading = read('history.csv', text);
    expect(reading.format).toBe('defillama-table');
    expect(outcomes(reading.entries)).toEqual(['1 accepted', '2 skipped no-value', '3 accepted']);
    expect(reading.entries[0]?.point).toMatchObject({
      pool: 'p1',
      at: '2025-07-11T00:00:00.000Z',
      project: 'aerodrome-slipstream',
      apyBase: 0,
      apyReward: 12.83235,
    });
    expect(reading.entries[2]?.point).toMatchObject({ tvlUsd: null, apy: 100, apyReward: null });
  });

  it('reads American dates of a chart download', () => {
    const reading = read('chart.csv', 'timestamp,tvlUSD,apy\n09/28/2022,415374,0.0\n10/01/2022,409455,0.5\n', { answers: { pool: 'p' } });
    expect(reading.entries[1]?.point).toMatchObject({ at: '2022-10-02T00:00:00.000Z' });
  });
});

describe('the kind of a quoted rate', () => {
  it('is what the project publishes, and unknown where nobody says', () => {
    expect(rateBasisOf('lido', 'base')).toMatchObject({ kind: 'APR', net: 'net', standing: 'quoted' });
    expect(rateBasisOf('aave-v3', 'base')).toMatchObject({ kind: 'APR' });
    expect(rateBasisOf('uniswap-v3', 'base')).toMatchObject({ kind: 'APR', windowDays: 1 });
    expect(rateBasisOf('yearn-finance', 'base')).toMatchObject({ kind: 'APR', net: 'net' });
    expect(rateBasisOf('beefy', 'base')).toMatchObject({ kind: 'APY' });
    expect(rateBasisOf('nobody-knows', 'base')).toMatchObject({ kind: 'APY', compounding: 'unknown' });
    expect(rateBasisOf('constructor', 'base')).toMatchObject({ kind: 'APY', compounding: 'unknown' });
    expect(rateBasisOf('beefy', 'reward')).toMatchObject({ kind: 'APR' });
  });
});

describe('files that are no market data', () => {
  it.each([
    [
      'ledgers.csv',
      '"txid","refid","time","type","subtype","aclass","asset","amount","fee","balance"\n"L","R","2024-01-01 00:00:00","earn","reward","currency","DOT",1,0,2\n',
    ],
    ['empty.csv', ''],
    ['binary.bin', '\u0000\u0001'],
    ['list.json', '[1,2,3]'],
    ['prototype.csv', 'date,constructor\n2024-01-01,1\n'],
    ['prototype.json', '{"__proto__":{"usd":1},"constructor":{"prototype":1}}'],
    ['deep.json', '['.repeat(100_000)],
    ['object.json', '{"a":{"b":1}}'],
  ])('%s is refused with a sentence', (name, text) => {
    const reading = readMarketFile(name, new TextEncoder().encode(text), { now: NOW });
    expect(reading).toMatchObject({ error: { message: expect.stringMatching(/\.$/) } });
  });
});
