import { type KeyboardEvent, useRef, useState } from 'react';
import { DECIMAL_TEXT } from '../../shared/figures/index.ts';
import { CHECK_TYPES, type CheckType, TICKET_FIGURES, type TicketFigureId, type TicketResult } from '../../shared/pretrade/index.ts';
import { counted, quantityText } from '../figures/number-text.ts';
import { momentText } from '../figures/time-text.ts';
import { openRun } from '../checklists/index.ts';
import { useNow } from '../window/clock.ts';
import { inWords } from './figure-kinds.ts';
import type { CheckOutcome } from './readings.ts';
import { CHECK_SIGNS, CHECK_WORDS } from './words.ts';

const GROUP_WORDS: Readonly<Record<CheckType, { readonly title: string; readonly says: string }>> = {
  gate: { title: 'Gates', says: 'whether you may trade there at all' },
  computed: { title: 'Computed', says: 'from the figures of this ticket' },
  attested: { title: 'Attested', says: 'answered by a person, with evidence' },
  limit: { title: 'Limits', says: 'against your own' },
};

interface ChecksProps {
  readonly result: TicketResult;
  /** Checks that let the trade by against their verdict, with the reason. */
  readonly overridden: ReadonlyMap<string, string>;
}

/** The thirty-two checks by how they come to their verdict. The arrows go from one to the next; Enter opens why, rule and source. */
export function ChecksSection({ result, overridden }: ChecksProps) {
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  const [at, setAt] = useState<string | null>(null);
  const list = useRef<HTMLDivElement>(null);
  const groups = CHECK_TYPES.map((type) => ({
    type,
    checks: result.checks.filter(({ types, verdict }) => types[0] === type && verdict !== 'not-applicable'),
  })).filter(({ checks }) => checks.length > 0);
  const order = groups.flatMap(({ checks }) => checks.map(({ check }) => check));
  const current = at !== null && order.includes(at as (typeof order)[number]) ? at : order[0];
  const unasked = result.checks.filter(({ verdict }) => verdict === 'not-applicable');
  const passed = result.checks.filter(({ verdict }) => verdict === 'pass').length;

  function onKeyDown(event: KeyboardEvent): void {
    const place = order.findIndex((check) => check === current);
    const to = { ArrowDown: place + 1, ArrowUp: place - 1, Home: 0, End: order.length - 1 }[event.key];
    const next = to === undefined ? undefined : order[Math.max(0, Math.min(order.length - 1, to))];
    if (next === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    list.current?.querySelector<HTMLElement>(`[data-check="${next}"] > button`)?.focus();
  }
  function toggle(check: string): void {
    setOpen((before) => {
      const next = new Set(before);
      if (!next.delete(check)) next.add(check);
      return next;
    });
  }

  return (
    <section aria-label="Checks">
      <h2>
        Checks
        <span>
          {passed} of {order.length} pass
          {unasked.length > 0 && `; ${counted(unasked.length, 'is', 'are')} not asked of this kind of trade`}
        </span>
      </h2>
      <div ref={list} className="checks" role="presentation" onKeyDown={onKeyDown}>
        {groups.map(({ type, checks }) => (
          <div key={type}>
            <h3>
              {GROUP_WORDS[type].title} <span className="muted">{GROUP_WORDS[type].says}</span>
            </h3>
            <ul>
              {checks.map((check) => (
                <CheckRow
                  key={check.check}
                  check={check}
                  result={result}
                  overridden={overridden.get(check.check) ?? null}
                  isOpen={open.has(check.check)}
                  focusable={check.check === current}
                  onFocus={() => setAt(check.check)}
                  toggle={() => toggle(check.check)}
                />
              ))}
            </ul>
          </div>
        ))}
      </div>
    </section>
  );
}

interface CheckRowProps {
  readonly check: CheckOutcome;
  readonly result: TicketResult;
  readonly overridden: string | null;
  readonly isOpen: boolean;
  readonly focusable: boolean;
  readonly onFocus: () => void;
  readonly toggle: () => void;
}

function CheckRow({ check, result, overridden, isOpen, focusable, onFocus, toggle }: CheckRowProps) {
  const { check: id, title, verdict, value, says, covers, blocks } = check;
  const stops = verdict === 'fail' ? blocks !== 'never' : verdict === 'unknown' && blocks === 'unless-pass';
  return (
    <li data-check={id} data-verdict={verdict} data-stops={stops ? '' : undefined}>
      <button type="button" className="check-row" aria-expanded={isOpen} tabIndex={focusable ? 0 : -1} onFocus={onFocus} onClick={toggle}>
        <span className="check-sign" aria-hidden="true">
          {CHECK_SIGNS[verdict]}
        </span>
        <span className="check-id">{id}</span>
        <span className="check-words">
          <span className="check-title">{title}</span>
          <span className="unseen">: {CHECK_WORDS[verdict]}. </span>
          <span className="check-says">{says}</span>
          {covers.length > 0 && verdict !== 'pass' && <span className="check-covers">Beginner’s mistake: {covers.join('; ')}</span>}
          {overridden !== null && <b className="check-overridden">Overridden: {overridden}</b>}
        </span>
        <span className="check-value number">{value !== null && value.length <= 24 ? readable(value) : ''}</span>
      </button>
      {isOpen && <CheckDetail check={check} result={result} />}
    </li>
  );
}

function CheckDetail({ check, result }: { readonly check: CheckOutcome; readonly result: TicketResult }) {
  const now = useNow();
  const { rule, why, source, covers, validUntil, from, run, figures, value } = check;
  const looked = figures.flatMap((id) => {
    const words = id in TICKET_FIGURES ? inWords(id as TicketFigureId, result) : null;
    return words === null ? [] : [`${TICKET_FIGURES[id as TicketFigureId].name} ${words}`];
  });
  return (
    <dl className="check-detail">
      <dt>Passes when</dt>
      <dd>{rule}</dd>
      <dt>Why</dt>
      <dd>{why}</dd>
      {covers.length > 0 && (
        <>
          <dt>Covers the mistake</dt>
          <dd>{covers.join('; ')}</dd>
        </>
      )}
      {value !== null && value.length > 24 && (
        <>
          <dt>Value</dt>
          <dd>{value}</dd>
        </>
      )}
      {looked.length > 0 && (
        <>
          <dt>Looked at</dt>
          <dd>{looked.join('; ')}</dd>
        </>
      )}
      <dt>Answered by</dt>
      <dd>
        {FROM_WORDS[from]}
        {validUntil !== null && `, stands until ${momentText(validUntil, now)}`}
        {run !== null && (
          <>
            {' '}
            <button type="button" className="way" onClick={() => openRun(run, 'Checklist')}>
              the run
            </button>
          </>
        )}
      </dd>
      <dt>Source</dt>
      <dd>{source}</dd>
    </dl>
  );
}

/** A bare number as screens print numbers; anything else as it was said. */
function readable(value: string): string {
  return DECIMAL_TEXT.test(value) ? quantityText(value) : value;
}

const FROM_WORDS: Readonly<Record<CheckOutcome['from'], string>> = {
  ticket: 'the ticket itself',
  'venue-register': 'the venue’s register',
  'venue-checklist': 'a checklist about the venue',
  'ticket-checklist': 'this ticket’s checklist',
};
