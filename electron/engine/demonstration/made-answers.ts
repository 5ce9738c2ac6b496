import type { Item, Sent } from '../../../shared/checklists/index.ts';
import { isKnown, type Subject } from '../../../shared/figures/index.ts';
import { type Desk, made } from './diary.ts';
import { kept, type ProofName } from './made-evidence.ts';

/** What is answered otherwise than passes by itself: an answer, a note, the file beside it. */
export interface MadeAnswer {
  readonly given?: Sent;
  readonly note?: string;
  readonly proof?: ProofName;
}
export type MadeAnswers = Readonly<Record<string, MadeAnswer | Sent | 'later'>>;

interface Working {
  readonly answers?: MadeAnswers;
  /** How long an answer takes, in seconds. */
  readonly pace?: number;
  /** Less than a second for each answer, which is faster than anybody reads. */
  readonly hurried?: boolean;
  readonly by?: string;
}

/** Runs a bundled checklist, item by item, up to its signatures; `later` leaves an item open. */
export async function answered(
  desk: Desk,
  template: string,
  about: Subject,
  { answers = {}, pace = 14, hurried = false, by = 'owner' }: Working = {},
) {
  const { api, engine } = desk;
  const { run } = made(await api.checklists.start({ template, about, by }));
  const { items } = (await api.checklists.run({ run }))!;
  for (const [nth, { id, item, shown, positions }] of items.entries()) {
    const told = answers[id];
    if (!shown || told === 'later') continue;
    const { given, note, proof }: MadeAnswer = told === undefined ? {} : 'is' in told ? { given: told } : told;
    const shownAt = engine.now();
    // No two answers take the same time.
    const seconds = hurried ? 0.8 : pace + ((nth * 5) % 7);
    desk.pass(seconds);
    const needsFile = item.attach === 'required' || item.kind === 'evidence';
    const files = proof ? [await kept(desk, proof)] : needsFile ? [await kept(desk, 'account-page')] : [];
    made(
      await api.checklists.answer({
        run,
        item: id,
        given: given ?? passing(desk, item, about, positions),
        evidence: files,
        timing: { shownAt, milliseconds: Math.round(seconds * 1_000) },
        by,
        ...(note === undefined ? {} : { note }),
      }),
    );
  }
  return run;
}

/** Signs a run for each of its roles: the owner first, then whoever checks. */
export async function signed({ api, second, pass }: Desk, run: string): Promise<void> {
  for (const person of ['owner', second]) {
    const found = (await api.checklists.run({ run }))!;
    if (found.state === 'signed') return;
    pass(40);
    made(await api.checklists.sign({ run, runHash: found.signing.runHash, person }));
  }
}

export async function worked(desk: Desk, template: string, about: Subject, working: Working = {}): Promise<string> {
  const run = await answered(desk, template, about, working);
  await signed(desk, run);
  return run;
}

/** The answer that passes, as somebody who reads carefully gives it. */
function passing(desk: Desk, item: Item, about: Subject, positions: readonly number[] | null): Sent {
  switch (item.kind) {
    case 'choice':
      return { is: 'choice', option: item.options.find(({ result }) => result === 'pass')!.id };
    case 'date':
      return { is: 'date', day: desk.engine.now().slice(0, 10) };
    case 'value':
      return { is: 'value', value: item.atLeast ?? item.atMost ?? '1' };
    case 'tick':
      return { is: 'tick', holds: true };
    case 'evidence':
      return { is: 'evidence' };
    case 'computed':
      return { is: 'computed' };
    case 'compare': {
      const expected = 'metric' in item.left ? reading(desk, item.left.metric, about) : '';
      if (item.as !== 'characters') return { is: 'compare', ...('typed' in item.left ? { left: expected } : {}), right: expected };
      const letters = Array.from(expected);
      return { is: 'compare', characters: (positions ?? []).map((position) => ({ position, character: letters[position - 1]! })) };
    }
    default:
      throw new Error(`the demonstration has no answer to ${item.id}, a ${item.kind}`);
  }
}

function reading({ engine }: Desk, id: string, about: Subject): string {
  const figure = engine.sources.metrics.get(id)!.read(engine, about.id);
  if (!isKnown(figure)) throw new Error(`the demonstration cannot read ${id}: ${figure.unavailable.message}`);
  return figure.ok.text;
}
