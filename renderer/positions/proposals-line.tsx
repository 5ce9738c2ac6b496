import { useReading } from '../engine/reading.ts';
import { openProposals } from './open-position.ts';
import { proposalsReading } from './readings.ts';

/** One line where imported rows wait to become positions; nothing where none do. */
export function ProposalsLine() {
  const { data: proposals } = useReading(proposalsReading);
  if (!proposals || proposals.length === 0) return null;
  return (
    <p className="proposals-line">
      Imported rows propose {proposals.length.toLocaleString()} {proposals.length === 1 ? 'position' : 'positions'}.{' '}
      <button type="button" className="way" onClick={openProposals}>
        Look at {proposals.length === 1 ? 'it' : 'them'}
      </button>
    </p>
  );
}
