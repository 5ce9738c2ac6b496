import { StandingPanel } from '../checklists/index.ts';
import { momentText } from '../figures/time-text.ts';
import { useNow } from '../window/clock.ts';
import { usePreferences } from '../window/preferences.ts';
import { ChecksSection } from './checks-section.tsx';
import { FiguresSection, TicketHeadlines } from './figures-section.tsx';
import { type Preview, useVenueNames } from './readings.ts';
import { ScenarioPlot } from './scenario-plot.tsx';
import { ticketSentence } from './ticket-sentence.ts';
import { openReference } from './ways.ts';
import { minutesText, USED_WORDS } from './words.ts';

interface ResultProps {
  readonly preview: Preview;
  /** The ticket it is about; null while it was never saved. */
  readonly ticket: string | null;
  /** What is typed differs from what is saved, so that a checklist would be about something else. */
  readonly dirty: boolean;
}

/** What terms come to: the sentence, the first figures, the plot, all figures, the checks, the checklist, and what it rests on. */
export function ResultView({ preview, ticket, dirty }: ResultProps) {
  const { result, verdict, scenario, terms } = preview;
  const discreet = usePreferences((state) => state.discreet);
  const venues = useVenueNames();
  const overridden = new Map(verdict.reasons.flatMap(({ what, overridden }) => (overridden === null ? [] : [[what, overridden] as const])));
  return (
    <>
      <p className="form-sentence ticket-sentence" aria-live="polite">
        {ticketSentence({ terms, result, venue: venues.get(terms.venue) ?? terms.venue, discreet })}
      </p>
      <TicketHeadlines result={result} />
      <ScenarioPlot scenario={scenario} option={terms.variant === 'option'} />
      <FiguresSection result={result} />
      <ChecksSection result={result} overridden={overridden} />
      <ChecklistSection preview={preview} ticket={ticket} dirty={dirty} />
      <RestsOn preview={preview} />
    </>
  );
}

function ChecklistSection({ preview: { checklist }, ticket, dirty }: ResultProps) {
  return (
    <section aria-label="Checklist">
      <h2>
        Checklist<span>what no figure can tell; the signature asks for it</span>
      </h2>
      {ticket === null ? (
        <p className="muted">
          Save the draft first: its checklist {checklist.template} is about this ticket. <kbd>c</kbd> starts it then.
        </p>
      ) : (
        <>
          {dirty && <p className="muted">Save the draft before you run it: the checklist reads the ticket as it is saved.</p>}
          {!checklist.current && checklist.state === 'signed' && (
            <p className="late">It was signed before the terms were last changed, and says nothing about these: run it again.</p>
          )}
          <StandingPanel template={checklist.template} about={{ kind: 'ticket', id: ticket }} />
        </>
      )}
    </section>
  );
}

/** The files behind the figures, each with its age, and the cautions that belong beside the numbers. */
function RestsOn({ preview: { result } }: { readonly preview: Preview }) {
  const now = useNow();
  return (
    <section aria-label="What it rests on">
      <h2>
        Rests on<span>computed {momentText(result.at, now)}</span>
      </h2>
      {result.used.length === 0 ? (
        <p className="muted">No imported file yet: choose a venue and an instrument, and import what the venue publishes of it.</p>
      ) : (
        <table className="table">
          <thead>
            <tr>
              <th scope="col">What</th>
              <th scope="col">File and row</th>
              <th scope="col" className="number">
                Age
              </th>
            </tr>
          </thead>
          <tbody>
            {result.used.map(({ kind, origin, asOf, ageMinutes, old }) => (
              <tr key={kind}>
                <td>{USED_WORDS[kind]}</td>
                <td>
                  <button type="button" className="way" onClick={() => openReference(origin.reference, origin.file)}>
                    row {origin.n.toLocaleString()} of {origin.file}
                  </button>{' '}
                  <span className="muted" data-tip={origin.sha256}>
                    {origin.sha256.slice(0, 8)}
                  </span>
                </td>
                <td className={old ? 'number late' : 'number'} data-tip={asOf}>
                  {minutesText(ageMinutes)}
                  {old && ', too old'}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <ul className="cautions">
        {result.cautions.map((caution) => (
          <li key={caution}>{caution}</li>
        ))}
      </ul>
    </section>
  );
}
