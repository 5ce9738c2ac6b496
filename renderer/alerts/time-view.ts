import { useMemo, useState } from 'react';
import { dayTicks } from '../charts/time-ticks.ts';

/** A stretch of time in view, in milliseconds since 1970. */
export type Stretch = readonly [from: number, to: number];

export interface TimeView {
  readonly stretch: Stretch;
  /** Nearer (1) or farther (−1) around an instant; 0 shows everything. */
  readonly zoom: (step: 1 | -1 | 0, around: number) => void;
  /** Moves by a share of what is in view. */
  readonly pan: (share: number) => void;
  /** Shows a stretch, as far as it lies within the whole. */
  readonly show: (stretch: Stretch) => void;
  /** Brings an instant into view, in the middle where it is out of it. */
  readonly reveal: (instant: number) => void;
  readonly isWhole: boolean;
}

/** Less than this is never shown alone. */
const LEAST = 6 * 36e5;

/** Which stretch of a longer time is in view, moved and zoomed by keys and pointer; one view may be shared by a chart and what lies under it. */
export function useTimeView([from, to]: Stretch): TimeView {
  const [chosen, setChosen] = useState<Stretch | null>(null);
  return useMemo(() => {
    const stretch = chosen === null ? ([from, to] as const) : within(chosen, [from, to]);
    const move = (next: Stretch) => setChosen(within(next, [from, to]));
    return {
      stretch,
      isWhole: stretch[0] <= from && stretch[1] >= to,
      zoom(step, around) {
        if (step === 0) return setChosen(null);
        const width = Math.max(LEAST, (stretch[1] - stretch[0]) * (step > 0 ? 0.5 : 2));
        if (width >= to - from) return setChosen(null);
        const share = Math.min(1, Math.max(0, (around - stretch[0]) / (stretch[1] - stretch[0])));
        move([around - width * share, around + width * (1 - share)]);
      },
      pan(share) {
        const by = (stretch[1] - stretch[0]) * share;
        move([stretch[0] + by, stretch[1] + by]);
      },
      show([start, end]) {
        const width = Math.max(LEAST, end - start);
        if (width >= to - from) return setChosen(null);
        move([end - width, end]);
      },
      reveal(instant) {
        if (instant >= stretch[0] && instant <= stretch[1]) return;
        const half = (stretch[1] - stretch[0]) / 2;
        move([instant - half, instant + half]);
      },
    };
  }, [chosen, from, to]);
}

export interface InstantTick {
  readonly at: number;
  readonly label: string;
}

const HOUR = 36e5;
const DAY = 24 * HOUR;
const HOUR_STEPS = [1 / 4, 1, 3, 6, 12] as const;

/** Instants that an axis names, `most` at most: hours of a few days, else days, weeks, months or years. */
export function instantTicks([from, to]: Stretch, most: number): readonly InstantTick[] {
  if (!(to > from)) return [];
  if (to - from > 4 * DAY) {
    return dayTicks(new Date(from).toISOString().slice(0, 10), new Date(to).toISOString().slice(0, 10), most)
      .map(({ day, label }) => ({ at: Date.parse(day), label }))
      .filter(({ at }) => at >= from && at <= to);
  }
  const step = (HOUR_STEPS.find((each) => (to - from) / (each * HOUR) <= most) ?? 24) * HOUR;
  const ticks: InstantTick[] = [];
  for (let at = Math.ceil(from / step) * step; at <= to; at += step) {
    const date = new Date(at);
    const label = at % DAY === 0 ? `${date.getUTCDate()} ${MONTHS[date.getUTCMonth()]}` : date.toISOString().slice(11, 16);
    ticks.push({ at, label });
  }
  return ticks;
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const;

/** A stretch of the same length that lies within the whole, as far as it can. */
function within([from, to]: Stretch, [start, end]: Stretch): Stretch {
  const width = Math.min(to - from, end - start);
  const begin = Math.min(Math.max(start, from), end - width);
  return [begin, begin + width];
}
