import { useState } from 'react';
import type { SubjectKind } from '../../shared/figures/index.ts';
import { api } from '../engine/api.ts';
import { answered } from '../engine/command.ts';
import { useReading } from '../engine/reading.ts';
import { say } from '../window/notices.ts';

/** A fall that a person marked, in milliseconds since 1970. */
export interface Drawdown {
  readonly from: number;
  readonly to: number;
}

interface Marked {
  readonly kind: SubjectKind;
  readonly subject: string;
  readonly metric: string;
}

export interface Drawdowns {
  readonly marks: readonly Drawdown[];
  /** Where the one begins whose end is not marked yet. */
  readonly begun: number | null;
  /** Marks the beginning of one, or the end of the one that was begun. */
  readonly mark: (at: number) => void;
  readonly drop: () => void;
  readonly forget: (from: number) => void;
}

const NONE: readonly Drawdown[] = [];

/** The drawdowns that a person has marked on a metric of a subject; they are kept in the workspace. */
export function useDrawdowns(about: Marked): Drawdowns {
  const [begun, setBegun] = useState<number | null>(null);
  const { data } = useReading({
    columns: ['alerts'],
    key: ['alerts', 'marks', about],
    ask: async (signal: AbortSignal): Promise<readonly Drawdown[]> => {
      const marks = await api.alerts.marks.query({ ...about }, { signal });
      return marks.map(({ from, to }) => ({ from: Date.parse(from), to: Date.parse(to) }));
    },
  });
  const marks = data ?? NONE;
  async function keep(next: readonly Drawdown[]): Promise<void> {
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
    forget: (from) => void keep(marks.filter((each) => each.from !== from)),
    mark(at) {
      if (begun === null || begun === at) return setBegun(begun === null ? at : null);
      setBegun(null);
      void keep([...marks, { from: Math.min(begun, at), to: Math.max(begun, at) }]);
    },
  };
}
