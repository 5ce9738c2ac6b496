import { useQueries } from '@tanstack/react-query';
import type { Subject } from '../../shared/figures/index.ts';
import { openRun } from '../checklists/index.ts';
import { api } from '../engine/api.ts';
import { goTo } from '../window/places.ts';
import { useAmounts } from './amounts.ts';
import { fullClockText } from './cut-off-text.ts';
import { useOwnZone } from './readings.ts';

interface TimelineProps {
  /** Whose entries of the journal are told: the trade or netting, and its legs. */
  readonly subjects: readonly string[];
  /** What checklists were run about. */
  readonly abouts: readonly Subject[];
}

interface Happened {
  readonly key: string;
  readonly at: string;
  readonly words: string;
  readonly takenBack: boolean;
  readonly look: () => void;
}

type Run = Awaited<ReturnType<typeof api.checklists.runs.query>>['runs'][number];

const META = { columns: ['otc', 'checklists', 'journal'] };
const MOST = 200;

/** What happened, in its order: entries of the journal, and checklists begun and signed. */
export function TimelineSection({ subjects, abouts }: TimelineProps) {
  const zone = useOwnZone();
  const amounts = useAmounts();
  const happened = useHappened(subjects, abouts);
  if (happened.length === 0) return null;
  return (
    <section aria-label="What happened">
      <h2>What happened</h2>
      <ol className="timeline">
        {happened.map(({ key, at, words, takenBack, look }) => (
          <li key={key}>
            <time dateTime={at} data-tip={at}>
              {fullClockText(at, zone).replace(` ${zone}`, '')}
            </time>
            <button type="button" className="way" onClick={look}>
              {takenBack ? <s>{amounts(words)}</s> : amounts(words)}
            </button>
            {takenBack && <span className="mark">taken back</span>}
          </li>
        ))}
      </ol>
      <p className="muted">Times in {zone}.</p>
    </section>
  );
}

function useHappened(subjects: readonly string[], abouts: readonly Subject[]): readonly Happened[] {
  const entries = useQueries({
    queries: subjects.map((subject) => ({
      queryKey: ['otc', 'log', subject],
      queryFn: async ({ signal }: { signal: AbortSignal }) => (await api.journal.log.query({ subject, limit: MOST }, { signal })).lines,
      meta: META,
    })),
    combine: (answers) => answers.flatMap(({ data }) => data ?? []),
  });
  const runs = useQueries({
    queries: abouts.map((about) => ({
      queryKey: ['otc', 'runs', about.kind, about.id],
      queryFn: async ({ signal }: { signal: AbortSignal }) => (await api.checklists.runs.query({ about, limit: MOST }, { signal })).runs,
      meta: META,
    })),
    combine: (answers) => answers.flatMap(({ data }) => data ?? []),
  });
  return [
    ...entries.map(
      ({ id, at, words, undoneBy }): Happened => ({
        key: id,
        at,
        words,
        takenBack: undoneBy !== undefined,
        look: () => goTo('journal', id),
      }),
    ),
    ...runs.flatMap(toldOfRun),
  ].toSorted((one, other) => one.at.localeCompare(other.at));
}

function toldOfRun({ run, title, startedAt, startedBy, signedAt, state, overridden }: Run): readonly Happened[] {
  const look = () => openRun(run, title, false);
  const begun = { key: `${run} begun`, at: startedAt, words: `${startedBy} began “${title}”`, takenBack: state === 'void', look };
  if (signedAt === null) return [begun];
  const words = `“${title}” was signed${overridden > 0 ? ', with items overridden' : ''}`;
  return [begun, { key: `${run} signed`, at: signedAt, words, takenBack: false, look }];
}
