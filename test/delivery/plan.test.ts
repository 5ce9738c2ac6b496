import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hoursUntil, type WeeklyHours } from '../../shared/alerts/index.ts';
import {
  type AddressedNotice,
  type CommandTerms,
  composeMessage,
  MOST_ATTEMPTS,
  planSends,
  type QueuedSend,
  retryWait,
  signedHeaders,
  signingSecret,
  signingSecretFault,
} from '../../shared/delivery/index.ts';
import { AT, madeNotice } from './made-notice.ts';

const NOW = Date.parse(AT);
const HOUR = 3_600_000;
const TERMS: CommandTerms = {
  kind: 'command',
  name: 'Script',
  on: true,
  byDefault: true,
  least: 'low',
  tellsCleared: false,
  digestMinutes: null,
  perHour: 20,
  withoutValues: false,
  seconds: 5,
  argv: ['true'],
};

function plan(notices: readonly AddressedNotice[], made: Partial<Parameters<typeof planSends>[0]> = {}) {
  return planSends({ channel: 'c', terms: TERMS, notices, waiting: [], recent: [], quiet: null, now: NOW, ...made });
}
const many = (count: number, made: Partial<AddressedNotice> = {}) => Array.from({ length: count }, (_, n) => madeNotice(n, made));

describe('which messages are sent', () => {
  it('sends few singly and at once, each under the same id whenever it is planned', () => {
    const { queued, joined } = plan(many(3));
    expect(joined).toEqual([]);
    expect(queued).toMatchObject([1, 2, 3].map(() => ({ due: AT, count: 1, gathers: null })));
    expect(new Set(queued.map(({ send }) => send)).size).toBe(3);
    expect(plan(many(3), { now: NOW + 5 }).queued.map(({ send }) => send)).toEqual(queued.map(({ send }) => send));
    expect(plan(many(1), { channel: 'other' }).queued[0]?.send).not.toBe(queued[0]?.send);
    expect(plan(many(1, { tells: 'cleared' }), { terms: { ...TERMS, tellsCleared: true } }).queued[0]?.send).not.toBe(queued[0]?.send);
  });

  it('makes one message of a hundred thousand, and says how many it does not spell out', () => {
    const flood = [...many(100_000, { severity: 'low' }), madeNotice(100_000, { severity: 'critical', title: 'Liquidation' })];
    const { queued } = plan(flood);
    expect(queued).toHaveLength(1);
    const send = queued[0]!;
    expect(send).toMatchObject({ count: 100_001, due: AT });
    expect(send.notices).toHaveLength(25);
    expect(send.notices[0]!.title).toBe('Liquidation');
    const message = composeMessage(send, AT);
    expect(message.subject).toBe('100,001 alerts: Liquidation, Depeg and others');
    expect(message.text).toContain('… and 99,976 more.');
    expect(message.json.length).toBeLessThan(20_000);
  });

  it('lets what comes later join what waits, without another message', () => {
    const first = plan(many(100)).queued[0]!;
    const { queued, joined } = plan([madeNotice(900)], { waiting: [first] });
    expect(queued).toEqual([]);
    expect(joined).toEqual([{ send: first.send, count: 101, notices: expect.any(Array) as unknown }]);
  });

  it('keeps to so many an hour: the rest waits together until there is room', () => {
    const recent = Array.from({ length: 19 }, (_, n) => NOW - HOUR + 60_000 * (n + 1));
    expect(plan(many(1), { recent }).queued[0]).toMatchObject({ gathers: null, due: AT });
    const { queued } = plan(many(2), { recent });
    expect(queued).toHaveLength(1);
    expect(queued[0]).toMatchObject({ count: 2, due: AT });
    const full = [...recent, NOW - 1_000];
    expect(plan(many(1), { recent: full }).queued[0]).toMatchObject({ count: 1, due: new Date(NOW + 60_000).toISOString() });
  });

  it('gathers what is not critical where the channel gathers', () => {
    const terms = { ...TERMS, digestMinutes: 60 };
    const { queued } = plan([madeNotice(1), madeNotice(2, { severity: 'critical' }), madeNotice(3)], { terms });
    expect(queued.map(({ gathers, count, due }) => [gathers, count, due])).toEqual([
      [null, 1, AT],
      ['digest', 2, new Date(NOW + HOUR).toISOString()],
    ]);
  });

  it('waits for the end of quiet hours and snoozes, but tells what is critical through quiet hours', () => {
    const quiet: WeeklyHours = { days: [1, 2, 3, 4, 5, 6, 7], from: '09:00', to: '12:00', zone: 'UTC' };
    const own: WeeklyHours = { ...quiet, to: '11:00' };
    const { queued } = plan(
      [
        madeNotice(1),
        madeNotice(2, { severity: 'critical' }),
        madeNotice(3, { quiet: own }),
        madeNotice(4, { severity: 'critical', snoozed: '2026-11-21T00:00:00.000Z' }),
      ],
      { quiet },
    );
    expect(queued.map(({ notices, due }) => [notices[0]!.firing, due])).toEqual([
      ['firing-2', AT],
      ['firing-1', '2026-11-20T12:00:00.000Z'],
      ['firing-3', '2026-11-20T11:00:00.000Z'],
      ['firing-4', '2026-11-21T00:00:00.000Z'],
    ]);
  });

  it('tells what was over before it could be told only together', () => {
    const { queued } = plan([
      madeNotice(1, { tells: 'passed', cleared: AT }),
      madeNotice(2, { tells: 'passed', cleared: AT }),
      madeNotice(3),
    ]);
    expect(queued.map(({ gathers, count }) => [gathers, count])).toEqual([
      [null, 1],
      ['room', 2],
    ]);
  });

  it('goes by severity, by what the rule names, and by what the channel takes', () => {
    expect(plan(many(1), { terms: { ...TERMS, least: 'critical' } }).queued).toEqual([]);
    expect(plan(many(1), { terms: { ...TERMS, byDefault: false } }).queued).toEqual([]);
    expect(plan(many(1, { channels: ['c'] }), { terms: { ...TERMS, byDefault: false } }).queued).toHaveLength(1);
    expect(plan(many(1, { channels: ['other'] })).queued).toEqual([]);
    expect(plan(many(1), { terms: { ...TERMS, on: false } }).queued).toEqual([]);
    expect(plan(many(1, { tells: 'cleared', cleared: AT })).queued).toEqual([]);
  });

  it('loses nothing and stays bounded, whatever comes in whatever portions', () => {
    const notice = fc.record({
      n: fc.integer({ min: 0, max: 1e6 }),
      severity: fc.constantFrom('low', 'medium', 'high', 'critical' as const),
      tells: fc.constantFrom('fired', 'passed' as const),
      snoozed: fc.constantFrom(
        null,
        '2026-11-20T11:00:00.000Z',
        '2026-11-20T12:00:00.000Z',
        '2026-11-20T13:00:00.000Z',
        '2026-11-20T14:00:00.000Z',
        '2026-11-20T15:00:00.000Z',
        '2026-11-20T16:00:00.000Z',
      ),
    });
    fc.assert(
      fc.property(
        fc.array(fc.array(notice, { maxLength: 40 }), { maxLength: 12 }),
        fc.constantFrom(null, 30),
        fc.integer({ min: 1, max: 9 }),
        (portions, digestMinutes, perHour) => {
          let sends: QueuedSend[] = [];
          let n = 0;
          for (const portion of portions) {
            const { queued, joined } = planSends({
              channel: 'c',
              terms: { ...TERMS, digestMinutes, perHour },
              notices: portion.map((made) => madeNotice((n += 1), { severity: made.severity, tells: made.tells, snoozed: made.snoozed })),
              waiting: sends.filter(({ gathers }) => gathers !== null),
              recent: sends.filter(({ due }) => due <= AT).map(({ due }) => Date.parse(due)),
              quiet: null,
              now: NOW,
            });
            sends = [...sends.map((send) => ({ ...send, ...joined.find((one) => one.send === send.send) })), ...queued];
          }
          expect(sends.reduce((sum, { count }) => sum + count, 0)).toBe(n);
          expect(new Set(sends.map(({ send }) => send)).size).toBe(sends.length);
          // One message an hour more than the limit may be about what gathers.
          expect(sends.filter(({ gathers }) => gathers === null).length).toBeLessThanOrEqual(perHour);
          expect(sends.filter(({ gathers }) => gathers?.startsWith('quiet until ')).length).toBeLessThanOrEqual(4);
        },
      ),
    );
  });
});

describe('quiet hours', () => {
  const hours = (from: string, to: string, days = [1, 2, 3, 4, 5, 6, 7], zone = 'UTC'): WeeklyHours => ({ days, from, to, zone });
  it.each([
    ['within', hours('09:00', '12:00'), AT, '2026-11-20T12:00:00.000Z'],
    ['from their first instant', hours('10:00', '12:00'), AT, '2026-11-20T12:00:00.000Z'],
    ['not at their last', hours('09:00', '10:00'), AT, null],
    ['past midnight, from the day before', hours('22:00', '11:00', [4]), AT, '2026-11-20T11:00:00.000Z'],
    ['past midnight, not on a day that is none of theirs', hours('22:00', '11:00', [5]), AT, null],
    ['all day where both ends are the same', hours('00:00', '00:00', [5]), AT, '2026-11-21T00:00:00.000Z'],
    // The night in which Berlin's clock goes from 2 to 3: eight hours by the wall are seven.
    ['over the change of the clock', hours('22:00', '06:00', [6], 'Europe/Berlin'), '2027-03-27T22:00:00.000Z', '2027-03-28T04:00:00.000Z'],
    ['over the change back', hours('22:00', '06:00', [6], 'Europe/Berlin'), '2026-10-24T21:00:00.000Z', '2026-10-25T05:00:00.000Z'],
    [
      'ending in an hour that there is not',
      hours('22:00', '02:30', [6], 'Europe/Berlin'),
      '2027-03-28T00:30:00.000Z',
      '2027-03-28T01:30:00.000Z',
    ],
  ])('hold %s', (_name, weekly, at, until) => {
    expect(hoursUntil(weekly, Date.parse(at))).toBe(until === null ? null : Date.parse(until));
  });
});

describe('retries', () => {
  it('wait longer and longer, about a day in all, spread by a fifth, and the same every time', () => {
    const waits = Array.from({ length: MOST_ATTEMPTS }, (_, n) => retryWait('send', n + 1));
    expect(waits.at(-1)).toBeNull();
    const known = waits.slice(0, -1) as number[];
    const nominal = [5, 60, 300, 1_800, 7_200, 18_000, 36_000].map((seconds) => seconds * 1_000);
    for (const [n, wait] of known.entries()) {
      expect(wait).toBeGreaterThanOrEqual(nominal[n]! * 0.8);
      expect(wait).toBeLessThanOrEqual(nominal[n]! * 1.2);
    }
    expect(Array.from({ length: MOST_ATTEMPTS }, (_, n) => retryWait('send', n + 1))).toEqual(waits);
    const spread = Array.from({ length: 1_000 }, (_, n) => retryWait(`send ${n}`, 1)! / 5_000);
    const mean = spread.reduce((sum, share) => sum + share, 0) / spread.length;
    expect(Math.abs(mean - 1)).toBeLessThan(0.02);
    expect(Math.min(...spread)).toBeLessThan(0.82);
    expect(Math.max(...spread)).toBeGreaterThan(1.18);
  });
  it('heed how long the other side asked to be left alone, up to a day', () => {
    expect(retryWait('send', 1, 600_000)).toBe(600_000);
    expect(retryWait('send', 1, 1)).toBe(retryWait('send', 1));
    expect(retryWait('send', 1, 1e12)).toBe(24 * HOUR);
  });
});

describe('signatures', () => {
  it('are those of Standard Webhooks', () => {
    // The vector of the reference libraries' own tests.
    expect(
      signedHeaders('whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw', 'msg_p5jXN8AQM9LWM0D4loKWxJek', 1_614_265_330_000, '{"test": 2432232314}'),
    ).toEqual({
      'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
      'webhook-timestamp': '1614265330',
      'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
    });
  });
  it('are made with a secret of 24 to 64 bytes', () => {
    for (const length of [24, 32, 64]) expect(signingSecretFault(signingSecret(new Uint8Array(length)))).toBeNull();
  });
  it.each([
    [signingSecret(new Uint8Array(23)), /24 to 64 bytes; this one has 23/],
    [signingSecret(new Uint8Array(65)), /this one has 65/],
    ['secret', /written whsec_/],
    ['whsec_not base64', /written whsec_/],
  ])('are not made with %s', (secret, fault) => {
    expect(signingSecretFault(secret)).toMatch(fault);
    expect(signedHeaders('whsec_not base64', 'a', 0, '')).toBeNull();
  });
});

describe('messages', () => {
  it('cannot be broken out of: neither a letter’s head nor its markup', () => {
    const { subject, html } = composeMessage(
      {
        send: 's',
        count: 1,
        notices: [madeNotice(1, { title: 'a\r\nBcc: all@example.com', subjectTitle: '<script>x</script>', sentence: '"&<b>' })],
      },
      AT,
    );
    expect(subject).toBe('High: a Bcc: all@example.com · <script>x</script>');
    expect(html).not.toMatch(/<script|<b>/);
    expect(html).toContain('&quot;&amp;&lt;b&gt;');
  });
  it('say that something is late, over, or was over before it could be told', () => {
    const of = (made: Partial<AddressedNotice>) => composeMessage({ send: 's', count: 1, notices: [madeNotice(1, made)] }, AT).text;
    expect(of({ late: true, found: '2026-11-20T12:30:00.000Z' })).toContain(
      'Observed 2026-11-20 10:00 UTC; found late, 2026-11-20 12:30 UTC.',
    );
    expect(of({ tells: 'cleared', cleared: AT })).toMatch(/^Over: Depeg · stETH\/ETH/);
    expect(of({ tells: 'passed', cleared: AT })).toContain('over before it could be told since');
  });
});
