import { counted } from '../figures/number-text.ts';
import type { GivenScore } from './readings.ts';

const STATES = { kept: 'as it was kept', missing: 'missing', altered: 'altered', locked: 'locked by the passphrase' };

/** How many files show something; a file that is not found as it was kept is told. */
export function FilesMark({ files }: { readonly files: GivenScore['files'] }) {
  const odd = files.filter(({ state }) => state !== 'kept');
  if (files.length === 0) return null;
  return (
    <>
      <span className="files-mark">{counted(files.length, 'file')}</span>
      {odd.map(({ evidence, sha256, state }) => (
        <span key={evidence} className="flag files-mark" data-tip={sha256}>
          {`${sha256.slice(0, 8)} ${STATES[state]}`}
        </span>
      ))}
    </>
  );
}
