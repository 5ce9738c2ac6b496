import { dayOf, done, type Outcome, refuse } from '../../../shared/figures/index.ts';
import type { NewEvent } from '../../../shared/journal/index.ts';
import { streamOf, termsSchema } from '../../../shared/positions/index.ts';
import type { JobContext } from '../jobs/job.ts';
import { type Desk, type DiaryEntry, keepDiary, made } from './diary.ts';
import { importAll } from './import-files.ts';
import { madeBlocks } from './made-blocks.ts';
import { madeEarn } from './made-earn.ts';
import { madeFiles } from './made-files.ts';
import { madeLending } from './made-lending.ts';
import { madeLiquidity } from './made-liquidity.ts';
import { madePeople } from './made-people.ts';
import { madeReferences } from './made-references.ts';
import { madeRegisters } from './made-registers.ts';
import { madeReviews } from './made-reviews.ts';
import { madeScores } from './made-scores.ts';
import { madeStaking } from './made-staking.ts';
import { madeTickets } from './made-tickets.ts';
import { madeWatching } from './made-watching.ts';
import { type MadePosition, worldOf } from './world.ts';

export const MAKE_DEMONSTRATION = 'demonstration.make';

/**
 * Fills an empty workspace with the demonstration: files go through the same import as a person's own, everything else through the same commands
 * and events. It ends on the day it is made, and everything before is the same each time, counted back from that day.
 */
export async function makeDemonstration(
  context: JobContext,
): Promise<Outcome<{ readonly files: number; readonly positions: number; readonly events: number }>> {
  const { engine } = context;
  if (engine.journal.head().size > 0) {
    return refuse('not-empty', 'The demonstration needs an empty workspace: it would mix with what is here.');
  }
  const world = worldOf(dayOf(engine.now()));
  const files = madeFiles(world.today);
  const positions = [...madeLiquidity(world), ...madeStaking(world), ...madeLending(world), ...madeEarn(world)];
  const imports: DiaryEntry = {
    when: { today: 0 },
    what: 'Prices, rates and an exchange’s ledger',
    does: (desk) => importAll(desk, files),
  };
  const opening: DiaryEntry = { when: { today: 0.01 }, what: 'Positions', does: (desk) => open(desk, positions) };
  const entries = [
    ...madePeople,
    ...madeRegisters,
    ...madeScores,
    ...madeReviews,
    ...madeReferences,
    ...madeBlocks(),
    imports,
    opening,
    ...madeTickets,
    ...madeWatching(world.today),
  ];
  await atOnce(context, () => keepDiary(context, entries));
  return done({ files: files.length, positions: positions.length + 1, events: engine.journal.head().size });
}

/** All of it or nothing: whoever cancels, or loses the power, has an empty workspace and not half a demonstration. */
async function atOnce({ store }: JobContext, work: () => Promise<void>): Promise<void> {
  store.script('BEGIN IMMEDIATE');
  try {
    await work();
    store.script('COMMIT');
  } catch (thrown) {
    store.script('ROLLBACK');
    throw thrown;
  }
}

async function open({ engine, world }: Desk, positions: readonly MadePosition[]): Promise<void> {
  made(
    engine.journal.commit([
      ...SETTINGS,
      ...positions.flatMap((position) => eventsOf(position, engine.newId())),
      ...importedPosition(world.ago(400), engine.newId()),
    ]),
  );
}

/** Its owner pays a quarter of income and gains, and counts real what consumer prices leave. */
const SETTINGS: readonly NewEvent[] = [
  { setting: 'incomeTaxRate', before: null, after: '0.25' },
  { setting: 'gainsTaxRate', before: null, after: '0.25' },
  { setting: 'deflator', before: 'dilution', after: 'prices:USD' },
].map((payload) => ({ type: 'workspace.setting-changed', subject: payload.setting, payload }));

function eventsOf({ terms, activities, note }: MadePosition, position: string): NewEvent[] {
  const closed = activities.find((activity) => activity.kind === 'close');
  return [
    { type: 'positions.position-opened', subject: position, payload: { terms: termsSchema.parse(terms) } },
    ...activities.map((activity) => ({
      type: 'positions.activity-recorded',
      subject: position,
      payload: { activity: { ...activity, stream: `position:${position}` } },
    })),
    ...(note === undefined ? [] : [{ type: 'positions.note-written', subject: position, payload: { before: '', after: note } }]),
    ...(closed === undefined ? [] : [{ type: 'positions.position-closed', subject: position, payload: { closed: dayOf(closed.at) } }]),
  ];
}

/** The one position whose activity was imported: everything that the ledger says of bonded DOT. */
function importedPosition(opened: string, position: string): NewEvent[] {
  const terms = termsSchema.parse({
    kind: 'earn-flexible',
    title: 'DOT',
    platform: 'Kraken',
    network: 'Polkadot',
    opened,
    asset: 'DOT',
    unbondingDays: 28,
    counterparty: 'Kraken',
    quoted: { rate: '0.119', basis: 'apr-simple', net: 'net', source: 'Kraken', asOf: opened },
  });
  return [
    { type: 'positions.position-opened', subject: position, payload: { terms } },
    { type: 'positions.stream-claimed', subject: position, payload: { stream: streamOf('kraken', 'earn', 'DOT') } },
  ];
}
