import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { detailsDraft, readDetails } from '../../renderer/venues/details-fields.ts';
import { emptyRecord, readRecord, recordDraft, recordSentence } from '../../renderer/venues/record-fields.ts';
import { readScore, scoreDraft } from '../../renderer/venues/score-draft.ts';
import { readWeights, rebalanced, type WeightDraft } from '../../renderer/venues/weight-draft.ts';
import { BUNDLED_PROFILES, BUNDLED_VENUES, CRITERIA, RECORD_KINDS, type VenueRecord, type VenueScore } from '../../shared/venues/index.ts';

const RECORDS: readonly VenueRecord[] = [
  {
    kind: 'account',
    label: 'hedge',
    entity: 'Northwind Ltd',
    reference: '••••4821',
    marginMode: 'cross',
    permissions: ['trade', 'read'],
    twoFactor: 'hardware',
    allowList: { on: true, lockHours: 24 },
    openedOn: '2025-01-02',
    note: '',
  },
  {
    kind: 'account',
    label: 'bare',
    entity: null,
    reference: null,
    marginMode: null,
    permissions: [],
    twoFactor: null,
    allowList: { on: false, lockHours: null },
    openedOn: null,
    note: '',
  },
  {
    kind: 'eligibility',
    entity: 'Northwind Ltd',
    region: 'US-NY',
    result: 'not-eligible',
    checkedOn: '2026-02-01',
    validUntil: null,
    source: 'terms of service',
    evidence: [],
    note: '',
  },
  {
    kind: 'api-key',
    label: 'bot',
    account: null,
    scopes: ['read', 'trade'],
    ipBound: false,
    createdOn: '2026-01-01',
    rotateBy: '2026-04-01',
    revokedOn: null,
    owner: 'desk',
    note: 'paused',
  },
  {
    kind: 'red-flag',
    flag: 'withdrawals-delayed',
    severity: 'critical',
    says: 'Two of them\nwaited a day.',
    seenOn: '2026-02-03',
    evidence: [],
    closed: { on: '2026-02-20', because: 'paid out' },
  },
  {
    kind: 'balance',
    account: null,
    holds: 'unrealised',
    asset: 'USDC',
    amount: '1250.50',
    value: { amount: '1150', currency: 'EUR' },
    asOf: '2026-02-28',
    note: '',
  },
];

describe('the registers', () => {
  test.each(RECORDS)('an entry reads back as it was written: $kind', (record) => {
    const given = 'evidence' in record ? { evidence: [] } : {};
    expect(readRecord(record.kind, recordDraft(record), given)).toEqual({ value: record });
    expect(recordSentence(record)).toMatch(/\.$/);
  });

  test.each(RECORD_KINDS)('an empty form of %s says what is missing and takes nothing', (kind) => {
    const read = readRecord(kind, emptyRecord(kind, '2026-03-01'));
    expect('complaints' in read && Object.values(read.complaints).every((sentence) => sentence.endsWith('.'))).toBe(true);
  });

  test('half of a pair is refused: a flag that is closed says why', () => {
    const draft = { ...recordDraft(RECORDS[4]!), 'closed.because': '' };
    expect(readRecord('red-flag', draft)).toHaveProperty(['complaints', 'closed.because']);
  });

  test('an account’s number must be masked', () => {
    const draft = { ...recordDraft(RECORDS[0]!), reference: '100200300400' };
    expect(readRecord('account', draft)).toHaveProperty(['complaints', 'reference']);
  });
});

describe('what is said of a venue', () => {
  test.each(BUNDLED_VENUES.map(({ venue, details }) => ({ venue, details })))(
    'reads back as the catalogue has it: $venue',
    ({ details }) => {
      expect(readDetails(detailsDraft(details))).toEqual({ value: details });
    },
  );

  test('a link is an address with its title behind it; without one the address is its title', () => {
    const read = readDetails({ name: 'x', kind: 'otc', type: 'desk', links: 'https://a.example Status page\nhttps://b.example' });
    expect(read).toMatchObject({
      value: {
        links: [
          { url: 'https://a.example', title: 'Status page' },
          { url: 'https://b.example', title: 'https://b.example' },
        ],
      },
    });
    expect(readDetails({ name: 'x', kind: 'otc', type: 'desk', links: 'ftp://a.example' })).toHaveProperty(['complaints', 'links']);
  });
});

describe('a score', () => {
  const about = {
    low: '4',
    high: null,
    sourceClass: 'official',
    source: 'a page',
    asOf: '2026-02-01',
    halfLifeDays: 30,
    evidence: [],
    note: '',
  } as const;
  const scores: readonly VenueScore[] = [
    { given: { by: 'anchors', raw: '4.5' }, ...about, evidence: [] },
    { given: { by: 'table', row: 'none' }, ...about, evidence: [] },
    { given: { by: 'rubric', points: '6' }, ...about, evidence: [] },
  ];
  test.each(scores)('reads back as it was written: $given.by', (score) => {
    expect(readScore(score.given.by, scoreDraft(score), [])).toEqual({ value: score });
  });

  test('beyond ten points, or with its ends crossed, it is refused at its field', () => {
    expect(readScore('rubric', { ...scoreDraft(scores[2]!), 'given.points': '11' }, [])).toHaveProperty(['complaints', 'given.points']);
    expect(readScore('rubric', { ...scoreDraft(scores[2]!), low: '8', high: '3' }, [])).toHaveProperty(['complaints', 'high']);
  });
});

describe('weights', () => {
  const draft = fc.record(
    Object.fromEntries(CRITERIA.map((criterion) => [criterion, fc.integer({ min: 0, max: 100 }).map(String)])),
  ) as fc.Arbitrary<WeightDraft>;

  test('a slider leaves the sum at exactly 100 and its own weight where it was put', () => {
    fc.assert(
      fc.property(draft, fc.constantFrom(...CRITERIA), fc.integer({ min: -5, max: 105 }), (before, moved, points) => {
        const after = rebalanced(before, moved, points);
        expect(after[moved]).toBe(String(Math.max(0, Math.min(100, points))));
        expect(readWeights(after)).toEqual({ weights: after });
      }),
    );
  });

  test('the others keep their proportions, to the rounding', () => {
    const after = rebalanced({ liquidity: '40', security: '20', coverage: '20', costs: '20', ux: '0', support: '0' }, 'liquidity', 70);
    expect(after).toEqual({ liquidity: '70', security: '10', coverage: '10', costs: '10', ux: '0', support: '0' });
  });

  test('what does not sum to 100 is told with what is off', () => {
    const [first] = BUNDLED_PROFILES;
    expect(readWeights({ ...first!.weights, ux: '12' })).toEqual({ complaint: 'The weights sum to 102; take 2 away.' });
    expect(readWeights({ ...first!.weights, ux: '9.5' })).toEqual({ complaint: 'The weights sum to 99.5; 0.5 are missing.' });
    expect(readWeights({ ...first!.weights, ux: 'ten' })).toHaveProperty('complaint');
    expect(readWeights({ ...first!.weights, ux: '-10', security: '45' })).toHaveProperty('complaint');
    for (const { weights } of BUNDLED_PROFILES) expect(readWeights(weights)).toEqual({ weights });
  });
});
