import { useMemo, useState } from 'react';
import type { Refusal } from '../../shared/figures/index.ts';
import { api } from '../engine/api.ts';
import { EVERY_COLUMN, useReading } from '../engine/reading.ts';
import { type Command, useCommands } from '../window/commands.ts';
import { openBeside } from '../window/places.ts';
import type { PanelProps } from '../window/screen.ts';
import { HashText } from './hash-text.tsx';
import { changedRows, payloadRows } from './payload-rows.ts';
import { undoEvent } from './undo.ts';
import './journal.css';

type Entry = NonNullable<Awaited<ReturnType<typeof api.journal.entry.query>>>;

/** One entry whole: what it says, what it changed, what it derives from, and the hash under which the tree holds it. */
export default function JournalEntryScreen({ subject, panel }: PanelProps) {
  const {
    data: entry,
    error,
    isPending,
  } = useReading(
    {
      columns: EVERY_COLUMN,
      key: ['journal.entry', subject],
      ask: (signal) => api.journal.entry.query({ event: subject ?? '' }, { signal }),
    },
    { enabled: subject !== null },
  );
  if (subject === null) return <NothingChosen />;
  if (error) return <p className="panel-opening">The entry could not be read: {error.message}</p>;
  if (isPending) return <p className="panel-opening">opening</p>;
  return entry ? (
    <EntryView entry={entry} panel={panel} />
  ) : (
    <p className="panel-opening">The journal has no such entry, or its content was erased.</p>
  );
}

function EntryView({ entry, panel }: { readonly entry: Entry; readonly panel: string }) {
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  async function takeBack(): Promise<void> {
    const outcome = await undoEvent(entry.id);
    setRefusal('error' in outcome ? outcome.error : null);
  }
  useCommands(
    panel,
    useMemo(() => entryCommands(entry), [entry]),
  );
  return (
    <>
      <header className="panel-head">
        <h1>Entry {entry.seq.toLocaleString()}</h1>
        <span className="says">{entry.type}</span>
        <span className="right actions not-printed">
          {entry.undoable && (
            <button type="button" onClick={() => void takeBack()}>
              Take back <kbd>u</kbd>
            </button>
          )}
        </span>
      </header>
      <div className="panel-body entry">
        <p className="entry-words">{entry.words}</p>
        {refusal ? <p role="alert">{refusal.message}</p> : <Standing entry={entry} ask={takeBack} />}
        <WhatChanged payload={entry.payload} />
        <h2>Fields</h2>
        <dl className="entry-fields">
          {payloadRows(entry.payload).map((row) => (
            <Field key={`${row.name} ${row.value}`} name={row.name} value={row.value} />
          ))}
        </dl>
        <h2>In the record</h2>
        <dl className="entry-fields">
          <Field name="when" value={entry.at.replace('T', ' ').replace('Z', ' UTC')} />
          <Field name="by" value={entry.actor} />
          <Field name="about" value={entry.subject} />
          <Field name="id" value={entry.id} />
          <div>
            <dt>leaf hash</dt>
            <dd>
              <HashText hex={entry.leafHash} name="leaf hash" />
            </dd>
          </div>
          <div>
            <dt>derives from</dt>
            <dd>
              {entry.parents.length === 0 ? (
                <span className="muted">no earlier entry</span>
              ) : (
                entry.parents.map((id) => <EntryWay key={id} id={id} />)
              )}
            </dd>
          </div>
        </dl>
        <details>
          <summary>The leaf, exactly as the tree covers it</summary>
          <pre>{entry.leaf}</pre>
        </details>
      </div>
    </>
  );
}

/** Whether the entry still stands; where it cannot be taken back, the engine says why. */
function Standing({ entry, ask }: { readonly entry: Entry; readonly ask: () => Promise<void> }) {
  if (entry.undoneBy !== undefined)
    return (
      <p className="muted">
        Taken back by <EntryWay id={entry.undoneBy} />
      </p>
    );
  if (entry.undoes !== undefined)
    return (
      <p className="muted">
        It takes back <EntryWay id={entry.undoes} />
      </p>
    );
  if (entry.undoable) return null;
  return (
    <p className="muted">
      It cannot be taken back.{' '}
      <button type="button" className="way" onClick={() => void ask()}>
        Why?
      </button>
    </p>
  );
}

function WhatChanged({ payload }: { readonly payload: unknown }) {
  const changed = changedRows(payload);
  if (changed === null) return null;
  return (
    <>
      <h2>What it changed</h2>
      <table className="entry-changes">
        <thead>
          <tr>
            <th scope="col">Field</th>
            <th scope="col">Before</th>
            <th scope="col">After</th>
          </tr>
        </thead>
        <tbody>
          {changed.map((row) => (
            <tr key={row.name}>
              <th scope="row">{row.name === '' ? 'value' : row.name}</th>
              <td>{row.before ?? <span className="muted">nothing</span>}</td>
              <td>{row.after ?? <span className="muted">nothing</span>}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

function Field({ name, value }: { readonly name: string; readonly value: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{SHA256.test(value) ? <HashText hex={value} name={name} /> : value}</dd>
    </div>
  );
}
const SHA256 = /^[0-9a-f]{64}$/;

/** A way to another entry, told by its words once they are known. */
function EntryWay({ id }: { readonly id: string }) {
  const { data } = useReading({
    columns: EVERY_COLUMN,
    key: ['journal.entry', id],
    ask: (signal) => api.journal.entry.query({ event: id }, { signal }),
  });
  return (
    <button
      type="button"
      className="way entry-way"
      onClick={() => openBeside('journal-entry', id, { name: data ? `Entry ${data.seq.toLocaleString()}` : 'Entry' })}
    >
      {data ? `entry ${data.seq.toLocaleString()}: ${data.words}` : `entry ${id}`}
    </button>
  );
}

function NothingChosen() {
  return (
    <div className="teaching">
      <h2>One change, whole</h2>
      <p>
        Open an entry to see what it says and what it changed, what it derives from, and the hash under which the journal holds it. What can
        be taken back is taken back here, by an entry of its own.
      </p>
    </div>
  );
}

function entryCommands(entry: Entry): readonly Command[] {
  return [
    {
      id: 'journal.undo-entry',
      title: 'Take back this entry',
      group: 'Journal',
      keys: ['u'],
      run: () => void undoEvent(entry.id),
    },
  ];
}
