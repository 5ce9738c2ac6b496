import { draftOfTerms } from './ticket-draft.ts';
import { ticketGroups } from './ticket-fields.ts';
import { type TicketDetail, useVenueNames } from './readings.ts';

/** The terms of a ticket that nobody can edit any more, as the form asked for them; what was left empty is left out. */
export function TermsSection({ detail: { terms, result } }: { readonly detail: TicketDetail }) {
  const venues = useVenueNames();
  const draft = draftOfTerms(terms);
  const fields = ticketGroups({
    variant: terms.variant,
    marginMode: terms.marginMode ?? '',
    venues: [{ value: terms.venue, label: venues.get(terms.venue) ?? terms.venue }],
    base: result.base,
    quote: result.quote,
    settle: result.settle,
  }).flatMap(({ fields }) => fields);
  const told = fields.flatMap(({ path, label, choices, type }) => {
    const value = draft[path] ?? '';
    if (value === '') return [];
    const words = choices?.find((choice) => choice.value === value)?.label ?? (type === 'flag' ? 'yes' : value);
    return [{ path, label, words, wide: type === 'passage' || type === 'flag' }];
  });
  return (
    <section aria-label="Terms">
      <h2>Terms</h2>
      <dl className="told-terms">
        {told.map(({ path, label, words, wide }) => (
          <div key={path} className={wide ? 'wide' : undefined}>
            <dt>{label}</dt>
            <dd>{words}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
