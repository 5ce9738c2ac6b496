import { useMemo, useState } from 'react';
import { isRefused, type Refusal } from '../../shared/figures/index.ts';
import { sizeText } from '../files/index.ts';
import { type Command, useCommands } from '../window/commands.ts';
import { FileProgress } from './file-progress.tsx';
import { FormatChoice } from './format-choice.tsx';
import { type FileAnswer, isRead } from './import-answers.ts';
import { guessedMapping, platformOf } from './mapping-draft.ts';
import { MappingForm } from './mapping-form.tsx';
import { guessedMarketMapping, MarketMappingForm } from './market-mapping-form.tsx';
import { importFile, usePreview } from './preview.ts';
import { PreviewRows } from './preview-rows.tsx';
import { choose, putAway, takeColumns, type WaitingFile } from './waiting-files.ts';

/** A file before it is imported: as what it is read, what is not known of it, and row by row what becomes of it. */
export function FilePreview({ file, panel }: { readonly file: WaitingFile; readonly panel: string }) {
  const { data, error, isFetching } = usePreview(file);
  const [inner, setInner] = useState(0);
  const answers = data && !isRefused(data) ? data.ok.files : [];
  const answer = answers[Math.min(inner, answers.length - 1)];
  const accepted = answers.filter(isRead).reduce((sum, each) => sum + each.accepted, 0);
  const open = answers.some((each) => isRead(each) && each.market !== undefined && each.questions.length > 0);
  const ready = accepted > 0 && !open && !file.importing && !isFetching;
  useCommands(
    panel,
    useMemo(() => fileCommands(file, ready), [file, ready]),
  );
  const refusal = data && isRefused(data) ? data.error : file.arrival.is === 'refused' ? file.arrival.refusal : null;
  const { mapping, market } = file.choices.options;
  const isMapped = mapping !== undefined || market?.mapping !== undefined;
  return (
    <>
      <header className="panel-head">
        <h1>{file.name}</h1>
        <span className="says">{file.bytes === null ? '' : sizeText(file.bytes)}</span>
        <span className="right actions">
          <button type="button" className="quiet" disabled={file.importing} onClick={() => putAway(file.key)}>
            Put away
          </button>
          <button type="button" className="main" disabled={!ready} onClick={() => void importFile(file)}>
            {`Import ${accepted.toLocaleString()} ${answers.some((each) => isRead(each) && each.market) ? 'value' : 'row'}${accepted === 1 ? '' : 's'}`}
          </button>
        </span>
      </header>
      {answer && isRead(answer) && <FormatChoice file={file} answer={answer} />}
      <FileProgress file={file} isReading={isFetching && !data} />
      {error && <p className="refusal" role="alert">{`The file could not be read: ${error.message}`}</p>}
      {refusal && !isMapped && <Refused file={file} refusal={refusal} />}
      {answers.length > 1 && <InnerFiles answers={answers} chosen={inner} onChoose={setInner} />}
      <Mapped file={file} sample={answer && isRead(answer) && !answer.market ? answer.shown.map((row) => row.cells) : []} />
      {answer &&
        (isRead(answer) ? (
          <PreviewRows key={answer.file} file={file} answer={answer} panel={panel} />
        ) : (
          <p className="refusal">{answer.error.message}</p>
        ))}
    </>
  );
}

/** The mapping that the person makes for this file, where one is made. */
function Mapped({ file, sample }: { readonly file: WaitingFile; readonly sample: ReadonlyArray<readonly string[]> }) {
  const { options } = file.choices;
  const { mapping, market } = options;
  if (mapping !== undefined)
    return (
      <MappingForm
        header={file.columns}
        sample={sample}
        mapping={mapping}
        onChange={(changed) => choose(file.key, { options: { ...options, mapping: changed } })}
      />
    );
  if (market?.mapping === undefined) return null;
  return (
    <MarketMappingForm
      name={file.name}
      header={file.columns}
      mapping={market.mapping}
      onChange={(changed) => choose(file.key, { options: { ...options, market: { ...market, mapping: changed } } })}
    />
  );
}

function InnerFiles({
  answers,
  chosen,
  onChoose,
}: {
  readonly answers: readonly FileAnswer[];
  readonly chosen: number;
  readonly onChoose: (at: number) => void;
}) {
  return (
    <fieldset className="list-bar bare" aria-label="Files of the archive">
      {answers.map((answer, index) => (
        <button key={answer.file} type="button" className="chip" aria-pressed={index === chosen} onClick={() => onChoose(index)}>
          {answer.file.split('/').at(-1)} <b>{isRead(answer) ? answer.rows.toLocaleString() : '×'}</b>
        </button>
      ))}
    </fieldset>
  );
}

/** Why a file could not be read; one whose columns nobody knows can be mapped. */
function Refused({ file, refusal }: { readonly file: WaitingFile; readonly refusal: Refusal }) {
  const header = headerOf(refusal);
  return (
    <>
      <p className="refusal" role="alert">
        {refusal.message}
      </p>
      {header && (
        <div className="list-bar">
          <span>Say what its columns are. It tells</span>
          <button
            type="button"
            className="main"
            onClick={() => takeColumns(file.key, header, { mapping: guessedMapping(header, platformOf(file.name)) })}
          >
            what happened to coins
          </button>
          <button
            type="button"
            className="second"
            onClick={() => takeColumns(file.key, header, { market: { mapping: guessedMarketMapping(header) } })}
          >
            prices or other values
          </button>
        </div>
      )}
    </>
  );
}

function fileCommands(file: WaitingFile, ready: boolean): readonly Command[] {
  return [
    {
      id: 'import.commit',
      title: 'Import this file',
      group: 'Import',
      keys: ['mod+Enter'],
      refusal: () => (ready ? null : `${file.name} has no row that would be taken in.`),
      run: () => void importFile(file),
    },
  ];
}

/** The columns of a file that was refused because no format knows them. */
function headerOf({ code, details }: Refusal): readonly string[] | null {
  const header = details?.['header'];
  return code === 'unknown-format' && Array.isArray(header) && header.every((name) => typeof name === 'string') ? header : null;
}
