import { useJobList } from '../frame/job-list.ts';
import { JobProgress } from '../jobs/index.ts';
import type { WaitingFile } from './waiting-files.ts';

/** What a waiting file waits for: its way to the engine, its reading, its import, each with how far it is. */
export function FileProgress({ file, isReading }: { readonly file: WaitingFile; readonly isReading: boolean }) {
  const job = useJobList(
    (state) =>
      state.running.find(
        ({ job }) => job.kind === 'imports.read-file' && job.title === `${file.importing ? 'Import' : 'Preview'} ${file.name}`,
      )?.job.id,
  );
  if (file.arrival.is === 'coming') {
    const percent = Math.floor(100 * file.arrival.share);
    return (
      <div className="job-progress">
        <progress aria-label={`${file.name} is handed over`} max={100} value={percent} />
        <span>{percent} % handed over</span>
      </div>
    );
  }
  if (!file.importing && !isReading) return null;
  if (job !== undefined) return <JobProgress job={job} />;
  return <p className="panel-opening">{file.importing ? 'Importing' : 'Reading the file'}</p>;
}
