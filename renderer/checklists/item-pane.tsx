import { type RefObject, useId } from 'react';
import { RefusalLine } from '../forms/refusal-line.tsx';
import { Age } from '../figures/age.tsx';
import { AnswerField } from './answer-field.tsx';
import { ItemFiles } from './item-files.tsx';
import { ItemQuestion } from './item-question.tsx';
import { LineForm } from './line-form.tsx';
import { StandingPanel } from './standing-badge.tsx';
import { OverrideForm } from './override-form.tsx';
import type { RunItem } from './readings.ts';
import { ResultMark } from './result-mark.tsx';
import { resultWords } from './words.ts';
import { usePaneFocus } from './pane-focus.ts';
import { beingSigned } from './run-commands.ts';
import type { RunDesk } from './run-desk.ts';
import { usePaneKeys } from './pane-keys.ts';

interface ItemPaneProps {
  readonly desk: RunDesk;
  readonly item: RunItem;
  readonly large: boolean;
  readonly why: boolean;
  readonly pane: RefObject<HTMLElement | null>;
  /** The keyboard is to come here even from elsewhere. */
  readonly hands: boolean;
  readonly onWhy: () => void;
}

/** The item on which somebody stands: the question, the field of its answer, its files, and the keys that answer it. */
export function ItemPane({ desk, item, large, why, pane, hands, onWhy }: ItemPaneProps) {
  const id = useId();
  usePaneFocus(pane, hands, desk.asking === null);
  usePaneKeys(pane, desk);
  const { typing, asking, busy, refusal, lack } = desk;
  const closed = beingSigned(desk) !== null;

  return (
    <section
      ref={pane}
      className={large ? 'item-pane large' : 'item-pane'}
      aria-labelledby={`${id}-question`}
      tabIndex={-1}
      data-first-focus=""
    >
      <ItemQuestion item={item.item} id={`${id}-question`} large={large} why={why} />
      <AnswerField
        asked={item}
        typing={typing}
        onType={desk.type}
        onGive={desk.confirm}
        onChoose={(option) => desk.give({ is: 'choice', option })}
        disabled={closed}
      />
      {item.item.kind === 'sub-list' && <StandingPanel template={item.item.template} about={desk.detail.about} />}
      <ItemFiles desk={desk} item={item} closed={closed} pane={pane} />
      <ItemStanding item={item} />
      {lack !== null && (
        <p className="lack" role="status">
          {lack}
        </p>
      )}
      {refusal && <RefusalLine refusal={refusal} />}
      {asking === 'reason' && (
        <LineForm
          label="Why it does not apply"
          does="Not applicable"
          begin={item.last?.given.is === 'not-applicable' ? item.last.given.reason : ''}
          busy={busy}
          onDone={(reason) => desk.give({ is: 'not-applicable', reason })}
          onCancel={() => desk.ask(null)}
        />
      )}
      {asking === 'note' && (
        <LineForm
          label="Note beside the answer"
          does="Keep"
          begin={typing.note === '' ? (item.answer?.note ?? '') : typing.note}
          optional
          busy={busy}
          onDone={desk.writeNote}
          onCancel={() => desk.ask(null)}
        />
      )}
      {asking === 'override' && <OverrideForm detail={desk.detail} item={item} onDone={() => desk.ask(null)} />}
      {asking === null && !closed && <PaneKeys desk={desk} item={item} why={why} onWhy={onWhy} />}
    </section>
  );
}

/** How the item stands in this run and how it was answered in the one before. */
function ItemStanding({ item }: { readonly item: RunItem }) {
  const { answer, words, last, override, request, repeat, expired } = item;
  return (
    <div className="item-standing" aria-live="polite">
      {answer && (
        <p>
          <ResultMark result={answer.result} wordless={words?.startsWith(resultWords(answer.result)) ?? false} /> {words}{' '}
          <span className="muted">
            {saysMore(answer.because, words) && answer.because} <Age at={answer.at} before={`${answer.by.name}, `} />
          </span>
          {expired && <em className="flag">expired: answer it again</em>}
          {repeat && <em className="flag">interrupted: answer it again</em>}
        </p>
      )}
      {answer?.note != null && <p className="item-note">{answer.note}</p>}
      {override && (
        <p className="overridden">
          Overridden by {override.by.name}
          {override.leave.kind === 'second-person' ? `, by leave of ${override.leave.approver.name}` : ', alone after the cool-off'}:{' '}
          {override.reason}
        </p>
      )}
      {request && !override && <p className="flag-line">An override was asked for; O goes on with it.</p>}
      {!answer && last && (
        <p className="before">
          Last time: <ResultMark result={last.result} wordless={last.words.startsWith(resultWords(last.result))} /> {last.words}{' '}
          <Age at={last.at} />
          {last.note !== null && `. ${last.note}`}
        </p>
      )}
    </div>
  );
}

/** Whether the reason of a result says more than the answer itself. */
export function saysMore(because: string, words: string | null): boolean {
  return because.replace(/\.$/, '') !== words?.replace(/\.$/, '');
}

function PaneKeys({ desk, item, why, onWhy }: Pick<ItemPaneProps, 'desk' | 'item' | 'why' | 'onWhy'>) {
  const { kind, notApplicable } = item.item;
  const { busy } = desk;
  const yes = YES[kind];
  return (
    <div className="pane-keys not-printed">
      {kind === 'tick' ? (
        <>
          <button type="button" className="answer yes" disabled={busy} onClick={() => desk.give({ is: 'tick', holds: true })}>
            <kbd>Y</kbd> It is so
          </button>
          <button type="button" className="answer no" disabled={busy} onClick={() => desk.give({ is: 'tick', holds: false })}>
            <kbd>N</kbd> It is not
          </button>
        </>
      ) : (
        yes !== '' && (
          <button type="button" className="answer yes" disabled={busy} onClick={desk.confirm}>
            <kbd>Y</kbd> {yes}
          </button>
        )
      )}
      {notApplicable && (
        <button type="button" className="answer" disabled={busy} onClick={() => desk.ask('reason')}>
          <kbd>A</kbd> Not applicable
        </button>
      )}
      <button type="button" className="answer" disabled={busy} onClick={() => desk.give({ is: 'unknown' })}>
        <kbd>U</kbd> Unknown
      </button>
      <span className="pane-keys-more">
        <button type="button" className="quiet" aria-pressed={why} onClick={onWhy}>
          Why <kbd>w</kbd>
        </button>
        <button type="button" className="quiet" onClick={() => desk.ask('note')}>
          Note <kbd>m</kbd>
        </button>
        {item.blocker && (
          <button type="button" className="quiet" onClick={() => desk.ask('override')}>
            Override <kbd>o</kbd>
          </button>
        )}
      </span>
    </div>
  );
}

/** What Y does, by kind; a choice is made by its digit. */
const YES: Readonly<Record<RunItem['item']['kind'], string>> = {
  tick: 'It is so',
  value: 'This is the value',
  choice: '',
  date: 'This is the day',
  text: 'This is the text',
  evidence: 'These are the files',
  computed: 'Read it now',
  compare: 'Compare',
  signature: 'Sign',
  timer: 'The time has gone by',
  'sub-list': 'Look it up now',
};
