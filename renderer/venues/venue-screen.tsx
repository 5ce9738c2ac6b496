import type { PanelProps } from '../window/screen.ts';
import { DecisionView } from './decision-view.tsx';
import { NewVenue } from './new-venue.tsx';
import { RulesForm } from './rules-form.tsx';
import { VenueView } from './venue-view.tsx';
import { decisionIn, NEW_VENUE, RULES } from './ways.ts';
import './venues.css';

/** What stands beside the list: one venue, the form of a new one, the rules for all, or a decision. */
export default function VenueScreen({ panel, subject }: PanelProps) {
  if (subject === null) return <NothingOpen />;
  if (subject === NEW_VENUE) return <NewVenue />;
  if (subject === RULES) return <RulesForm />;
  const decision = decisionIn(subject);
  if (decision !== null) return <DecisionView decision={decision} />;
  return <VenueView key={subject} panel={panel} venue={subject} />;
}

function NothingOpen() {
  return (
    <div className="teaching">
      <h2>Gates first, score second</h2>
      <p>
        Enter or a click opens a venue here: what is said of it and by whom, whether you may use it, how good the evidence says it is, and
        what you have there. <kbd>x</kbd> marks venues, <kbd>c</kbd> compares them, <kbd>?</kbd> shows all keys.
      </p>
    </div>
  );
}
