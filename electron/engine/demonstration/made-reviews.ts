import type { Sent } from '../../../shared/checklists/index.ts';
import { type Desk, type DiaryEntry, made } from './diary.ts';
import { answered, type MadeAnswers, signed, worked } from './made-answers.ts';

/** Reviews of venues: one of long ago that has run out, two of the same venue to compare, one that is half way; and a checklist of one's own. */
export const madeReviews: readonly DiaryEntry[] = [
  {
    when: { ago: 132, time: '10:00:00' },
    what: 'Review of Kraken Futures',
    // In a hurry: a second an item, which the report says.
    does: hurried,
  },
  {
    when: { ago: 118, time: '10:00:00' },
    what: 'First review of Deribit',
    does: async (desk) => void (await worked(desk, VENUE_REVIEW, about('deribit'), { answers: reviewOf(desk, 118) })),
  },
  { when: { ago: 110, time: '17:00:00' }, what: 'A checklist of one’s own', does: ownTemplate },
  { when: { ago: 52, time: '17:00:00' }, what: 'Its second version', does: secondVersion },
  { when: { ago: 27, time: '10:00:00' }, what: 'Second review of Deribit', does: overridden },
  {
    when: { ago: 15, time: '10:00:00' },
    what: 'Review of Binance Futures',
    does: async (desk) => void (await worked(desk, VENUE_REVIEW, about('binance-futures'), { answers: reviewOf(desk, 15) })),
  },
  { when: { ago: 1, time: '10:30:00' }, what: 'A review that is half way', does: halfWay },
  { when: { today: 0.05 }, what: 'A yield that was asked about first', does: yieldEntry },
];

const VENUE_REVIEW = 'TPL-VENUE-DERIV';
const OWN = 'OWN-PERP';

function about(id: string) {
  return { kind: 'venue' as const, id };
}

function reviewOf({ world }: Desk, ago: number): MadeAnswers {
  const day = (before: number): Sent => ({ is: 'date', day: world.ago(ago + before) });
  const text = (words: string): Sent => ({ is: 'text', text: words });
  return {
    P02: { proof: 'account-page' },
    P20: { proof: 'allow-list' },
    P22: text('Marit Solberg trades and withdraws; Tomas Reyes reads. Nobody else has access.'),
    P23: { given: day(40), proof: 'reserves', note: 'Own leaf not looked up this time.' },
    P04: day(2),
    P16: text('Market order into the book, then the insurance fund, then winners by rank; read on the venue’s page on liquidation.'),
    P17: text('Kept in the note of the venue: bands, largest order, API limits, status, support.'),
    P12: { given: { is: 'value', value: '11.5' }, note: 'Usual size 50,000 US dollars.' },
    P26: { is: 'value', value: '7' },
    P27: { given: day(6), note: '0.01 BTC, 14 minutes.' },
    P29: text('Kraken Futures, funded with a small balance'),
  };
}

async function hurried(desk: Desk): Promise<void> {
  const P21: Sent = { is: 'not-applicable', reason: 'No program has access there.' };
  await worked(desk, VENUE_REVIEW, about('kraken-futures'), { answers: { ...reviewOf(desk, 132), P21 }, hurried: true });
}

async function overridden(desk: Desk): Promise<void> {
  const { api, second } = desk;
  const answers = {
    ...reviewOf(desk, 27),
    P12: { given: { is: 'value', value: '9.5' }, note: 'Cheaper since the tier moved.' },
    P26: { is: 'value', value: '9' },
  } satisfies MadeAnswers;
  const run = await answered(desk, VENUE_REVIEW, about('deribit'), { answers });
  made(
    await api.checklists.override({
      run,
      item: 'P21',
      by: 'owner',
      reason:
        'The old key only reads and is bound to one address. It is replaced with the next release of the risk sheet, within the month.',
      approver: { person: second },
    }),
  );
  await signed(desk, run);
}

/** Half of the items have an answer, one of them “unknown”, and then the telephone rang. */
async function halfWay(desk: Desk): Promise<void> {
  const text = (words: string): Sent => ({ is: 'text', text: words });
  const open = ['O07', 'O09', 'O10', 'O11', 'O12', 'O13', 'O14', 'O15', 'O16', 'O17', 'O18', 'O19', 'O20'];
  await answered(desk, 'TPL-VENUE-OTC', about('b2c2'), {
    answers: {
      O02: { given: text('Invented for the demonstration: the desk’s company in London, number 00000000, spot only.'), proof: 'terms' },
      O03: { proof: 'quotes' },
      O04: { is: 'value', value: '6.5' },
      O05: { is: 'unknown', reason: 'The agreement says one thing, the trader another. Asked on the phone.' },
      O08: { is: 'choice', option: 'informal' },
      ...Object.fromEntries(open.map((item) => [item, 'later' as const])),
    },
  });
}

async function yieldEntry(desk: Desk): Promise<void> {
  const { positions } = await desk.api.positions.list({});
  const id = positions.find(({ title }) => title === 'stETH')!.position;
  await worked(
    desk,
    'TPL-YIELD-ENTRY',
    { kind: 'position', id },
    {
      answers: {
        Y02: { is: 'value', value: '5' },
        Y04: { is: 'text', text: 'The project’s page on audits, read this month; the foundation names its people.' },
        Y05: { is: 'value', value: '4.5' },
        Y06: { given: { is: 'value', value: '0.6' }, note: 'After a quarter of tax and consumer prices.' },
        Y07: { is: 'text', text: 'Discount to ether over 1 %: stop adding. Over 3 %: out through the queue.' },
      },
    },
  );
}

async function ownTemplate({ api }: Desk): Promise<void> {
  made(await api.checklists.duplicate({ template: 'TPL-PRETRADE-PERP', key: OWN, title: 'Before our perpetuals' }));
  made(await api.checklists.publish({ template: OWN, note: 'The bundled one to begin with', by: 'owner' }));
}

async function secondVersion({ api }: Desk): Promise<void> {
  const { content } = (await api.checklists.template({ template: OWN }))!.version!;
  const [first, ...others] = content.chunks;
  const calm = {
    kind: 'tick' as const,
    id: 'S01',
    text: 'No trade was closed at a loss within the last hour',
    why: 'The worst trades of last quarter were opened in anger, within the hour after a stop.',
    critical: true,
  };
  const chunks = [{ ...first!, items: [calm, ...first!.items] }, ...others];
  made(await api.checklists.writeDraft({ content: { ...content, chunks } }));
  made(await api.checklists.publish({ template: OWN, note: 'Wait an hour after a loss', by: 'owner' }));
}
