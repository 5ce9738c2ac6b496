import { useState } from 'react';
import { api } from '../engine/api.ts';
import { useCarrying } from '../engine/command.ts';
import { RefusalLine } from '../forms/refusal-line.tsx';
import { momentText } from '../figures/time-text.ts';
import { useNow } from '../window/clock.ts';
import { say } from '../window/notices.ts';
import { counted } from '../figures/number-text.ts';
import { LineForm } from './line-form.tsx';
import { ActingPerson, useActingPerson } from './acting-person.tsx';
import { type TemplateDetail, useTemplate } from './readings.ts';
import { openTemplate } from './template-address.ts';
import { versionChanges } from './version-changes.ts';

/** Every version with its note, who published it, and what it changed. An earlier one can be published again, as the newest. */
export function VersionHistory({ detail }: { readonly detail: TemplateDetail }) {
  const [shown, setShown] = useState<number | null>(null);
  const [restoring, setRestoring] = useState<number | null>(null);
  const now = useNow();
  const { versions, version } = detail;
  return (
    <section aria-label="Versions" className="not-printed">
      <h2>
        Versions <span>{counted(versions.length, 'version')}</span>
      </h2>
      <table className="table">
        <thead>
          <tr>
            <th scope="col">Version</th>
            <th scope="col">Change</th>
            <th scope="col" className="number">
              Runs
            </th>
            <th scope="col">
              <span className="unseen">Ways</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {versions.map((each, index) => (
            <tr key={each.number} aria-current={each.number === version?.number ? 'true' : undefined}>
              <th scope="row">
                {each.number}
                {each.number === version?.number && <span className="mark">shown</span>}
              </th>
              <td>
                {each.note}
                <small className="muted">
                  {each.at === null ? 'as the program brings it' : `${each.by ?? 'the program'}, ${momentText(each.at, now)}`} ·{' '}
                  {each.hash.slice(0, 8)}
                </small>
              </td>
              <td className="number">{each.runs.toLocaleString()}</td>
              <td className="row-ways">
                <button
                  type="button"
                  className="way"
                  onClick={() => openTemplate(detail.key, detail.key, index === 0 ? undefined : each.number)}
                >
                  Show
                </button>{' '}
                {versions[index + 1] && (
                  <button
                    type="button"
                    className="way"
                    aria-expanded={shown === each.number}
                    onClick={() => setShown(shown === each.number ? null : each.number)}
                  >
                    What changed
                  </button>
                )}{' '}
                {index > 0 && detail.origin === 'own' && (
                  <button type="button" className="way" onClick={() => setRestoring(each.number)}>
                    Restore
                  </button>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {restoring !== null && <Restore template={detail.key} number={restoring} onDone={() => setRestoring(null)} />}
      {shown !== null && (
        <Changes
          template={detail.key}
          before={versions[versions.findIndex(({ number }) => number === shown) + 1]?.number ?? 1}
          after={shown}
        />
      )}
    </section>
  );
}

interface ChangesProps {
  readonly template: string;
  readonly before: number;
  readonly after: number;
}

/** What a version says otherwise than the one before it. */
function Changes({ template, before, after }: ChangesProps) {
  const { data: earlier } = useTemplate(template, before);
  const { data: later } = useTemplate(template, after);
  if (!earlier?.version || !later?.version) return null;
  const changes = versionChanges(earlier.version.content, later.version.content);
  return (
    <section aria-label={`What version ${after} changed`}>
      <h3>
        What version {after} changed since {before}
      </h3>
      {changes.length === 0 ? (
        <p className="muted">Nothing that is read or asked.</p>
      ) : (
        <table className="table">
          <thead>
            <tr>
              <th scope="col">Item</th>
              <th scope="col">What</th>
              <th scope="col">Before</th>
              <th scope="col">Then</th>
            </tr>
          </thead>
          <tbody>
            {changes.map((change) => (
              <tr key={`${change.item} ${change.what}`}>
                <th scope="row">{change.item ?? 'whole'}</th>
                <td>{change.what}</td>
                <td>{change.before === null ? <span className="muted">—</span> : <del>{change.before}</del>}</td>
                <td>{change.after === null ? <span className="muted">—</span> : <ins>{change.after}</ins>}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

function Restore({ template, number, onDone }: { readonly template: string; readonly number: number; readonly onDone: () => void }) {
  const { carry, busy, refusal } = useCarrying(api.checklists.restore.mutate);
  const acting = useActingPerson();
  async function restore(note: string): Promise<void> {
    const made = await carry({ template, number, note, ...(acting.by === undefined ? {} : { by: acting.by }) });
    if (made === null) return;
    say({ tone: 'done', text: `What version ${number} said is version ${made.number} now.` });
    openTemplate(template, template);
    onDone();
  }
  return (
    <>
      <ActingPerson label="Published by" />
      <LineForm
        label={`Why version ${number} is published again`}
        does="Publish it again"
        busy={busy || acting.lacking}
        onDone={(note) => void restore(note)}
        onCancel={onDone}
      />
      {refusal && <RefusalLine refusal={refusal} />}
    </>
  );
}
