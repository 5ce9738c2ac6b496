import { useMemo, useRef, useState } from 'react';
import { api } from '../engine/api.ts';
import { useCarrying } from '../engine/command.ts';
import { EvidenceField } from '../evidence/index.ts';
import { RefusalLine } from '../forms/refusal-line.tsx';
import { PrintHead } from '../frame/print-head.tsx';
import { HashText } from '../journal/index.ts';
import { useNow } from '../window/clock.ts';
import { type Command, useCommands } from '../window/commands.ts';
import { say } from '../window/notices.ts';
import { counted } from '../figures/number-text.ts';
import { ComparisonView } from './comparison-view.tsx';
import { saysMore } from './item-pane.tsx';
import { LineForm } from './line-form.tsx';
import { usePaneFocus } from './pane-focus.ts';
import { ReadingView } from './reading-view.tsx';
import type { RunDetail, RunItem } from './readings.ts';
import { ResultMark } from './result-mark.tsx';
import { HiddenItems, SignaturesGiven } from './run-end.tsx';
import { RunHead } from './run-head.tsx';
import { saveReport } from './save-report.ts';
import { startRun } from './start-run.ts';
import { recordedMoment, resultWords } from './words.ts';

interface RunReportProps {
  readonly panel: string;
  readonly detail: RunDetail;
}

/** A run as it was signed: who, when, under which hash, each answer with its evidence, and in bold what went ahead against a blocker. */
export function RunReport({ panel, detail }: RunReportProps) {
  const [doing, setDoing] = useState<'looking' | 'comparing' | 'reopening'>('looking');
  useCommands(
    panel,
    useMemo(() => reportCommands(detail, setDoing), [detail]),
  );
  const overridden = detail.items.filter(({ override }) => override !== null);
  const room = useRef<HTMLDivElement>(null);
  // Who has just signed finds the keyboard in the report.
  usePaneFocus(room, false, true);
  return (
    <div className="run" ref={room} tabIndex={-1}>
      <PrintHead title={`${detail.title}, ${detail.aboutTitle}`} />
      <RunHead detail={detail} />
      <ReportActions detail={detail} doing={doing} onDo={setDoing} />
      <div className="panel-body detail report">
        {doing === 'reopening' && <Reopen detail={detail} onDone={() => setDoing('looking')} />}
        <ReportStanding detail={detail} />
        {overridden.length > 0 && (
          <section aria-label="Overrides" className="report-overrides">
            <h2>
              Overridden <span>{counted(overridden.length, 'item')}</span>
            </h2>
            {overridden.map(({ id, item, override }) => (
              <p key={id} className="overridden">
                {id}, {item.text}: {override?.reason} ({override?.by.name}
                {override?.leave.kind === 'second-person' ? `, by leave of ${override.leave.approver.name}` : ', alone after the cool-off'})
              </p>
            ))}
          </section>
        )}
        {doing === 'comparing' && <ComparisonView run={detail.run} />}
        <section aria-label="Signatures">
          <h2>Signatures</h2>
          <SignaturesGiven detail={detail} />
        </section>
        {detail.chunks.map((chunk) => (
          <ReportChunk key={chunk.id} detail={detail} chunk={chunk} />
        ))}
        <section aria-label="Not shown">
          <HiddenItems detail={detail} />
        </section>
        <ReportRecord detail={detail} />
      </div>
    </div>
  );
}

type Doing = 'looking' | 'comparing' | 'reopening';

function ReportActions({
  detail,
  doing,
  onDo,
}: {
  readonly detail: RunDetail;
  readonly doing: Doing;
  readonly onDo: (doing: Doing) => void;
}) {
  return (
    <div className="list-bar actions not-printed">
      <button type="button" onClick={() => void saveReport(detail.run, 'pdf')}>
        Save as PDF
      </button>
      <button type="button" onClick={() => void saveReport(detail.run, 'json')}>
        Save as JSON
      </button>
      {detail.previous !== null && (
        <button type="button" aria-pressed={doing === 'comparing'} onClick={() => onDo(doing === 'comparing' ? 'looking' : 'comparing')}>
          {doing === 'comparing' ? 'Hide what changed' : 'What changed'} <kbd>d</kbd>
        </button>
      )}
      <button type="button" onClick={() => void startRun(detail.template, detail.about, detail.by?.person)}>
        Run again <kbd>n</kbd>
      </button>
      {detail.state === 'signed' && (
        <button type="button" onClick={() => onDo('reopening')}>
          Reopen <kbd>r</kbd>
        </button>
      )}
    </div>
  );
}

/** Whether it stands, and until when. */
function ReportStanding({ detail }: { readonly detail: RunDetail }) {
  const now = useNow();
  if (detail.state === 'void') return <p className="file-notice">It was declared void and does not count.</p>;
  const over = detail.expires !== null && Date.parse(detail.expires) <= now;
  const expired = detail.items.filter((item) => item.expired);
  return (
    <>
      {over && (
        <p className="file-notice">
          It was signed, and does not stand any more:{' '}
          {expired.length > 0 ? `${expired.map(({ id }) => id).join(', ')} expired` : 'it is due again'}{' '}
          {recordedMoment(detail.expires ?? '')}.
        </p>
      )}
      {detail.pace.tooFast && (
        <p className="file-notice">
          Answered faster than it can be read: {seconds(detail.pace.medianMilliseconds)} an item, the median of{' '}
          {counted(detail.pace.measured, 'item')}.
        </p>
      )}
    </>
  );
}

function ReportChunk({ detail, chunk }: { readonly detail: RunDetail; readonly chunk: RunDetail['chunks'][number] }) {
  const items = detail.items.filter((item) => item.chunk === chunk.id && item.shown);
  if (items.length === 0) return null;
  return (
    <section aria-label={chunk.title}>
      <h2>{chunk.title}</h2>
      <table className="table report-items">
        <thead>
          <tr>
            <th scope="col">Item</th>
            <th scope="col">What was asked</th>
            <th scope="col">Answer</th>
          </tr>
        </thead>
        <tbody>
          {items.map((item) => (
            <ReportItem key={item.id} item={item} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

function ReportItem({ item }: { readonly item: RunItem }) {
  const { answer, override } = item;
  return (
    <tr>
      <th scope="row">{item.id}</th>
      <td>
        {item.item.text} {item.item.critical && <span className="mark strong">critical</span>}
      </td>
      <td>
        <ResultMark
          result={answer?.result ?? 'unanswered'}
          wordless={answer !== null && (item.words?.startsWith(resultWords(answer.result)) ?? false)}
        />{' '}
        {item.words}
        {answer && item.item.kind !== 'tick' && saysMore(answer.because, item.words) && (
          <small className="report-because">{answer.because}</small>
        )}
        {answer && item.item.kind === 'computed' && <ReadingView readings={answer.readings} at={answer.at} />}
        {answer?.note != null && <p className="item-note">{answer.note}</p>}
        {override && <p className="overridden">Overridden: {override.reason}</p>}
        {item.files.length > 0 && <EvidenceField label={`beside ${item.id}`} evidence={item.files} />}
        {answer && (
          <small className="muted">
            {answer.by.name}, {recordedMoment(answer.at)}
            {answer.timing.milliseconds !== null && `, ${seconds(answer.timing.milliseconds)}`}
            {answer.validUntil !== null && `; ${item.expired ? 'expired' : 'stands until'} ${recordedMoment(answer.validUntil)}`}
          </small>
        )}
      </td>
    </tr>
  );
}

/** What the record holds of it: version, hashes, earlier revisions. */
function ReportRecord({ detail }: { readonly detail: RunDetail }) {
  return (
    <section aria-label="In the record">
      <h2>In the record</h2>
      <dl className="entry-fields">
        <div>
          <dt>begun</dt>
          <dd>
            {detail.startedBy}, {recordedMoment(detail.startedAt)}
          </dd>
        </div>
        <div>
          <dt>version {detail.number}</dt>
          <dd>
            <HashText hex={detail.hash} name="hash of the version" />
          </dd>
        </div>
        {detail.runHash !== null && (
          <div>
            <dt>what was signed</dt>
            <dd>
              <HashText hex={detail.runHash} name="hash of what was signed" />
            </dd>
          </div>
        )}
        {detail.revisions.map((revision) => (
          <div key={revision.revision}>
            <dt>revision {revision.revision}</dt>
            <dd>
              signed {recordedMoment(revision.signedAt)}, <HashText hex={revision.runHash} name={`hash of revision ${revision.revision}`} />
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function Reopen({ detail, onDone }: { readonly detail: RunDetail; readonly onDone: () => void }) {
  const { carry, busy, refusal } = useCarrying(api.checklists.reopen.mutate);
  async function reopen(reason: string): Promise<void> {
    const person = detail.by?.person;
    if ((await carry({ run: detail.run, reason, ...(person === undefined ? {} : { by: person }) })) === null) return;
    say({ tone: 'done', text: `It is open as revision ${detail.revision + 1}. What was signed is kept as it was.` });
    onDone();
  }
  return (
    <>
      <LineForm
        label="Why it is reopened; what was signed stays on record as it was"
        does="Reopen as a new revision"
        busy={busy}
        onDone={(reason) => void reopen(reason)}
        onCancel={onDone}
      />
      {refusal && <RefusalLine refusal={refusal} />}
    </>
  );
}

function reportCommands(detail: RunDetail, onDo: (doing: Doing) => void): readonly Command[] {
  const group = 'Checklist';
  return [
    { id: 'add', title: 'Run it again', group, keys: ['n'], run: () => void startRun(detail.template, detail.about, detail.by?.person) },
    {
      id: 'run.compare',
      title: 'What changed since the run before',
      group,
      keys: ['d'],
      refusal: () => (detail.previous === null ? 'There is no run before it about the same.' : null),
      run: () => onDo('comparing'),
    },
    {
      id: 'run.reopen',
      title: 'Reopen as a new revision',
      group,
      keys: ['r'],
      refusal: () => (detail.state === 'signed' ? null : 'Only what is signed can be reopened.'),
      run: () => onDo('reopening'),
    },
    { id: 'run.pdf', title: 'Save the report as PDF', group, run: () => void saveReport(detail.run, 'pdf') },
    { id: 'run.json', title: 'Save the report as JSON', group, run: () => void saveReport(detail.run, 'json') },
  ];
}

function seconds(milliseconds: number | null): string {
  return milliseconds === null ? 'unknown time' : `${(milliseconds / 1_000).toFixed(1)} s`;
}
