import { loadavg } from 'node:os';
import { expect, test } from 'vitest';
import { type AddressedNotice, type ChannelTerms, planSends } from '../../shared/delivery/index.ts';
import { madeNotice } from '../delivery/made-notice.ts';

const NOTICES = 100_000;
const NOW = Date.parse('2026-11-20T10:00:00.000Z');
const SEVERITIES = ['low', 'medium', 'high', 'critical'] as const;

const TERMS: ChannelTerms = {
  kind: 'command',
  name: 'Script',
  on: true,
  byDefault: true,
  least: 'low',
  tellsCleared: true,
  digestMinutes: null,
  perHour: 20,
  seconds: 5,
  withoutValues: false,
  argv: ['true'],
};

const notices = (count: number, made: (n: number) => Partial<AddressedNotice> = () => ({})): readonly AddressedNotice[] =>
  Array.from({ length: count }, (_, n) =>
    madeNotice(n, { severity: SEVERITIES[n % 4]!, at: new Date(NOW - n * 1_000).toISOString(), ...made(n) }),
  );

/** The rival: what no plan can do without, looking at each notice once and keeping the heaviest. */
function bare(all: readonly AddressedNotice[]): number {
  let [count, heaviest] = [0, 0];
  for (const { severity, tells, channels, at } of all) {
    if (channels !== null || tells === 'cleared') continue;
    count += 1;
    const weight = SEVERITIES.indexOf(severity) * 1e14 + Date.parse(at);
    if (weight > heaviest) heaviest = weight;
  }
  return count + (heaviest > 0 ? 0 : 1);
}

function median(work: () => void): number {
  const times = Array.from({ length: 7 }, () => {
    const begun = performance.now();
    work();
    return performance.now() - begun;
  }).sort((one, other) => one - other);
  return times[3]!;
}

const plan = (all: readonly AddressedNotice[], terms: ChannelTerms = TERMS) =>
  planSends({ channel: 'channel', terms, notices: all, waiting: [], recent: [], quiet: null, now: NOW });

const hours = { days: [1, 2, 3, 4, 5, 6, 7], from: '00:00', to: '23:00', zone: 'Europe/Berlin' };

test.each<[string, (n: number) => Partial<AddressedNotice>, Partial<ChannelTerms>]>([
  ['at once', () => ({}), {}],
  ['into a digest', () => ({}), { digestMinutes: 60 }],
  ['without values', () => ({}), { withoutValues: true }],
  ['held by quiet hours', () => ({ quiet: hours }), {}],
  ['each snoozed until another second', (n) => ({ snoozed: new Date(NOW + (n + 1) * 1_000).toISOString() }), {}],
])('a hundred thousand notices %s are planned', (name, made, more) => {
  const all = notices(NOTICES, made);
  const tenth = all.slice(0, NOTICES / 10);
  const terms = { ...TERMS, ...more } as ChannelTerms;
  const { queued, joined } = plan(all, terms);
  expect(queued.reduce((sum, { count }) => sum + count, 0)).toBe(NOTICES);
  expect(joined).toEqual([]);
  expect(queued.length).toBeLessThanOrEqual(10);
  const [took, tookTenth, rival] = [median(() => plan(all, terms)), median(() => plan(tenth, terms)), median(() => bare(all))];
  console.log(
    `${NOTICES} notices ${name}: ${queued.length} messages in ${took.toFixed(1)} ms, ${(took / rival).toFixed(1)} of a bare loop (${rival.toFixed(1)} ms); ` +
      `${(took / tookTenth).toFixed(1)} of a tenth of them; load ${loadavg()[0]!.toFixed(1)}`,
  );
});
