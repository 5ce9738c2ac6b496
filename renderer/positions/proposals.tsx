import { useState } from 'react';
import { kindWords, type Terms } from '../../shared/positions/index.ts';
import { api } from '../engine/api.ts';
import { useCarrying } from '../engine/command.ts';
import { useReading } from '../engine/reading.ts';
import { dayText } from '../figures/time-text.ts';
import { useEscape } from '../window/escape.ts';
import { forgetDraft } from '../window/kept-draft.ts';
import { openBeside } from '../window/places.ts';
import { RefusalLine } from '../forms/refusal-line.tsx';
import { sayChanged } from '../forms/say-changed.ts';
import { PositionForm } from './position-form.tsx';
import { proposalsReading, type Proposal } from './readings.ts';
import { today } from './view.ts';

/** What imported rows propose as positions; each becomes one only when it is confirmed. */
export function Proposals() {
  const { data: proposals, isPending } = useReading(proposalsReading);
  const [changing, setChanging] = useState<Proposal | null>(null);
  const { carry, busy, refusal, forget } = useCarrying(api.positions.confirmProposal.mutate);
  useEscape(changing !== null, leave);

  function leave(): void {
    if (changing) forgetDraft(changeForm(changing));
    forget();
    setChanging(null);
  }

  async function confirm(proposal: Proposal, terms: Terms): Promise<void> {
    const confirmed = await carry({ streams: [...proposal.streams], terms });
    if (confirmed === null) return;
    leave();
    sayChanged(`${terms.title} is a position now, with ${proposal.activities.toLocaleString()} activities.`);
    if (proposals?.length === 1) openBeside('position', confirmed.position, { name: terms.title });
  }

  if (changing) {
    return (
      <div className="panel-body">
        <header className="panel-head">
          <h1>Confirm a proposed position</h1>
        </header>
        <p className="proposal-says">{changing.says}</p>
        <PositionForm
          form={changeForm(changing)}
          terms={changing.terms}
          today={today()}
          busy={busy}
          refusal={refusal}
          onSave={(terms) => void confirm(changing, terms)}
          onCancel={leave}
        />
      </div>
    );
  }
  return (
    <div className="panel-body">
      <header className="panel-head">
        <h1>Proposed positions</h1>
        <span className="says">from imported rows that no position claims yet</span>
      </header>
      {refusal && <RefusalLine refusal={refusal} />}
      {!isPending && proposals?.length === 0 && (
        <p className="proposal-says">Every imported row of a yield product belongs to a position.</p>
      )}
      <ul className="proposals">
        {proposals?.map((proposal) => (
          <li key={proposal.key}>
            <div>
              <b>{proposal.terms.title}</b> <span className="muted">{kindWords(proposal.terms.kind)}</span>
              <p className="muted">
                {proposal.says} {proposal.activities.toLocaleString()} activities, {dayText(proposal.first.slice(0, 10))} –{' '}
                {dayText(proposal.last.slice(0, 10))}.
              </p>
            </div>
            <div className="actions">
              <button type="button" className="main" disabled={busy} onClick={() => void confirm(proposal, proposal.terms)}>
                Make it a position
              </button>
              <button type="button" onClick={() => setChanging(proposal)}>
                Change first
              </button>
            </div>
          </li>
        ))}
      </ul>
    </div>
  );
}

function changeForm({ streams }: Proposal): string {
  return `positions.proposal.${streams.join(' ')}`;
}
