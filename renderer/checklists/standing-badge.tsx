import type { Subject } from '../../shared/figures/index.ts';
import { useReading } from '../engine/reading.ts';
import { momentText } from '../figures/time-text.ts';
import { useNow } from '../window/clock.ts';
import { counted } from '../figures/number-text.ts';
import { type Standing, standingReading, useTemplates } from './readings.ts';
import { openRun, startRun } from './start-run.ts';
import './checklists.css';

interface StandingProps {
  /** Key of the checklist. */
  readonly template: string;
  readonly about: Subject;
}

const WORDS: Readonly<Record<Standing['state'], string>> = { missing: 'not run', open: 'open', signed: 'signed', expired: 'expired' };

/** In a word how a checklist stands for something, the size of a mark; the tip says until when, or what is missing. */
export function StandingBadge({ template, about }: StandingProps) {
  const { data } = useReading(standingReading(template, about));
  const now = useNow();
  if (!data) return null;
  return (
    <span className={`standing ${data.state}`} data-tip={standingWords(data, now)}>
      {WORDS[data.state]}
    </span>
  );
}

/** How a checklist stands for something, with the one step that follows: start it, go on with it, look at it, run it again. */
export function StandingPanel({ template, about }: StandingProps) {
  const { data: standing } = useReading(standingReading(template, about));
  const { data: templates } = useTemplates();
  const now = useNow();
  if (!standing) return null;
  const title = templates?.find(({ key }) => key === template)?.title ?? template;
  const { run } = standing;
  return (
    <section className="standing-panel" aria-label={title}>
      <div>
        <b>{title}</b> <StandingBadge template={template} about={about} />
        <p className="muted">{standingWords(standing, now)}</p>
        {standing.overrides.length > 0 && (
          <p className="overridden">
            {counted(standing.overrides.length, 'item')} overridden: {standing.overrides.map(({ item }) => item).join(', ')}
          </p>
        )}
      </div>
      <div className="actions not-printed">
        {run !== null && standing.state !== 'missing' && (
          <button type="button" onClick={() => openRun(run, title)}>
            {standing.state === 'open' ? 'Go on' : 'Look at it'}
          </button>
        )}
        {standing.state !== 'open' && (
          <button type="button" onClick={() => void startRun(template, about)}>
            {standing.state === 'missing' ? 'Start' : 'Run again'}
          </button>
        )}
      </div>
    </section>
  );
}

/** How it stands, in a sentence. */
function standingWords({ state, blockers, expires }: Standing, now: number): string {
  switch (state) {
    case 'missing':
      return 'It was not run for this yet.';
    case 'open':
      return blockers.length === 0
        ? 'Begun, and nothing stands in the way of the signature.'
        : `Begun; in the way of the signature: ${blockers.map(({ item }) => item).join(', ')}.`;
    case 'signed':
      return expires === null ? 'Signed, and it stands.' : `Signed, and it stands until ${momentText(expires, now)}.`;
    case 'expired':
      return blockers.length === 0
        ? 'Signed, and due again.'
        : `Signed, and answers have expired since: ${blockers.map(({ item }) => item).join(', ')}.`;
    default:
      return state satisfies never;
  }
}
