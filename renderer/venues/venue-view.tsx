import { useEffect, useMemo, useRef, useState } from 'react';
import { create } from 'zustand';
import { venueKindWords } from '../../shared/venues/index.ts';
import { useReading } from '../engine/reading.ts';
import { dayText } from '../figures/time-text.ts';
import { PrintHead } from '../frame/print-head.tsx';
import { Tabs } from '../lists/index.ts';
import { type Command, useCommands } from '../window/commands.ts';
import { namePanel } from '../window/places.ts';
import { DetailsForm } from './details-form.tsx';
import { FactsTab } from './facts-tab.tsx';
import { LimitForm } from './limit-form.tsx';
import { NotesTab } from './notes-tab.tsx';
import { type VenueDetail, venueReading } from './readings.ts';
import { RecordForm } from './record-form.tsx';
import { RegisterTab } from './register-tab.tsx';
import { ScoreTab } from './score-tab.tsx';
import { StandingForm } from './standing-form.tsx';
import { StandingTab } from './standing-tab.tsx';
import { VenueHead } from './venue-head.tsx';
import { useVenuesView } from './view.ts';
import type { Doing, VenueTab } from './doing.ts';
import { STATUS_WORDS, TYPE_WORDS } from './words.ts';

/** Which part of a venue is looked at; the same one when going from venue to venue. */
const useTab = create<{ readonly tab: VenueTab }>(() => ({ tab: 'standing' }));

/** One venue on one card: whether it may be used, how it scores, what is kept of it, what is said of it, what was decided. */
export function VenueView({ panel, venue }: { readonly panel: string; readonly venue: string }) {
  const profile = useVenuesView((state) => state.profile);
  const { data, error, isPending } = useReading(venueReading(venue, profile));
  const tab = useTab((state) => state.tab);
  const [doing, setDoing] = useState<Doing>({ now: 'looking' });
  const name = data?.name;
  useEffect(() => {
    if (name !== undefined) namePanel(panel, name);
  }, [panel, name]);
  useCommands(
    panel,
    useMemo(() => cardCommands(setDoing), []),
  );
  const card = useRef<HTMLDivElement>(null);
  // A form that closes leaves the keyboard nowhere; it goes on in the card.
  useEffect(() => {
    if (doing.now === 'looking' && document.activeElement === document.body)
      card.current?.querySelector<HTMLElement>('[role="tab"][aria-selected="true"]')?.focus({ preventScroll: true });
  }, [doing]);
  if (error) return <Missing message={error.message} />;
  if (isPending) return null;
  if (!data) return <Missing message="It may have been removed, or it belongs to another workspace." />;
  return (
    <div className="panel-body venue-card" ref={card}>
      <PrintHead title={data.name} />
      <header className="panel-head">
        <h1>{data.name}</h1>
        <span className="says">
          {TYPE_WORDS[data.type]} · {venueKindWords(data.kind)}
          {data.group !== null && data.group !== data.name && ` · group ${data.group}`}
          {` · ${STATUS_WORDS[data.status]}`}
          {data.reviewDue !== null && (
            <span className={data.reviewOverdue ? 'late' : undefined}>
              {data.reviewOverdue ? ', review overdue since ' : ', review '}
              {dayText(data.reviewDue)}
            </span>
          )}
        </span>
        <span className="right actions not-printed">
          <button type="button" className="quiet" onClick={() => setDoing({ now: 'standing' })}>
            Status
          </button>
          <button type="button" className="quiet" onClick={() => setDoing({ now: 'details' })}>
            Edit
          </button>
        </span>
      </header>
      <VenueHead detail={data} />
      <OpenForm detail={data} doing={doing} done={() => setDoing({ now: 'looking' })} />
      <Tabs label={`Parts of ${data.name}`} tabs={tabsOf(data)} chosen={tab} onChoose={(next) => useTab.setState({ tab: next })}>
        <div className="detail">
          {tab === 'standing' && <StandingTab detail={data} setDoing={setDoing} />}
          {tab === 'score' && <ScoreTab detail={data} doing={doing} setDoing={setDoing} />}
          {tab === 'register' && <RegisterTab detail={data} setDoing={setDoing} />}
          {tab === 'facts' && <FactsTab detail={data} setDoing={setDoing} />}
          {tab === 'notes' && <NotesTab detail={data} />}
        </div>
      </Tabs>
    </div>
  );
}

/** The form that is open above the parts; scoring stands among its measures instead. */
function OpenForm({ detail, doing, done }: { readonly detail: VenueDetail; readonly doing: Doing; readonly done: () => void }) {
  switch (doing.now) {
    case 'looking':
    case 'scoring':
      return null;
    case 'entering':
      return <RecordForm key={`new ${doing.kind ?? ''}`} detail={detail} kind={doing.kind} entry={null} done={done} />;
    case 'changing':
      return <RecordForm key={doing.entry.record} detail={detail} kind={doing.entry.detail.kind} entry={doing.entry} done={done} />;
    case 'limiting':
      return <LimitForm key={doing.limit?.limit ?? 'new'} detail={detail} limit={doing.limit} done={done} />;
    case 'standing':
      return <StandingForm detail={detail} done={done} />;
    case 'details':
      return <DetailsForm detail={detail} done={done} />;
    default:
      return doing satisfies never;
  }
}

function cardCommands(begin: (doing: Doing) => void): readonly Command[] {
  const group = 'Venue';
  const score = () => {
    useTab.setState({ tab: 'score' });
    begin({ now: 'scoring', measure: null });
  };
  return [
    { id: 'venue.score', title: 'Score a measure', group, keys: ['s'], run: score },
    { id: 'add', title: 'Enter into the register', group, keys: ['n'], run: () => begin({ now: 'entering', kind: null }) },
    { id: 'venue.red-flag', title: 'Raise a red flag', group, keys: ['r'], run: () => begin({ now: 'entering', kind: 'red-flag' }) },
    { id: 'venue.limit', title: 'Set a limit', group, keys: ['l'], run: () => begin({ now: 'limiting', limit: null }) },
    { id: 'venue.status', title: 'Status and next review', group, keys: ['v'], run: () => begin({ now: 'standing' }) },
    { id: 'venue.edit', title: 'Edit what is said of it', group, keys: ['m'], run: () => begin({ now: 'details' }) },
  ];
}

function tabsOf({ flags, scores, records, facts, decisions }: VenueDetail) {
  return [
    { name: 'standing', title: 'Standing', count: flags.open },
    { name: 'score', title: 'Score', count: scores.length },
    { name: 'register', title: 'Register', count: records.length },
    { name: 'facts', title: 'Facts', count: facts.length },
    { name: 'notes', title: 'Notes and decisions', count: decisions.length },
  ] as const satisfies ReadonlyArray<{ name: VenueTab; title: string; count: number }>;
}

function Missing({ message }: { readonly message: string }) {
  return (
    <div className="teaching" role="alert">
      <h2>This venue cannot be shown</h2>
      <p>{message}</p>
    </div>
  );
}
