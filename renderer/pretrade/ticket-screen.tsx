import { useEffect, useMemo } from 'react';
import { useReading } from '../engine/reading.ts';
import { namePanel } from '../window/places.ts';
import type { PanelProps } from '../window/screen.ts';
import { DepthDetail } from './depth-detail.tsx';
import { FilesDesk } from './files-desk.tsx';
import { ReferenceDetailView } from './reference-detail.tsx';
import { RulesForm } from './rules-view.tsx';
import { TakesFiles } from './takes-files.tsx';
import { VolumeForm } from './volume-form.tsx';
import { referencesReading, ticketReading, ticketsReading } from './readings.ts';
import { SignedTicket } from './signed-ticket.tsx';
import { draftOfTerms, emptyDraft } from './ticket-draft.ts';
import { TicketDesk } from './ticket-desk.tsx';
import { besideOf } from './ways.ts';
import './pretrade.css';
import './ticket.css';

/** What stands beside the lists of the pre-trade desk: a ticket, files that wait, an import, a book, or what was told of a volume. */
export default function TicketScreen({ panel, subject }: PanelProps) {
  return <TakesFiles>{subject === null ? <NothingOpen /> : <Beside panel={panel} subject={subject} />}</TakesFiles>;
}

function Beside({ panel, subject }: { readonly panel: string; readonly subject: string }) {
  const beside = besideOf(subject);
  switch (beside.shows) {
    case 'ticket':
      return <TicketView panel={panel} ticket={beside.ticket} />;
    case 'new':
      return beside.from === null ? <NewTicket panel={panel} /> : <CopiedTicket panel={panel} from={beside.from} />;
    case 'files':
      return <FilesDesk panel={panel} />;
    case 'rules':
      return <RulesForm />;
    case 'reference':
      return <ReferenceDetailView panel={panel} reference={beside.reference} />;
    case 'depth':
      return <DepthDetail reference={beside.reference} n={beside.n} />;
    case 'volume':
      return <VolumeForm key={beside.venue} venue={beside.venue} />;
    default:
      return beside satisfies never;
  }
}

function TicketView({ panel, ticket }: { readonly panel: string; readonly ticket: string }) {
  const { data, error, isPending } = useReading(ticketReading(ticket));
  const title = data?.result.title;
  const beginning = useMemo(() => (data ? draftOfTerms(data.terms) : null), [data]);
  useEffect(() => {
    if (title !== undefined) namePanel(panel, title);
  }, [panel, title]);
  if (error) return <Missing message={error.message} />;
  if (isPending) return null;
  if (!data || !beginning)
    return <Missing message="It may have been removed (an undo brings it back), or it belongs to another workspace." />;
  return data.state === 'draft' ? (
    <TicketDesk panel={panel} form={ticket} beginning={beginning} detail={data} />
  ) : (
    <SignedTicket panel={panel} detail={data} />
  );
}

/** A new ticket begins at the venue of the last one, else at one of which something was imported. */
function NewTicket({ panel }: { readonly panel: string }) {
  const { data: tickets } = useReading(ticketsReading);
  const { data: references } = useReading(referencesReading);
  const known = tickets !== undefined && references !== undefined;
  const venue = tickets?.[0]?.venue ?? references?.find(({ live }) => live)?.venue ?? '';
  const beginning = useMemo(() => emptyDraft(venue), [venue]);
  return known ? <TicketDesk panel={panel} form="new" beginning={beginning} detail={null} /> : null;
}

function CopiedTicket({ panel, from }: { readonly panel: string; readonly from: string }) {
  const { data, isPending } = useReading(ticketReading(from));
  const beginning = useMemo(() => {
    if (!data) return null;
    const { title: _title, opens: _opens, ...terms } = data.terms;
    return draftOfTerms(terms);
  }, [data]);
  if (isPending) return null;
  return beginning ? (
    <TicketDesk panel={panel} form={`new:${from}`} beginning={beginning} detail={null} />
  ) : (
    <Missing message="The ticket to copy is not there any more." />
  );
}

function NothingOpen() {
  return (
    <div className="teaching">
      <h2>Decide before the trade, while you are calm</h2>
      <p>
        A ticket says what a trade may lose, where it would be liquidated and what it costs, from the venue’s own tables, before you make
        it. Press <kbd>n</kbd> for a new one, Enter opens the one in the list, <kbd>?</kbd> shows all keys.
      </p>
    </div>
  );
}

function Missing({ message }: { readonly message: string }) {
  return (
    <div className="teaching" role="alert">
      <h2>This ticket cannot be shown</h2>
      <p>{message}</p>
    </div>
  );
}
