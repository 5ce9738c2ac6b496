import { useConnection } from '../engine/connection.ts';
import { remainingText } from '../figures/time-text.ts';
import { printedKeys } from '../window/keys.ts';
import { cancelJob, useJobList, type RunningJob } from './job-list.ts';

/** The foot of the window: the journal's head and verdict, the last verified backup, what runs. */
export function StatusLine() {
  const connection = useConnection((state) => state.connection);
  const running = useJobList((state) => state.running);
  return (
    <footer className="statusline" data-pane="" tabIndex={-1} aria-label="State of the workspace">
      {connection === 'lost' && <span className="late">the engine does not answer; trying again</span>}
      <span className="statusline-jobs">
        {running.map(({ job, left }) => (
          <JobLine key={job.id} job={job} left={left} />
        ))}
      </span>
    </footer>
  );
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
