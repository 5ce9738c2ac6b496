import { useMemo } from 'react';
import { addDays } from '../../shared/figures/index.ts';
import { statusReading } from '../alerts/index.ts';
import { expiringReading as answersReading } from '../checklists/index.ts';
import { useReading } from '../engine/reading.ts';
import { boardReading } from '../otc/index.ts';
import { listReading, type PositionSummary, proposalsReading } from '../positions/index.ts';
import { expiringReading as entriesReading, limitsReading } from '../venues/index.ts';
import { channelsReading, listMattersReading } from './readings.ts';
import { useNow } from '../window/clock.ts';
import { answerMatters, caseMatters, limitMatters, settlementMatters, venueMatters } from './desk-matters.ts';
import { channelMatters, listMatters, reviewMatters } from './list-matters.ts';
import { dueMatters, type Matter, warningMatters } from './matters.ts';

/** How many days ahead answers, keys and reviews count as due. */
const SOON = 7;
const NONE: readonly PositionSummary[] = [];

export interface Matters {
  /** Settlements by their cut-off, then what comes free, expires or is to be reviewed, by day. */
  readonly due: readonly Matter[];
  /** What may cost money if nobody looks. */
  readonly watch: readonly Matter[];
  /** Targets of watchlists that are reached, grades and screens that have changed. */
  readonly lists: readonly Matter[];
  /** Channels out of the window that fail. */
  readonly channels: readonly Matter[];
  /** How many alert rules there are. */
  readonly rules: number;
  /** How many positions imported rows propose. */
  readonly proposals: number;
  /** Whether everything that is asked has been answered once. */
  readonly told: boolean;
}

/** What wants a look today, of every room. */
export function useMatters(): Matters {
  const now = useNow();
  const until = addDays(new Date(now).toISOString().slice(0, 10), SOON);
  const list = useReading(listReading({}, 'open'));
  const proposed = useReading(proposalsReading);
  const board = useReading(boardReading({}));
  const answers = useReading(answersReading);
  const entries = useReading(entriesReading(SOON));
  const limits = useReading(limitsReading);
  const marks = useReading(listMattersReading);
  const ways = useReading(channelsReading);
  const status = useReading(statusReading);
  const positions = list.data?.positions ?? NONE;
  const due = useMemo(
    () => [
      ...settlementMatters(board.data, now),
      ...[
        ...reviewMatters(marks.data ?? []),
        ...dueMatters(positions),
        ...answerMatters(answers.data ?? [], until),
        ...venueMatters(entries.data ?? [], until),
      ].toSorted((one, other) => (one.day ?? '').localeCompare(other.day ?? '')),
    ],
    [board.data, now, positions, answers.data, entries.data, until, marks.data],
  );
  const watch = useMemo(
    () => [...caseMatters(board.data), ...limitMatters(limits.data ?? []), ...warningMatters(positions)],
    [board.data, limits.data, positions],
  );
  const lists = useMemo(() => listMatters(marks.data ?? []), [marks.data]);
  const channels = useMemo(() => channelMatters(ways.data ?? []), [ways.data]);
  const told = [list, proposed, board, answers, entries, limits, status].every(({ isPending }) => !isPending);
  return { due, watch, lists, channels, rules: status.data?.rules ?? 0, proposals: proposed.data?.length ?? 0, told };
}
