import { useConnection } from '../engine/connection.ts';
import { useReading } from '../engine/reading.ts';
import { statusReading } from '../engine/workspace-readings.ts';
import { momentText, remainingText } from '../figures/time-text.ts';
import { useNow } from '../window/clock.ts';
import { printedKeys } from '../window/keys.ts';
import { goTo } from '../window/places.ts';
import { cancelJob, useJobList, type RunningJob, type Verified } from './job-list.ts';

/** The foot of the window: the journal's head and verdict, the last verified backup, what runs. */
export function StatusLine() {
  const connection = useConnection((state) => state.connection);
  const { running, verified } = useJobList();
  const { data: status } = useReading(statusReading);
  const now = useNow();
  return (
    <footer className="statusline" data-pane="" tabIndex={-1} aria-label="State of the workspace">
      {connection === 'lost' && <span className="late">the engine does not answer; trying again</span>}
      {status && (
        <>
          <button type="button" className="plain" onClick={() => goTo('journal')} data-tip={`head ${status.root}`}>
            journal {status.events.toLocaleString()} {status.events === 1 ? 'entry' : 'entries'} · head {status.root.slice(0, 8)} ·{' '}
            {verdict(verified, now)}
          </button>
          <span className={status.lastBackup ? undefined : 'muted'} data-tip={status.lastBackup?.file}>
            {status.lastBackup ? `backup verified ${momentText(status.lastBackup.at, now)}` : 'no backup yet'}
          </span>
        </>
      )}
      <span className="statusline-jobs">
        {running.map(({ job, left }) => (
          <JobLine key={job.id} job={job} left={left} />
        ))}
      </span>
    </footer>
  );
}

function verdict(verified: Verified | null, now: number): string {
  if (!verified) return 'not verified in this session';
  return verified.holds ? `verified ${momentText(verified.at, now)}` : `does not hold: looked at ${momentText(verified.at, now)}`;
}

function JobLine({ job, left }: RunningJob) {
  const known = job.total > 0;
  const percent = known ? Math.floor((100 * job.done) / job.total) : null;
  return (
    <span className="job">
      {job.title}
      <progress max={known ? job.total : undefined} value={known ? job.done : undefined} aria-label={job.title} />
      {percent === null ? job.what : `${percent} %`}
      {left === null ? '' : ` · ${remainingText(left)}`}
      {' · '}
      <button type="button" className="way" onClick={() => cancelJob(job.id)} aria-label={`Cancel ${job.title}`}>
        {printedKeys('Escape')} cancels
      </button>
    </span>
  );
}
