import { NativeSelect } from '@mantine/core';
import { useQuery, keepPreviousData } from '@tanstack/react-query';
import { useEffect, useMemo, useRef } from 'react';
import { isRefused } from '../../shared/figures/index.ts';
import { countWords, VARIANT_WORDS } from '../../shared/pretrade/index.ts';
import { api } from '../engine/api.ts';
import { answered, useCarrying } from '../engine/command.ts';
import { quantityText } from '../figures/number-text.ts';
import { RefusalLine } from '../forms/refusal-line.tsx';
import { sayChanged } from '../forms/say-changed.ts';
import { useSettled } from '../lists/index.ts';
import { type Command, useCommands } from '../window/commands.ts';
import { useEscape } from '../window/escape.ts';
import { FindingList } from './finding-list.tsx';
import { QuestionField } from './question-field.tsx';
import { type ImportInput, type ImportPreview, useVenueNames } from './readings.ts';
import { DropPlace } from './takes-files.tsx';
import { setPretradeView } from './view.ts';
import { change, leaveWaiting, questionOf, showWaiting, useWaiting, type WaitingFile } from './waiting-files.ts';
import { leave, openReference } from './ways.ts';
import { minutesText } from './words.ts';

/** Instruments of a file that are shown, so that one sees what was understood. */
const SHOWN = 8;

/** Files on their way in: what each holds, what it leaves open, what is wrong with it, and only then whether it is kept. */
export function FilesDesk({ panel }: { readonly panel: string }) {
  const { files, current } = useWaiting();
  const file = files.find(({ key }) => key === current) ?? files[0];
  useEscape(true, leave);
  return (
    <>
      <header className="panel-head">
        <h1 tabIndex={-1}>{file ? file.name : 'Files'}</h1>
        <span className="says">{files.length > 1 ? `${files.length} wait` : 'nothing is stored before you keep it'}</span>
      </header>
      <div className="panel-body detail">
        {files.length > 1 && (
          <div className="waiting-files" role="group" aria-label="Files that wait">
            {files.map(({ key, name }) => (
              <button key={key} type="button" className="chip" aria-pressed={key === file?.key} onClick={() => showWaiting(key)}>
                {name}
              </button>
            ))}
          </div>
        )}
        {file ? (
          <FileView key={file.key} panel={panel} file={file} />
        ) : (
          <section aria-label="No file">
            <p className="muted">No file waits. What you drop here is read and shown; it is kept when you say so.</p>
            <DropPlace />
          </section>
        )}
      </div>
    </>
  );
}

function FileView({ panel, file }: { readonly panel: string; readonly file: WaitingFile }) {
  const root = useRef<HTMLDivElement>(null);
  const venues = useVenueNames();
  const { preview, refusal, waits } = useFilePreview(file);
  const keeping = useCarrying(api.pretrade.import.mutate);
  const { carry, busy } = keeping;
  const question = useMemo(() => questionOf(file), [file]);
  const news = preview?.questions.filter(({ id }) => !file.asked.some((asked) => asked.id === id)) ?? [];
  useEffect(() => {
    if (news.length > 0) change(file.key, { asked: [...file.asked, ...news] });
  });
  const ready = preview !== null && preview.blockedBy.length === 0 && !waits;
  useEffect(() => {
    root.current?.querySelector<HTMLElement>('select')?.focus({ preventScroll: true });
  }, []);
  const commands = useMemo<readonly Command[]>(() => {
    async function keep(): Promise<void> {
      if (question === null) return;
      const kept = await carry(question);
      if (kept === null || kept.reference === null) return;
      setPretradeView({ venue: question.venue });
      sayChanged(`${kept.file} is kept: ${countWords(kept.counts)}.`);
      if (!leaveWaiting(file.key)) openReference(kept.reference, kept.file);
    }
    return [
      {
        id: 'reference.keep',
        title: 'Keep this file',
        group: 'Reference data',
        keys: ['mod+Enter'],
        refusal: () => (ready ? null : (preview?.blockedBy[0] ?? 'Say of which venue it is first.')),
        run: () => void keep(),
      },
      {
        id: 'reference.leave',
        title: 'Leave this file out',
        group: 'Reference data',
        keys: ['Delete'],
        run: () => void leaveWaiting(file.key),
      },
    ];
  }, [carry, file.key, preview, question, ready]);
  useCommands(panel, commands);

  return (
    <div ref={root} className="file-view">
      <div className="form-fields file-fields">
        <NativeSelect
          label="Venue"
          description="of which the file is"
          required
          value={file.venue}
          data={[{ value: '', label: 'choose a venue' }, ...[...venues].map(([value, label]) => ({ value, label }))]}
          onChange={(event) => change(file.key, { venue: event.currentTarget.value })}
        />
        {file.asked.map((asked) => (
          <QuestionField
            key={asked.id}
            question={asked}
            value={file.answers[asked.id] ?? ''}
            onChange={(value) => change(file.key, { answers: { ...file.answers, [asked.id]: value } })}
          />
        ))}
      </div>
      {file.source === null && file.refusal === null && (
        <p className="muted" role="status">
          It is handed over, {Math.floor(file.share * 100)} %
        </p>
      )}
      {(file.refusal ?? refusal) && <RefusalLine refusal={(file.refusal ?? refusal)!} />}
      {preview && <FileFacts preview={preview} />}
      {preview && preview.questions.length > 0 && <p className="muted file-clean">It is checked as soon as its questions are answered.</p>}
      {preview && preview.questions.length === 0 && (
        <FindingList
          findings={preview.findings}
          accepted={file.accepted}
          onAccept={(accepted) => change(file.key, { accepted: { ...file.accepted, ...accepted } })}
          onTakeBack={(key) => {
            const { [key]: _gone, ...accepted } = file.accepted;
            change(file.key, { accepted });
          }}
        />
      )}
      {preview && preview.blockedBy.length > 0 && (
        <section aria-label="In the way">
          <h2>Before it can be kept</h2>
          <ul className="blocked-by">
            {preview.blockedBy.map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
        </section>
      )}
      {keeping.refusal && <RefusalLine refusal={keeping.refusal} />}
      <div className="actions file-actions">
        <button type="button" className="main" data-keep="" disabled={!ready || busy} onClick={() => commands[0]?.run()}>
          Keep this file <kbd>Ctrl Enter</kbd>
        </button>
        <button type="button" onClick={() => void leaveWaiting(file.key)}>
          Leave it out
        </button>
      </div>
    </div>
  );
}

/** What the engine says of the file as it is answered now; the answer before stays until the next is there. */
function useFilePreview(file: WaitingFile) {
  const question = questionOf(file);
  const { content: _content, ...said } = (question ?? {}) as Partial<ImportInput>;
  const key = JSON.stringify([file.key, said]);
  const settled = useSettled(key, 120);
  const { data } = useQuery({
    queryKey: ['pretrade', 'preview-import', settled],
    queryFn: ({ signal }) => answered(() => api.pretrade.previewImport.query(question!, { signal })),
    meta: META,
    enabled: question !== null && settled === key,
    placeholderData: keepPreviousData,
    gcTime: 5_000,
  });
  if (question === null || !data) return { preview: null, refusal: null, waits: question !== null };
  return isRefused(data)
    ? { preview: null, refusal: data.error, waits: false }
    : { preview: data.ok, refusal: null, waits: settled !== key };
}
const META = { columns: ['pretrade'] };

/** What was understood of a file. */
function FileFacts({ preview }: { readonly preview: ImportPreview }) {
  const { formatName, counts, asOf, ageMinutes, sha256, bytes, shown, already } = preview;
  return (
    <section aria-label="What it holds">
      <h2>
        {formatName}
        <span>{countWords(counts)}</span>
      </h2>
      <p className="muted">
        {bytes.toLocaleString()} bytes · <span data-tip={sha256}>{sha256.slice(0, 8)}</span>
        {asOf !== null && ` · as of ${asOf.slice(0, 16).replace('T', ' ')} UTC, ${minutesText(ageMinutes ?? 0)} old`}
      </p>
      {already !== null && <p className="late">This very file is in use already.</p>}
      {shown.length > 0 && (
        <table className="table">
          <thead>
            <tr>
              <th scope="col">Instrument</th>
              <th scope="col">Kind</th>
              <th scope="col" className="number">
                Contract
              </th>
              <th scope="col" className="number">
                Step
              </th>
            </tr>
          </thead>
          <tbody>
            {shown.slice(0, SHOWN).map(({ symbol, kind, settlement, base, quote, contractSize, contractUnit, lot, orderUnit }) => (
              <tr key={symbol}>
                <td>
                  {symbol} <span className="muted">{`${base} in ${quote}`}</span>
                </td>
                <td>{`${settlement} ${VARIANT_WORDS[kind]}`}</td>
                <td className="number">{`${quantityText(contractSize)} ${contractUnit === 'base' ? base : quote}`}</td>
                <td className="number">
                  {lot === undefined ? '—' : `${quantityText(lot)} ${orderUnit === 'base' ? base : orderUnit === 'quote' ? quote : ''}`}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {counts.instruments > SHOWN && <p className="muted">{`and ${(counts.instruments - SHOWN).toLocaleString()} more.`}</p>}
    </section>
  );
}
