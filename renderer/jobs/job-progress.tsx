import { remainingText } from '../figures/time-text.ts';
import { cancelJob, useJobList } from '../frame/job-list.ts';
import './jobs.css';

/** How far a running job is, how long it will take, and the way to cancel it; nothing once it has ended. */
export function JobProgress({ job }: { readonly job: string }) {
  const running = useJobList((state) => state.running.find((each) => each.job.id === job));
  if (!running) return null;
  const { left } = running;
  const { title, what, done, total } = running.job;
  return (
    <div className="job-progress">
      <progress aria-label={title} max={total > 0 ? total : undefined} value={total > 0 ? done : undefined} />
      <span>
        {total > 0 ? `${done.toLocaleString()} of ${total.toLocaleString()} ${what}` : what || title}
        {left !== null && ` · ${remainingText(left)}`}
      </span>
      <button type="button" className="quiet" onClick={() => cancelJob(job)}>
        Cancel
      </button>
    </div>
  );
}
