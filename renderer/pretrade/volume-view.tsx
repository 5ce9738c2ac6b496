import { useMemo, useState } from 'react';
import { useReading } from '../engine/reading.ts';
import { numberText, percentText } from '../figures/number-text.ts';
import { type TableColumn, WindowedTable } from '../lists/index.ts';
import { useBeside } from '../window/beside.ts';
import { usePreferences } from '../window/preferences.ts';
import { type FeesAnswer, feesReading, type ToldVolumeAnswer, useVenueNames, volumesReading } from './readings.ts';
import { openVolume } from './ways.ts';

interface Row {
  readonly venue: string;
  readonly told: ToldVolumeAnswer | undefined;
  readonly fees: readonly FeesAnswer[];
}

/** By venue what one is there, and the tier of one’s own that follows. Without it the row for everybody is taken. */
export function VolumeView() {
  const { data: volumes } = useReading(volumesReading);
  const { data: fees } = useReading(feesReading);
  const venues = useVenueNames();
  const open = useBeside('pretrade', 'ticket');
  const discreet = usePreferences((state) => state.discreet);
  const [active, setActive] = useState(0);
  const rows = useMemo(() => rowsOf(volumes ?? [], fees ?? []), [volumes, fees]);
  const columns = useMemo(() => columnsOf(venues, discreet), [venues, discreet]);
  return (
    <>
      <div className="list-bar not-printed">
        <button type="button" className="quiet" onClick={() => openVolume('')}>
          Tell a venue’s volume
        </button>
      </div>
      <WindowedTable<Row>
        label="Own volume by venue"
        columns={columns}
        count={rows.length}
        rowAt={(index) => rows[index]}
        active={Math.min(active, Math.max(0, rows.length - 1))}
        onActive={setActive}
        onOpen={({ venue }) => openVolume(venue)}
        isOpen={({ venue }) => open === `volume:${venue}`}
        tall
      >
        {volumes && fees && (
          <div className="teaching">
            <h2>What you pay depends on what you are there</h2>
            <p>
              The rate on the front page is hardly ever one’s own. Say what you traded in thirty days, hold there and have of the venue’s
              token: with its fee table imported, each ticket counts your own tier.
            </p>
            <p>For example: 20 million in thirty days at a venue whose first tier begins at 15.</p>
            <div className="actions">
              <button type="button" className="main" onClick={() => openVolume('')}>
                Tell a venue’s volume
              </button>
            </div>
          </div>
        )}
      </WindowedTable>
    </>
  );
}

function rowsOf(volumes: readonly ToldVolumeAnswer[], fees: readonly FeesAnswer[]): readonly Row[] {
  const names = new Set([...volumes.map(({ venue }) => venue), ...fees.map(({ schedule }) => schedule.venue)]);
  return [...names].map((venue) => ({
    venue,
    told: volumes.find((each) => each.venue === venue),
    fees: fees.filter(({ schedule }) => schedule.venue === venue),
  }));
}

function columnsOf(venues: ReadonlyMap<string, string>, discreet: boolean): ReadonlyArray<TableColumn<Row>> {
  return [
    {
      id: 'venue',
      title: 'Venue',
      width: 'minmax(14ch, 2fr)',
      cell: ({ venue, told }) => (
        <>
          {venues.get(venue) ?? venue}
          <small>{told ? `told ${told.ageDays === 0 ? 'today' : `${told.ageDays} d ago`}` : 'nothing told: the row for everybody'}</small>
        </>
      ),
    },
    {
      id: 'volume',
      title: '30 days',
      width: 'minmax(12ch, 1fr)',
      align: 'end',
      cell: ({ told, fees }) => (
        <>
          {told?.told.volume === undefined ? '—' : discreet ? '•••' : numberText(told.told.volume, { most: 0 })}
          <small>{fees[0]?.schedule.currency ?? ''}</small>
        </>
      ),
    },
    {
      id: 'tier',
      title: 'Own tier',
      width: 'minmax(14ch, 2fr)',
      cell: ({ fees }) => {
        const own = fees.find((each) => each.own !== null)?.own;
        if (!own) return <span className="muted">{fees.length === 0 ? 'no fee table imported' : 'not known'}</span>;
        return (
          <>
            {own.tier.name}
            <small>{`maker ${percentText(own.maker, { digits: 4 })}, taker ${percentText(own.taker, { digits: 4 })}`}</small>
          </>
        );
      },
    },
  ];
}
