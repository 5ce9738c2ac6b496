import { type FormEvent, useRef, useState } from 'react';
import { counted } from '../figures/number-text.ts';
import type { FileFinding } from './readings.ts';

/** Findings that are drawn; a file with more than these is better saved again. */
const DRAWN = 200;
const SIGNS: Readonly<Record<FileFinding['severity'], string>> = { error: '✕', warning: '!', notice: '·' };

interface FindingListProps {
  readonly findings: readonly FileFinding[];
  readonly accepted: Readonly<Record<string, string>>;
  readonly onAccept: (reasons: Readonly<Record<string, string>>) => void;
  readonly onTakeBack: (key: string) => void;
}

/** What the lint found, one by one: where, what it says, what helps; what may be accepted wants a reason. */
export function FindingList({ findings, accepted, onAccept, onTakeBack }: FindingListProps) {
  const list = useRef<HTMLUListElement>(null);
  if (findings.length === 0) return <p className="muted file-clean">Every rule of the lint holds.</p>;
  const open = findings.filter(
    ({ severity, acceptable, key }) => severity !== 'notice' && acceptable && accepted[key] === undefined,
  ).length;
  function accept(reasons: Readonly<Record<string, string>>): void {
    onAccept(reasons);
    // After the list is drawn the next one that wants a reason gets the focus, else the button that keeps the file.
    setTimeout(() => {
      const next = list.current?.querySelector<HTMLElement>('input') ?? document.querySelector<HTMLElement>('[data-keep]:enabled');
      (next ?? list.current)?.focus();
    }, 30);
  }
  return (
    <section aria-label="Findings">
      <h2>
        Findings
        <span>
          {findings.length.toLocaleString()}
          {open > 0 && `, ${counted(open, 'wants', 'want')} your reason`}
        </span>
      </h2>
      <ul className="findings" ref={list} tabIndex={-1}>
        {findings.slice(0, DRAWN).map((finding) => (
          <FindingRow
            key={finding.key}
            finding={finding}
            reason={accepted[finding.key]}
            alike={findings
              .filter(({ rule, acceptable, key }) => rule === finding.rule && acceptable && accepted[key] === undefined)
              .map(({ key }) => key)}
            onAccept={accept}
            onTakeBack={() => onTakeBack(finding.key)}
          />
        ))}
      </ul>
      {findings.length > DRAWN && <p className="muted">{`${(findings.length - DRAWN).toLocaleString()} more are not drawn.`}</p>}
    </section>
  );
}

interface FindingRowProps {
  readonly finding: FileFinding;
  readonly reason: string | undefined;
  /** Keys of the open findings by the same rule. */
  readonly alike: readonly string[];
  readonly onAccept: (reasons: Readonly<Record<string, string>>) => void;
  readonly onTakeBack: () => void;
}

function FindingRow({ finding, reason, alike, onAccept, onTakeBack }: FindingRowProps) {
  const { key, rule, severity, where, says, remedy, acceptable } = finding;
  const [text, setText] = useState('');
  const place = [where.what, where.row === undefined ? '' : `row ${where.row}`, where.field ?? ''].filter((part) => part !== '').join(', ');
  const asks = acceptable && severity !== 'notice' && reason === undefined;
  function accept(event: FormEvent, keys: readonly string[]): void {
    event.preventDefault();
    if (text.trim() !== '') onAccept(Object.fromEntries(keys.map((each) => [each, text.trim()])));
  }
  return (
    <li data-severity={severity}>
      <span className="finding-sign" aria-hidden="true">
        {SIGNS[severity]}
      </span>
      <div>
        <p>
          <span className="unseen">{severity}: </span>
          {says} <span className="muted">{place}</span>
        </p>
        <p className="muted">{remedy}</p>
        {reason !== undefined && (
          <p>
            Accepted: {reason}{' '}
            <button type="button" className="way" onClick={onTakeBack}>
              Take back
            </button>
          </p>
        )}
        {asks && (
          <form className="finding-form" onSubmit={(event) => accept(event, [key])}>
            <input
              className="field"
              aria-label={`Reason to accept: ${says}`}
              placeholder="Why it is right as it is"
              value={text}
              autoComplete="off"
              onChange={(event) => setText(event.currentTarget.value)}
            />
            <button type="submit" disabled={text.trim() === ''}>
              Accept
            </button>
            {alike.length > 1 && (
              <button type="button" disabled={text.trim() === ''} onClick={(event) => accept(event, alike)}>
                {`All ${alike.length} by this rule`}
              </button>
            )}
          </form>
        )}
        {!acceptable && severity !== 'notice' && <p className="loss">It cannot be accepted: {rule.replaceAll('-', ' ')}.</p>}
      </div>
    </li>
  );
}
