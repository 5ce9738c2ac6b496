import { useCallback, useEffect, useRef, useState } from 'react';
import type { DashboardDetail } from '../../shared/comparison/index.ts';
import { isRefused } from '../../shared/figures/index.ts';
import { api } from '../engine/api.ts';
import { answered } from '../engine/command.ts';
import { say } from '../window/notices.ts';
import type { DashboardAnswer } from './readings.ts';

/** Changes that follow each other faster than this, in milliseconds, are one: moving a panel five places is one entry of the journal. */
const REST = 600;

interface Pending {
  readonly detail: DashboardDetail;
  /** The revision that it was last saved as; null while it is not. */
  readonly saved: number | null;
}

/**
 * A dashboard as it is laid out here: changes show at once, are saved when the hand rests, and give way to what the journal says where somebody else
 * has changed it meanwhile.
 */
export function useDashboardDraft({ dashboard, revision, detail }: DashboardAnswer): {
  readonly detail: DashboardDetail;
  readonly change: (next: (before: DashboardDetail) => DashboardDetail) => void;
} {
  const [pending, setPending] = useState<Pending | null>(null);
  const latest = useRef({ revision, detail, waiting: false });
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const sending = useRef<Promise<void>>(Promise.resolve());
  const shown = pending === null || (pending.saved !== null && revision >= pending.saved) ? detail : pending.detail;
  useEffect(() => {
    latest.current.revision = Math.max(latest.current.revision, revision);
    if (!latest.current.waiting) latest.current.detail = shown;
  }, [revision, shown]);

  const save = useCallback(() => {
    clearTimeout(timer.current);
    if (!latest.current.waiting) return;
    latest.current.waiting = false;
    const sent = latest.current.detail;
    sending.current = sending.current.then(async () => {
      const outcome = await answered(() => api.comparison.save.mutate({ dashboard, revision: latest.current.revision, detail: sent }));
      if (isRefused(outcome)) {
        say({ tone: 'refused', text: outcome.error.message });
        setPending(null);
        return;
      }
      latest.current.revision = outcome.ok.revision;
      setPending((now) => (now?.detail === sent ? { detail: sent, saved: outcome.ok.revision } : now));
    });
  }, [dashboard]);
  const change = useCallback(
    (next: (before: DashboardDetail) => DashboardDetail) => {
      const changed = next(latest.current.detail);
      if (changed === latest.current.detail) return;
      latest.current.detail = changed;
      latest.current.waiting = true;
      setPending({ detail: changed, saved: null });
      clearTimeout(timer.current);
      timer.current = setTimeout(save, REST);
    },
    [save],
  );
  useEffect(() => save, [save]);
  return { detail: shown, change };
}
