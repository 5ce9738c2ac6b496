export { finishedJob } from './finished-job.ts';
export { JobProgress } from './job-progress.tsx';
