import type { z } from 'zod';
import type { scoreSchema, SourceClass } from '../../../shared/venues/index.ts';
import { type Desk, type DiaryEntry, made } from './diary.ts';
import { kept, type ProofName } from './made-evidence.ts';
import { OWNER_NAME } from './made-people.ts';

type Given = z.input<typeof scoreSchema>['given'];
interface MadeScore {
  readonly given: Given;
  readonly from: SourceClass;
  readonly between?: readonly [string, string];
  readonly proof?: ProofName;
}

/** Scores of one venue, told on one day of evidence that is so old by then. */
interface Round {
  readonly venue: string;
  readonly ago: number;
  readonly scores: Readonly<Record<string, MadeScore>>;
}

const raw = (value: string, from: SourceClass = 'own-measurement', between?: readonly [string, string]): MadeScore => ({
  given: { by: 'anchors', raw: value },
  from,
  ...(between ? { between } : {}),
});
const row = (id: string, from: SourceClass = 'official', proof?: ProofName): MadeScore => ({
  given: { by: 'table', row: id },
  from,
  ...(proof ? { proof } : {}),
});
const judged = (points: string, from: SourceClass = 'third-party', between?: readonly [string, string]): MadeScore => ({
  given: { by: 'rubric', points },
  from,
  ...(between ? { between } : {}),
});

/** Invented measurements; each venue's own strength is what people say of it, nothing more. */
const ROUNDS: readonly Round[] = [
  {
    venue: 'kraken-futures',
    ago: 150,
    scores: {
      'liquidity.depth': raw('14', 'own-measurement', ['4', '6']),
      'liquidity.spread': raw('3.1'),
      'liquidity.stress-depth': raw('36', 'third-party'),
      'liquidity.volatile-uptime': raw('99.6', 'official'),
      'security.custody': row('segregated'),
      'security.reserves': row('own-leaf', 'official', 'reserves'),
      'security.incidents': judged('10'),
      'security.controls': judged('8', 'official'),
      'security.off-exchange': row('offered'),
      'security.tests': row('both'),
      'coverage.contracts': raw('42', 'official'),
      'coverage.kinds': judged('6'),
      'costs.all-in': raw('13'),
      'costs.withdrawal': raw('6'),
      'ux.api': raw('12', 'official'),
      'ux.reporting': judged('8'),
      'support.status': row('history'),
      'support.answer': raw('4'),
    },
  },
  {
    venue: 'halcyon',
    ago: 70,
    scores: {
      liquidity: judged('8'),
      security: judged('5', 'hearsay', ['2', '7']),
      coverage: judged('8'),
      costs: judged('8'),
      ux: judged('7'),
      support: judged('6'),
    },
  },
  {
    venue: 'dydx',
    ago: 43,
    scores: {
      'liquidity.depth': raw('21', 'own-measurement', ['2', '5']),
      'liquidity.spread': raw('5.5'),
      'security.custody': row('self'),
      'security.incidents': judged('6', 'third-party', ['4', '8']),
      'costs.all-in': raw('11'),
    },
  },
  {
    venue: 'deribit',
    ago: 26,
    scores: {
      'liquidity.depth': { ...raw('6', 'own-measurement', ['5.5', '7.5']), proof: 'depth' },
      'liquidity.spread': { ...raw('1.2'), proof: 'depth' },
      'liquidity.stress-depth': raw('48', 'third-party', ['4', '7']),
      'liquidity.volatile-uptime': raw('99.4', 'official'),
      'security.custody': row('segregated'),
      'security.reserves': row('own-leaf', 'official', 'reserves'),
      'security.incidents': judged('8'),
      'security.controls': judged('10', 'official'),
      'security.off-exchange': row('used', 'own-measurement'),
      'security.tests': row('both'),
      'coverage.contracts': raw('55', 'official'),
      'coverage.kinds': judged('10', 'official'),
      'costs.all-in': raw('6'),
      'costs.withdrawal': raw('9'),
      'ux.api': raw('20', 'official'),
      'ux.reporting': judged('8'),
      'support.status': row('timely'),
      'support.answer': raw('6'),
    },
  },
  {
    venue: 'binance-futures',
    ago: 20,
    scores: {
      'liquidity.depth': raw('2', 'own-measurement', ['8.5', '9.7']),
      'liquidity.spread': raw('0.6'),
      'liquidity.stress-depth': raw('62', 'third-party', ['6', '8.5']),
      'liquidity.volatile-uptime': raw('98.1', 'official'),
      'security.custody': row('omnibus'),
      'security.reserves': row('own-leaf', 'official', 'reserves'),
      'security.incidents': judged('4', 'third-party', ['3', '6']),
      'security.controls': judged('8', 'official'),
      'security.off-exchange': row('offered'),
      'security.tests': row('both'),
      'coverage.contracts': raw('96', 'official'),
      'coverage.kinds': judged('8', 'official'),
      'costs.all-in': raw('7'),
      'costs.withdrawal': raw('4'),
      'ux.api': raw('40', 'official'),
      'ux.reporting': judged('8'),
      'support.status': row('late'),
      'support.answer': raw('20', 'hearsay', ['1', '5']),
    },
  },
  {
    venue: 'cumberland',
    ago: 19,
    scores: {
      'liquidity.fill': raw('92'),
      'liquidity.edge': raw('7', 'own-measurement', ['7', '9']),
      'liquidity.breadth-size': raw('4'),
      'security.custody': row('segregated', 'hearsay'),
      'security.licence': judged('8', 'official'),
      'security.incidents': judged('10'),
      'security.controls': judged('8'),
      'coverage.assets': raw('45'),
      'coverage.rails': raw('67'),
      'costs.all-in': { ...raw('9'), proof: 'quotes' },
      'costs.prefunding': raw('0'),
      'ux.tools': judged('6'),
      'ux.reporting': raw('30'),
      'support.hours': judged('10'),
      'support.onboarding': raw('18'),
    },
  },
  {
    venue: 'b2c2',
    ago: 18,
    scores: {
      'liquidity.fill': raw('88'),
      'liquidity.edge': raw('5', 'own-measurement', ['8', '9.5']),
      'liquidity.breadth-size': raw('3'),
      'security.custody': row('omnibus', 'hearsay'),
      'security.licence': judged('10', 'official'),
      'security.incidents': judged('8'),
      'security.controls': judged('6', 'third-party', ['4', '8']),
      'coverage.assets': raw('38'),
      'coverage.rails': raw('50'),
      'costs.all-in': { ...raw('7'), proof: 'quotes' },
      'costs.prefunding': raw('1'),
      'ux.tools': judged('8'),
      'ux.reporting': raw('10'),
      'support.hours': judged('10'),
      'support.onboarding': raw('25'),
    },
  },
];

/** Scores with evidence of different ages, weights of one's own, and a choice that was recorded with everything it rests on. */
export const madeScores: readonly DiaryEntry[] = [
  ...ROUNDS.map(
    (round): DiaryEntry => ({
      when: { ago: round.ago, time: '13:00:00' },
      what: `Scores of ${round.venue}`,
      does: (desk) => score(desk, round),
    }),
  ),
  { when: { ago: 17, time: '16:00:00' }, what: 'A decision', does: decide },
];

async function score(desk: Desk, { venue, ago, scores }: Round): Promise<void> {
  const { api, world } = desk;
  for (const [measure, { given, from, between, proof }] of Object.entries(scores)) {
    made(
      await api.venues.setScore({
        venue,
        measure,
        score: {
          given,
          sourceClass: from,
          source: SOURCES[from],
          asOf: world.ago(ago + 1),
          ...(between ? { low: between[0], high: between[1] } : {}),
          ...(proof ? { evidence: [await kept(desk, proof)] } : {}),
        },
      }),
    );
    desk.pass(30);
  }
}

const SOURCES: Readonly<Record<SourceClass, string>> = {
  'own-measurement': 'Own measurement, invented',
  official: 'The venue’s own page, invented',
  'third-party': 'A report by others, invented',
  hearsay: 'Said among traders, invented',
};

async function decide({ api, world }: Desk): Promise<void> {
  const { profile } = made(
    await api.venues.saveProfile({
      detail: {
        name: 'Swing trades, small book',
        says: 'A few positions for days: who holds the money and what it costs weigh more than the last basis point of depth.',
        weights: { liquidity: '25', security: '35', coverage: '10', costs: '20', ux: '5', support: '5' },
      },
    }),
  );
  made(
    await api.venues.recordDecision({
      family: 'derivatives',
      profile,
      chosen: 'deribit',
      reason: 'Holds the first place in most draws, and its custody is the one that we understand. Binance stays for size.',
      by: OWNER_NAME,
      nextReview: world.ago(-20),
      draws: 2_000,
    }),
  );
  made(
    await api.venues.setStatus({
      venue: 'deribit',
      standing: { status: 'approved', reviewDue: world.ago(-20), reason: 'Decision of the day.' },
    }),
  );
  made(await api.venues.setStatus({ venue: 'okx', standing: { status: 'watch', reviewDue: world.ago(3), reason: 'Being wound down.' } }));
  made(await api.venues.writeNote({ venue: 'okx', note: 'Everything leaves by the end of the month; the limit was lowered first.' }));
}
