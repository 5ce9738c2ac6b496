import { useState } from 'react';
import type { Fall } from '../../shared/alerts/index.ts';
import type { SubjectKind } from '../../shared/figures/index.ts';
import { api } from '../engine/api.ts';
import { answered } from '../engine/command.ts';
import { useReading } from '../engine/reading.ts';
import { say } from '../window/notices.ts';

interface Marked {
  readonly kind: SubjectKind;
  readonly subject: string;
  readonly metric: string;
}

export interface Drawdowns {
  readonly marks: readonly Fall[];
  /** Where the one begins whose end is not marked yet. */
  readonly begun: number | null;
  /** Marks the beginning of one, or the end of the one that was begun. */
  readonly mark: (at: number) => void;
  readonly drop: () => void;
  /** Marks several at once, beside those that are marked already. */
  readonly add: (falls: readonly Fall[]) => void;
  readonly forget: (from: number) => void;
}

const NONE: readonly Fall[] = [];

/** The drawdowns that a person has marked on a metric of a subject; they are kept in the workspace. */
export function useDrawdowns(about: Marked): Drawdowns {
  const [begun, setBegun] = useState<number | null>(null);
  const { data } = useReading({
    columns: ['alerts'],
    key: ['alerts', 'marks', about],
    ask: async (signal: AbortSignal): Promise<readonly Fall[]> => {
      const marks = await api.alerts.marks.query({ ...about }, { signal });
      return marks.map(({ from, to }) => ({ from: Date.parse(from), to: Date.parse(to) }));
    },
  });
  const marks = data ?? NONE;
  async function keep(next: readonly Fall[]): Promise<void> {
    const inOrder = next.toSorted((one, other) => one.from - other.from);
    const outcome = await answered(() =>
      api.alerts.markDrawdowns.mutate({
        ...about,
        marks: inOrder.map(({ from, to }) => ({ from: new Date(from).toISOString(), to: new Date(to).toISOString(), note: '' })),
      }),
    );
    if ('error' in outcome) say({ tone: 'refused', text: outcome.error.message });
  }
  return {
    marks,
    begun,
    drop: () => setBegun(null),
    add: (falls) => void keep([...marks, ...falls.filter((fall) => !marks.some(({ from, to }) => fall.from <= to && from <= fall.to))]),
    forget: (from) => void keep(marks.filter((each) => each.from !== from)),
    mark(at) {
      if (begun === null || begun === at) return setBegun(begun === null ? at : null);
      setBegun(null);
      void keep([...marks, { from: Math.min(begun, at), to: Math.max(begun, at) }]);
    },
  };
}
