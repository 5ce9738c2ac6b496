import { useReading } from '../engine/reading.ts';
import { useNow } from '../window/clock.ts';
import { statusReading, workspaceName } from '../engine/workspace-readings.ts';

/** What stands at the head of a printed page: what it is, of which workspace, at which head of the journal, when. */
export function PrintHead({ title }: { readonly title: string }) {
  const now = useNow();
  const { data: status } = useReading(statusReading);
  return (
    <div className="print-head" aria-hidden="true">
      <span>
        {title} · {status ? workspaceName(status.path) : ''}
      </span>
      <span>{status && `journal ${status.events.toLocaleString()} entries · head ${status.root.slice(0, 16)}`}</span>
      <span>{new Date(now).toISOString().slice(0, 16).replace('T', ' ')} UTC</span>
    </div>
  );
}
