import { type RefObject, useId, useState } from 'react';
import { type TicketResult, VARIANT_WORDS } from '../../shared/pretrade/index.ts';
import type { Complaints, Draft } from '../forms/draft.ts';
import { FormField } from '../forms/form-field.tsx';
import { quantityText } from '../figures/number-text.ts';
import { type InstrumentAnswer, useAccounts, useInstruments, useVenueNames } from './readings.ts';
import { variantOf } from './ticket-draft.ts';
import { type FieldGroup, ticketGroups } from './ticket-fields.ts';
import { openFiles } from './ways.ts';
import { minutesText } from './words.ts';

interface TicketFormProps {
  readonly draft: Draft;
  readonly complaints: Complaints;
  /** What the engine says against what was typed, by field. */
  readonly problems: ReadonlyMap<string, string>;
  readonly result: TicketResult | null;
  readonly form: RefObject<HTMLFormElement | null>;
  readonly onChange: (path: string, value: string) => void;
  readonly onSave: () => void;
}

/** The terms of a trade, as they are typed. What is asked follows the kind of trade. */
export function TicketForm({ draft, complaints, problems, result, form, onChange, onSave }: TicketFormProps) {
  const id = useId();
  const venues = useVenueNames();
  const variant = variantOf(draft);
  const venue = draft['venue'] ?? '';
  const symbol = draft['symbol'] ?? '';
  const accounts = useAccounts(venue);
  const { data: found } = useInstruments(venue, variant, symbol.trim());
  const choices = [...new Map(venue === '' || venues.has(venue) ? venues : [...venues, [venue, venue]])];
  const groups = ticketGroups({
    variant,
    marginMode: draft['marginMode'] ?? '',
    venues: choices.map(([value, label]) => ({ value, label })),
    base: result?.base ?? null,
    quote: result?.quote ?? null,
    settle: result?.settle ?? null,
  });
  const lists: Readonly<Record<string, string>> = { symbol: `${id}-symbols`, account: `${id}-accounts` };
  const known = found?.instruments.find(({ instrument }) => instrument.symbol === symbol.trim());
  return (
    <form
      ref={form}
      className="ticket-form"
      aria-label="Terms of the trade"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        onSave();
      }}
    >
      <datalist id={lists['symbol']}>
        {found?.instruments.map(({ instrument: { symbol, base, quote, kind, settlement } }) => (
          <option key={symbol} value={symbol}>
            {`${base} in ${quote}, ${settlement} ${VARIANT_WORDS[kind]}`}
          </option>
        ))}
      </datalist>
      <datalist id={lists['account']}>
        {accounts.map((account) => (
          <option key={account} value={account}>
            {account}
          </option>
        ))}
      </datalist>
      {groups.map((group) => (
        <Group key={group.title} group={group} draft={draft} complaints={complaints} problems={problems} lists={lists} onChange={onChange}>
          {group.title === 'Trade' && (
            <InstrumentLine known={known} venue={venue} symbol={symbol.trim()} total={found?.total ?? null} variant={variant} />
          )}
        </Group>
      ))}
      <button type="submit" className="unseen" tabIndex={-1} aria-hidden="true">
        Save
      </button>
    </form>
  );
}

interface GroupProps extends Pick<TicketFormProps, 'draft' | 'complaints' | 'problems' | 'onChange'> {
  readonly group: FieldGroup;
  readonly lists: Readonly<Record<string, string>>;
  readonly children?: React.ReactNode;
}

function Group({ group, draft, complaints, problems, lists, onChange, children }: GroupProps) {
  const { title, fields, folded = false } = group;
  const [begun] = useState(() => fields.some(({ path, type }) => type !== 'choice' && (draft[path] ?? '') !== ''));
  const body = (
    <div className="ticket-fields">
      {fields.map((field) => (
        <div key={field.path} data-path={field.path} className={field.type === 'passage' || field.type === 'flag' ? 'wide' : undefined}>
          <FormField
            field={field}
            value={draft[field.path] ?? ''}
            complaint={(draft[field.path] ?? '') === '' ? undefined : (complaints[field.path] ?? problems.get(field.path))}
            onChange={(value) => onChange(field.path, value)}
            {...(lists[field.path] === undefined ? {} : { assets: lists[field.path] })}
          />
        </div>
      ))}
    </div>
  );
  if (folded) {
    return (
      <details className="ticket-group" open={begun}>
        <summary>{title}</summary>
        {body}
      </details>
    );
  }
  return (
    <fieldset className="ticket-group">
      <legend>{title}</legend>
      {body}
      {children}
    </fieldset>
  );
}

interface InstrumentLineProps {
  readonly known: InstrumentAnswer | undefined;
  readonly venue: string;
  readonly symbol: string;
  readonly total: number | null;
  readonly variant: keyof typeof VARIANT_WORDS;
}

/** What the instrument is, of which file, how old; or what to do where none is known. */
function InstrumentLine({ known, venue, symbol, total, variant }: InstrumentLineProps) {
  if (known) {
    const { settlement, base, quote, settle, lot, tick, maxLeverage } = known.instrument;
    const parts = [
      `${settlement} ${VARIANT_WORDS[known.instrument.kind]}, ${base} in ${quote}${settle === quote ? '' : `, settled in ${settle}`}`,
      lot === undefined ? '' : `step ${quantityText(lot)}`,
      tick === undefined ? '' : `tick ${quantityText(tick)}`,
      maxLeverage === undefined ? '' : `up to ${quantityText(maxLeverage)} ×`,
    ].filter((part) => part !== '');
    return (
      <p className="ticket-hint">
        {parts.join('; ')}.{' '}
        <span className={known.old ? 'late' : undefined}>
          {known.origin.file}, {minutesText(known.ageMinutes)} old.
        </span>
      </p>
    );
  }
  if (venue === '' || total === null) return <p className="ticket-hint" />;
  if (symbol === '' && total > 0)
    return <p className="ticket-hint">{`${total.toLocaleString()} to choose from; type a part of the name.`}</p>;
  if (total > 0) return <p className="ticket-hint">{`${total.toLocaleString()} called so; choose one of them.`}</p>;
  return (
    <p className="ticket-hint">
      {symbol === ''
        ? `No instrument of this kind (${VARIANT_WORDS[variant]}) is imported of this venue. `
        : `No instrument is called “${symbol}”. `}
      <button type="button" className="way" onClick={openFiles}>
        Import its files
      </button>
      , or drop them here.
    </p>
  );
}
