import { useId, useMemo, useState } from 'react';
import type { Template } from '../../shared/checklists/index.ts';
import { api } from '../engine/api.ts';
import { useCarrying } from '../engine/command.ts';
import { RefusalLine } from '../forms/refusal-line.tsx';
import { sayChanged } from '../forms/say-changed.ts';
import { PrintHead } from '../frame/print-head.tsx';
import { HashText } from '../journal/index.ts';
import { type Command, useCommands } from '../window/commands.ts';
import { openBeside } from '../window/places.ts';
import { counted } from '../figures/number-text.ts';
import { LineForm } from './line-form.tsx';
import type { TemplateDetail } from './readings.ts';
import { saveBlankSheet, saveTemplate } from './save-report.ts';
import { startingSubject } from './start-run.ts';
import { openTemplate } from './template-address.ts';
import { TemplateChunks } from './template-chunks.tsx';
import { VersionHistory } from './version-history.tsx';
import { styleWords, subjectKindWords } from './words.ts';

interface TemplateViewProps {
  readonly panel: string;
  readonly detail: TemplateDetail;
  readonly onEdit: () => void;
}

/** One version of a checklist: what it asks and why, who signs, its history, and what can be done with it. */
export function TemplateView({ panel, detail, onEdit }: TemplateViewProps) {
  const [duplicating, setDuplicating] = useState(false);
  const retire = useCarrying(api.checklists.retire.mutate);
  const reinstate = useCarrying(api.checklists.reinstate.mutate);
  const own = detail.origin === 'own';
  const edit = useMemo(() => (own ? onEdit : () => setDuplicating(true)), [own, onEdit]);
  useCommands(
    panel,
    useMemo(() => viewCommands(detail, edit), [detail, edit]),
  );
  const { version } = detail;
  if (!version) return null;
  const { content, number } = version;
  const newest = detail.versions[0]?.number === number;
  const refusal = retire.refusal ?? reinstate.refusal;

  async function turn(): Promise<void> {
    const { carry } = detail.retired ? reinstate : retire;
    if ((await carry({ template: detail.key })) === null) return;
    sayChanged(detail.retired ? `${content.title} is offered again.` : `${content.title} is retired: it is not offered any more.`);
  }
  return (
    <>
      <PrintHead title={`${content.title}, version ${number}`} />
      <header className="panel-head">
        <h1>{content.title}</h1>
        <span className="says">
          {detail.key} · version {number}
          {detail.retired && ' · retired'}
        </span>
      </header>
      <div className="list-bar actions not-printed">
        <button type="button" className="main" disabled={!newest || detail.retired} onClick={() => startHere(detail)}>
          Start a run <kbd>n</kbd>
        </button>
        <button type="button" onClick={edit}>
          {own ? (detail.draft ? 'Go on with the draft' : 'Edit') : 'Duplicate to edit'} <kbd>m</kbd>
        </button>
        <button type="button" onClick={() => void saveBlankSheet(detail.key, number)}>
          Blank sheet, PDF
        </button>
        <button type="button" onClick={() => void saveTemplate(detail.key, number)}>
          Export JSON
        </button>
        <button type="button" onClick={() => void turn()}>
          {detail.retired ? 'Offer again' : 'Retire'}
        </button>
      </div>
      <div className="panel-body detail template">
        {refusal && <RefusalLine refusal={refusal} />}
        {duplicating && <Duplicate detail={detail} onDone={() => setDuplicating(false)} />}
        {!newest && <p className="file-notice">This is an earlier version. New runs begin with version {detail.versions[0]?.number}.</p>}
        <AboutTemplate content={content} hash={version.hash} />
        <TemplateChunks template={content} />
        <VersionHistory detail={detail} />
      </div>
    </>
  );
}

function AboutTemplate({ content, hash }: { readonly content: Template; readonly hash: string }) {
  return (
    <section aria-label="About the checklist">
      <p>{content.says}</p>
      <dl className="entry-fields">
        <div>
          <dt>is run</dt>
          <dd>
            {content.moment}; for {subjectKindWords(content.about)}; {styleWords(content.style)}
          </dd>
        </div>
        <div>
          <dt>is signed by</dt>
          <dd>{content.signatures.map(({ role, differs }) => (differs ? `${role} (somebody else)` : role)).join(', then ')}</dd>
        </div>
        <div>
          <dt>under</dt>
          <dd>{content.statement}</dd>
        </div>
        {content.renewAfterDays !== undefined && (
          <div>
            <dt>is due again</dt>
            <dd>after {counted(content.renewAfterDays, 'day')}</dd>
          </div>
        )}
        <div>
          <dt>content</dt>
          <dd>
            <HashText hex={hash} name="hash of the content" />
          </dd>
        </div>
      </dl>
    </section>
  );
}

function Duplicate({ detail, onDone }: { readonly detail: TemplateDetail; readonly onDone: () => void }) {
  const { carry, busy, refusal } = useCarrying(api.checklists.duplicate.mutate);
  const id = useId();
  const number = detail.version?.number;
  async function duplicate(key: string): Promise<void> {
    const made = await carry({ template: detail.key, key, ...(number === undefined ? {} : { number }) });
    if (made === null) return;
    sayChanged(`${made.template} is a draft of your own.`);
    openBeside('checklist-template', made.template, { name: made.template });
    onDone();
  }
  return (
    <section aria-labelledby={id} className="duplicate">
      <h2 id={id}>Duplicate to edit</h2>
      <p className="muted">The checklists of the program stay as they are. A duplicate has a key of its own, and gates name it by that.</p>
      <LineForm
        label="Key of the duplicate, in capitals"
        does="Duplicate"
        begin={detail.key.replace(/^TPL-/, 'OWN-')}
        busy={busy}
        onDone={(key) => void duplicate(key)}
        onCancel={onDone}
      />
      {refusal && <RefusalLine refusal={refusal} />}
    </section>
  );
}

function startHere({ key }: TemplateDetail): void {
  openBeside('checklist-run', startingSubject(key), { name: 'Start a checklist' });
}

function viewCommands(detail: TemplateDetail, edit: () => void): readonly Command[] {
  const group = 'Checklist';
  const [newest] = detail.versions;
  const here = detail.version?.number;
  const at = detail.versions.findIndex(({ number }) => number === here);
  const step = (by: -1 | 1) => {
    const next = detail.versions[at + by];
    if (next) openTemplate(detail.key, detail.key, next.number === newest?.number ? undefined : next.number);
  };
  return [
    {
      id: 'add',
      title: 'Start a run of this checklist',
      group,
      keys: ['n'],
      refusal: () => (detail.retired ? 'It is retired. Offer it again first.' : null),
      run: () => startHere(detail),
    },
    { id: 'checklists.edit', title: detail.origin === 'own' ? 'Edit' : 'Duplicate to edit', group, keys: ['m'], run: edit },
    { id: 'checklists.earlier', title: 'Earlier version', group, keys: ['['], run: () => step(1) },
    { id: 'checklists.later', title: 'Later version', group, keys: [']'], run: () => step(-1) },
    { id: 'checklists.blank', title: 'Save a blank sheet as PDF', group, run: () => void saveBlankSheet(detail.key, here) },
    { id: 'checklists.export', title: 'Export as JSON', group, run: () => void saveTemplate(detail.key, here) },
  ];
}
