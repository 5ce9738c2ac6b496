import { useEffect } from 'react';
import { useReading } from '../engine/reading.ts';
import { counted } from '../figures/number-text.ts';
import { momentText } from '../figures/time-text.ts';
import { sayChanged } from '../forms/say-changed.ts';
import { PrintHead } from '../frame/print-head.tsx';
import { api } from '../engine/api.ts';
import { useNow } from '../window/clock.ts';
import { closeBeside, namePanel } from '../window/places.ts';
import { type ScreenAnswer, screenReading } from './readings.ts';
import { alertOn, openSubject } from './ways.ts';
import { kindsWord } from './words.ts';

const BECAUSE: Readonly<Record<ScreenAnswer['changes'][number]['because'], string>> = {
  new: 'saved',
  edited: 'condition edited',
  data: 'new data',
  time: 'time passed',
};

/** A saved screen: what it asks, and who entered and left, newest first. */
export function ScreenView({ panel, screen }: { readonly panel: string; readonly screen: string }) {
  const { data, error } = useReading(screenReading(screen));
  const now = useNow();
  const title = data?.screen.terms.title;
  useEffect(() => {
    if (title !== undefined) namePanel(panel, title);
  }, [panel, title]);
  if (error) return <p className="panel-opening">{error.message}</p>;
  if (!data) return null;
  const { terms, members, unknown, fault } = data.screen;
  const { kind } = terms;
  async function remove(): Promise<void> {
    const outcome = await api.watchlists.removeScreen.mutate({ screen });
    if ('ok' in outcome) {
      sayChanged(`The screen “${terms.title}” was removed.`);
      closeBeside('subject');
    }
  }
  return (
    <div className="panel-body">
      <PrintHead title={`Screen ${terms.title}`} />
      <header className="panel-head">
        <h1>{terms.title}</h1>
        <span className="says">{terms.says}</span>
        <span className="right actions not-printed">
          <button type="button" className="quiet" onClick={() => alertOn({ kind: 'screen', ids: [screen] })}>
            Alert me …
          </button>
          <button type="button" className="quiet" onClick={() => void remove()}>
            Remove
          </button>
        </span>
      </header>
      <div className="detail">
        <section aria-label="Condition">
          <p>{terms.condition === '' ? `All ${kindsWord(kind)}` : <code className="screen-condition">{terms.condition}</code>}</p>
          <p className="muted">
            {`${members.toLocaleString()} ${kindsWord(kind)} now`}
            {unknown > 0 && `; ${unknown.toLocaleString()} could not be judged`}
          </p>
          {fault !== null && <p className="refusal">{fault.message} Its members stay as they were.</p>}
        </section>
        <section aria-label="Who entered and left">
          <h2>Who entered and left</h2>
          {data.changes.length === 0 && <p className="muted">Nobody has yet. After each import it is judged anew.</p>}
          <ol className="screen-changes">
            {data.changes.map((change) => (
              <li key={change.at}>
                <p>
                  {momentText(change.at, now)}{' '}
                  <span className="muted">
                    {BECAUSE[change.because]} · {counted(change.total, 'member')} then
                  </span>
                </p>
                <Members sign="+" says="entered" count={change.enteredCount} members={change.entered} kind={kind} />
                <Members sign="−" says="left" count={change.leftCount} members={change.left} kind={kind} />
              </li>
            ))}
          </ol>
        </section>
      </div>
    </div>
  );
}

const NAMED = 12;

interface MembersProps {
  readonly sign: string;
  readonly says: string;
  readonly count: number;
  readonly members: ScreenAnswer['changes'][number]['entered'];
  readonly kind: ScreenAnswer['screen']['terms']['kind'];
}

function Members({ sign, says, count, members, kind }: MembersProps) {
  if (count === 0) return null;
  const named = members.slice(0, NAMED);
  return (
    <p className={sign === '+' ? 'gain' : 'loss'}>
      {sign}
      {count.toLocaleString()} {says}:{' '}
      {named.map(({ id, title }, index) => (
        <span key={id}>
          {index > 0 && ', '}
          <button type="button" className="way" onClick={() => openSubject({ kind, id }, title, true)}>
            {title}
          </button>
        </span>
      ))}
      {count > named.length && ` and ${(count - named.length).toLocaleString()} more`}
    </p>
  );
}
