import { useMemo, useState } from 'react';
import { countWords } from '../../shared/pretrade/index.ts';
import { useReading } from '../engine/reading.ts';
import { type TableColumn, WindowedTable } from '../lists/index.ts';
import { useBeside } from '../window/beside.ts';
import { counted } from '../figures/number-text.ts';
import { type Reference, referencesReading, useVenueNames } from './readings.ts';
import { chooseReferenceFiles, DropPlace } from './takes-files.tsx';
import { useWaiting } from './waiting-files.ts';
import { openFiles, openReference } from './ways.ts';
import { minutesText } from './words.ts';

/** The imported files that tickets are computed from, newest first, and the place for further ones. */
export function ReferenceView() {
  const { data: references, error } = useReading(referencesReading);
  const venues = useVenueNames();
  const open = useBeside('pretrade', 'ticket');
  const waiting = useWaiting((state) => state.files.length);
  const [active, setActive] = useState(0);
  const columns = useMemo(() => columnsOf(venues), [venues]);
  return (
    <>
      <div className="drop-bar">
        <DropPlace />
        {waiting > 0 && (
          <p>
            <button type="button" className="way" onClick={openFiles}>
              {counted(waiting, 'file waits', 'files wait')} to be looked at
            </button>
          </p>
        )}
      </div>
      <WindowedTable<Reference>
        label="Imported files of reference data"
        columns={columns}
        count={references?.length ?? 0}
        rowAt={(index) => references?.[index]}
        active={Math.min(active, Math.max(0, (references?.length ?? 0) - 1))}
        onActive={setActive}
        onOpen={({ reference, file }) => openReference(reference, file)}
        isOpen={({ reference }) => open === `reference:${reference}`}
        tall
      >
        {error && <p className="panel-opening">The files could not be read: {error.message}</p>}
        {references && <NoFiles />}
      </WindowedTable>
    </>
  );
}

function columnsOf(venues: ReadonlyMap<string, string>): ReadonlyArray<TableColumn<Reference>> {
  return [
    {
      id: 'file',
      title: 'File',
      width: 'minmax(16ch, 3fr)',
      cell: ({ file, live, counts }) => (
        <span data-tip={file}>
          {file}
          <small>{live ? countWords(counts) : `withdrawn; ${countWords(counts)}`}</small>
        </span>
      ),
    },
    {
      id: 'venue',
      title: 'Venue',
      width: 'minmax(12ch, 2fr)',
      cell: ({ venue, format }) => (
        <>
          {venues.get(venue) ?? venue}
          <small>{format}</small>
        </>
      ),
    },
    {
      id: 'age',
      title: 'As of',
      width: '8ch',
      align: 'end',
      cell: ({ ageMinutes, asOf }) => (
        <span data-tip={asOf}>
          {minutesText(ageMinutes)}
          <small>old</small>
        </span>
      ),
    },
    {
      id: 'hash',
      title: 'SHA-256',
      width: '10ch',
      align: 'end',
      cell: ({ sha256, accepted }) => (
        <span className="hash-cell" data-tip={sha256}>
          {sha256.slice(0, 8)}
          <small>{accepted === 0 ? '' : `${accepted} accepted`}</small>
        </span>
      ),
    },
  ];
}

function NoFiles() {
  return (
    <div className="teaching">
      <h2>The venue’s own tables belong here</h2>
      <p>
        A liquidation price from an old table is wrong by the right formula. Save what the venue publishes — its instruments, margin tiers,
        fees, funding and a snapshot of the book — and import it: each file is checked, dated and kept with its hash.
      </p>
      <p>
        For example: <code>exchangeInfo</code>, <code>leverageBracket</code> and <code>depth</code> of Binance, or ccxt’s{' '}
        <code>markets</code>.
      </p>
      <div className="actions">
        <button type="button" className="main" onClick={chooseReferenceFiles}>
          Choose files
        </button>
      </div>
    </div>
  );
}
