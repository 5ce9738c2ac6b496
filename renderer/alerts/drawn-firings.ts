import { useMemo } from 'react';
import { useReading } from '../engine/reading.ts';
import { useSettled } from '../lists/index.ts';
import { extentOf, inViewFirst, type Lane, lanesOf, united } from './lanes.ts';
import { type FiringLine, type FiringsQuestion, firstFiringReading, latestFiringsReading } from './readings.ts';
import { type Stretch, type TimeView, useTimeView } from './time-view.ts';

/** What of the history is drawn. */
interface DrawnFirings {
  readonly lanes: readonly Lane[];
  readonly view: TimeView;
  /** How many of the firings in view are not drawn, and before which instant they lie; null where all are. */
  readonly rest: { readonly count: number; readonly more: boolean; readonly before: number; readonly drawn: number } | null;
}

const NONE: readonly FiringLine[] = [];
const HOUR = 36e5;
/** A view that is still being moved is not asked about. */
const STANDS_STILL = 250;

/** The firings that a timeline draws: the newest of all, and once it shows less than all, the newest of what it shows. */
export function useDrawnFirings(question: FiringsQuestion, now: number): DrawnFirings {
  const { data: latest } = useReading(latestFiringsReading(question));
  const total = latest?.total ?? 0;
  const isCut = latest !== undefined && latest.firings.length < total;
  const { data: earliest } = useReading(firstFiringReading(question, total), { enabled: isCut });
  const first = isCut ? Date.parse(earliest?.firings[0]?.due ?? '') || now : now;
  const latestLanes = useMemo(() => lanesOf(latest?.firings ?? NONE), [latest]);
  const extent = useMemo(() => extentOf(latestLanes, first, now), [latestLanes, first, now]);
  const view = useTimeView(extent);
  const isNear = isCut && !view.isWhole;
  const asked = useSettled(isNear ? hours(view.stretch) : null, STANDS_STILL);
  const [from = '', to = ''] = asked?.split(' ') ?? [];
  const near = useReading(latestFiringsReading({ ...question, from, to }), { enabled: asked !== null });
  const here = isNear && asked !== null && !near.isPlaceholderData ? near.data : undefined;
  const lanes = useMemo(() => {
    const all = here === undefined ? latestLanes : lanesOf(united(latest?.firings ?? NONE, here.firings));
    return isNear ? inViewFirst(all, view.stretch, now) : all;
  }, [here, latest, latestLanes, isNear, view.stretch, now]);
  const shown = isNear ? here : latest;
  return { lanes, view, rest: shown === undefined ? null : restOf(shown) };
}

function restOf({
  total,
  more,
  firings,
}: {
  readonly total: number;
  readonly more: boolean;
  readonly firings: readonly FiringLine[];
}): DrawnFirings['rest'] {
  if (firings.length >= total) return null;
  const before = Math.min(...firings.map(({ due }) => Date.parse(due)));
  return { count: total - firings.length, more, before, drawn: firings.length };
}

/** A stretch in whole hours, so that it stays the same question while it hardly moves. */
function hours([from, to]: Stretch): string {
  const iso = (instant: number) => new Date(instant).toISOString();
  return `${iso(Math.floor(from / HOUR) * HOUR)} ${iso(Math.ceil(to / HOUR) * HOUR)}`;
}
