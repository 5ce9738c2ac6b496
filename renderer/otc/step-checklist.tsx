import type { Subject } from '../../shared/figures/index.ts';
import { openRun, startRun } from '../checklists/index.ts';
import { useReading } from '../engine/reading.ts';
import { fullClockText } from './cut-off-text.ts';
import { runReading, standingReading, type Step, useOwnZone } from './readings.ts';
import { CHECKLIST_WORDS } from './words.ts';

interface StepChecklistProps {
  readonly step: Step;
  readonly template: string;
}

/** The checklist of a step: who signed it and when, or how far it is, with the way to begin it or to go on. */
export function StepChecklist({ step, template }: StepChecklistProps) {
  const about = step.about as Subject;
  const { data: standing } = useReading(standingReading(template, about));
  const run = standing?.run ?? null;
  const { data: detail } = useReading(runReading(run ?? ''), { enabled: run !== null });
  const zone = useOwnZone();
  if (!standing) return null;
  const title = CHECKLIST_WORDS[template] ?? template;
  const done = step.state === 'done';
  const open = standing.state === 'open' && run !== null;
  const again = !open && !done && standing.state !== 'missing';
  const waiting = step.state === 'later';
  return (
    <>
      {detail && done && (
        <p className="muted">
          {detail.signatures.map(({ role, signer, at }) => `${signer.name} (${role}), ${fullClockText(at, zone)}`).join(' · ')}{' '}
          <button type="button" className="way not-printed" onClick={() => openRun(detail.run, title, false)}>
            Look at it
          </button>
        </p>
      )}
      {detail && open && (
        <p className="muted">
          begun by {detail.startedBy}, {detail.answered} of {detail.items.filter(({ shown }) => shown).length} answered
          {detail.signatures.length > 0 && `, signed by ${detail.signatures.map(({ signer }) => signer.name).join(' and ')} so far`}
        </p>
      )}
      {again && (
        <p className="late">
          {standing.state === 'expired' ? 'Signed, and answers have expired since.' : 'Signed, and what it speaks of was changed since.'}
        </p>
      )}
      {open && standing.blockers.length > 0 && (
        <ul className="blocker-list" aria-label={`Open in ${title}`}>
          {standing.blockers.map(({ item, text, words }) => (
            <li key={item}>
              <code>{item}</code> {text}. <span>{words}</span>
            </li>
          ))}
        </ul>
      )}
      {standing.overrides.length > 0 && (
        <p className="overridden">Overridden: {standing.overrides.map(({ item, reason }) => `${item}, ${reason}`).join('; ')}</p>
      )}
      <div className="actions not-printed">
        {run !== null && !done && standing.state !== 'missing' && (
          <button type="button" className={open && !waiting ? 'main' : 'second'} onClick={() => openRun(run, title, open)}>
            {open ? `Go on with “${title}”` : 'Look at what was signed'}
          </button>
        )}
        {!open && !done && !waiting && (
          <button type="button" className="main" onClick={() => void startRun(template, about)}>
            {again ? `Answer “${title}” again` : `Start “${title}”`}
          </button>
        )}
      </div>
    </>
  );
}
