import { addDays, dayOf, Decimal, decimalText, type Figure, isKnown, known, sum, unavailable } from '../../../shared/figures/index.ts';
import {
  CHECK_IDS,
  type CheckEvidence,
  type CheckId,
  type Held,
  type InstrumentKind,
  type TicketTerms,
  type TradeLimit,
  type VenueStanding,
} from '../../../shared/pretrade/index.ts';
import { standingAnswers } from '../checklists/index.ts';
import type { Engine } from '../engine.ts';
import { marketBook } from '../market/index.ts';
import { exposureBook, gatesOf, limitsOf, readVenue, recordsOf } from '../venues/index.ts';

type Placed = ReturnType<typeof exposureBook>['items'][number];
type Gates = NonNullable<ReturnType<typeof gatesOf>>;

/** What is known of a ticket’s venue: its name, and what is held there, at its group and of the asset, with the owner’s limits. Null where it is not in the catalogue. */
export function venueStanding(engine: Engine, venue: string, asset: string | undefined): VenueStanding | null {
  const found = readVenue(engine.store, venue);
  if (!found) return null;
  const { name, type, group } = found.details;
  const book = exposureBook(engine);
  const held = (items: readonly Placed[], called: string, scope: Scope): Held => ({
    name: called,
    held: sumOf(items, book.currency),
    limit: limitOf(engine, book.currency, scope),
  });
  return {
    venue,
    name,
    type: type === 'cex' || type === 'dex' || type === 'regulated' ? type : null,
    exposure: held(
      book.items.filter((item) => item.venue === venue),
      name,
      { venue },
    ),
    group:
      group === null
        ? null
        : held(
            book.items.filter((item) => item.group === group),
            group,
            { group },
          ),
    asset:
      asset === undefined
        ? null
        : held(
            book.items.filter((item) => item.asset === asset),
            asset,
            { asset },
          ),
  };
}

/** The owner's limits on a single trade that hold at a venue: its own, its group's, the asset's, and those on everything. */
export function tradeLimits(engine: Engine, venue: string, asset: string | undefined): TradeLimit[] {
  const group = readVenue(engine.store, venue)?.details.group ?? null;
  const scopes: Scope[] = [{ venue }, ...(group === null ? [] : [{ group }]), ...(asset === undefined ? [] : [{ asset }])];
  return limitsOf(engine).flatMap(({ detail, scope, expired }): TradeLimit[] => {
    const { metric, amount, currency } = detail;
    if (expired || (metric !== 'loss' && metric !== 'notional' && metric !== 'leverage')) return [];
    const holds = detail.scope.to === 'total' || scopes.some((each) => isScope(detail.scope, each));
    return holds ? [{ metric, scope, amount, currency }] : [];
  });
}

/** Everything that registers and signed checklists say of checks: of the venue, and of the ticket where there is one. */
export function evidenceFor(engine: Engine, terms: TicketTerms, ticket: string | undefined, at: string): CheckEvidence[] {
  return [
    ...registerEvidence(engine, terms, at),
    ...checklistEvidence(engine, 'venue', terms.venue, at),
    ...(ticket === undefined ? [] : checklistEvidence(engine, 'ticket', ticket, at)),
  ];
}

const IDS: ReadonlySet<string> = new Set(CHECK_IDS);

/** Whether an item of a checklist stands for a check: it is called by its id. */
export function isCheck(item: string): item is CheckId {
  return IDS.has(item);
}

function checklistEvidence(engine: Engine, kind: 'venue' | 'ticket', id: string, at: string): CheckEvidence[] {
  const from = kind === 'venue' ? ('venue-checklist' as const) : ('ticket-checklist' as const);
  return [...standingAnswers(engine, { kind, id }, at).values()].flatMap(({ item, result, value, at: given, validUntil, run, template }) =>
    isCheck(item)
      ? [
          {
            check: item,
            from,
            result,
            value,
            says: `Answered in ${template} on ${given.slice(0, 10)}: ${value}`,
            at: given,
            validUntil,
            run,
          },
        ]
      : [],
  );
}

/** What the registers of a venue say: its gates, the account’s second factor, list of addresses and permissions, the keys of programs. */
function registerEvidence(engine: Engine, { venue, account, variant }: TicketTerms, at: string): CheckEvidence[] {
  const told = (check: CheckId, result: CheckEvidence['result'], value: string | null, says: string): CheckEvidence => ({
    check,
    from: 'venue-register',
    result,
    value,
    says,
    at,
    validUntil: null,
    run: null,
  });
  const gates: Gates = gatesOf(engine, venue) ?? [];
  const byGate = (check: CheckId, id: Gates[number]['gate']) =>
    gates.filter(({ gate, from }) => gate === id && from?.in !== 'checklist').map(({ verdict, says }) => told(check, verdict, null, says));
  const records = recordsOf(engine, { venue });
  const accounts = records.flatMap(({ detail }) => (detail.kind === 'account' ? [detail] : []));
  const own = accounts.find(({ label }) => label === account) ?? (account === undefined && accounts.length === 1 ? accounts[0] : undefined);
  const keys = records.flatMap(({ detail }) => (detail.kind === 'api-key' && detail.revokedOn === null ? [detail] : []));
  const oldest = addDays(dayOf(at), -90);
  const bad = keys.filter(
    ({ scopes, ipBound, createdOn }) => scopes.some((scope) => scope !== 'read' && scope !== 'trade') || !ipBound || createdOn < oldest,
  );
  return [
    ...byGate('P01', 'eligibility'),
    ...byGate('P02', 'kyc'),
    ...byGate('P28', 'red-flags'),
    ...(own && own.permissions.length > 0
      ? [
          permits(own.permissions, variant)
            ? told('P03', 'pass', own.permissions.join(', '), `The account ${own.label} may trade it: ${own.permissions.join(', ')}.`)
            : told(
                'P03',
                'fail',
                own.permissions.join(', '),
                `The account ${own.label} may trade ${own.permissions.join(', ')}, and not this.`,
              ),
        ]
      : []),
    ...(own?.twoFactor
      ? [
          own.twoFactor === 'sms' || own.twoFactor === 'none'
            ? told(
                'P19',
                'fail',
                own.twoFactor,
                `The second factor of ${own.label} is ${own.twoFactor === 'sms' ? 'text messages' : 'off'}.`,
              )
            : told('P19', 'pass', own.twoFactor, `The second factor of ${own.label} is ${own.twoFactor}.`),
        ]
      : []),
    ...(own?.allowList
      ? [
          own.allowList.on && (own.allowList.lockHours ?? 0) > 0
            ? told(
                'P20',
                'pass',
                `${own.allowList.lockHours} h`,
                `Withdrawals of ${own.label} go to listed addresses; a new one waits ${own.allowList.lockHours} hours.`,
              )
            : told(
                'P20',
                'fail',
                null,
                `The list of addresses of ${own.label} is ${own.allowList.on ? 'on, but a new address need not wait' : 'off'}.`,
              ),
        ]
      : []),
    ...(keys.length === 0
      ? []
      : bad.length > 0
        ? [
            told(
              'P21',
              'fail',
              `${bad.length} of ${keys.length}`,
              `${bad.map(({ label }) => label).join(', ')}: trades more than it should, is not bound to an address, or is older than 90 days.`,
            ),
          ]
        : [
            told(
              'P21',
              'pass',
              keys.length === 1 ? '1 key' : `${keys.length} keys`,
              'Every key only trades, is bound to addresses and at most 90 days old.',
            ),
          ]),
  ];
}

/** Whether words of an account’s permissions name a kind of trade. */
function permits(permissions: readonly string[], variant: InstrumentKind): boolean {
  const words = permissions.join(' ').toLowerCase();
  return PERMISSION_WORDS[variant].some((word) => words.includes(word));
}
const PERMISSION_WORDS: Readonly<Record<InstrumentKind, readonly string[]>> = {
  perpetual: ['perp', 'swap', 'future', 'derivative'],
  future: ['future', 'derivative'],
  option: ['option'],
  spot: ['spot'],
  'on-chain': ['spot', 'swap'],
};

type Scope = { readonly venue: string } | { readonly group: string } | { readonly asset: string };

/** The tightest limit on exposure that is set for a place, in the reporting currency; null where none is, or it cannot be told in it. */
function limitOf(engine: Engine, currency: string, scope: Scope): string | null {
  const today = dayOf(engine.now());
  const amounts = limitsOf(engine).flatMap(({ detail, expired }) => {
    if (expired || detail.metric !== 'exposure' || detail.currency === null || !isScope(detail.scope, scope)) return [];
    if (detail.currency === currency) return [new Decimal(detail.amount)];
    const price = marketBook(engine.store).prices.price(detail.currency, currency, today);
    return isKnown(price) ? [price.ok.value.times(detail.amount)] : [];
  });
  return amounts.length === 0 ? null : decimalText(Decimal.min(...amounts));
}

function isScope(of: ReturnType<typeof limitsOf>[number]['detail']['scope'], scope: Scope): boolean {
  if ('venue' in scope) return 'venue' in of && of.venue === scope.venue;
  if ('group' in scope) return of.to === 'group' && of.group === scope.group;
  return of.to === 'asset' && of.asset === scope.asset;
}

function sumOf(items: readonly Placed[], currency: string): Figure<string> {
  const values = items.flatMap(({ value }) => (isKnown(value) ? [new Decimal(value.ok)] : []));
  const total = decimalText(sum(values));
  const missing = items.length - values.length;
  if (missing > 0)
    return unavailable(
      'value-missing',
      `At least ${total} ${currency} lie there; the value of ${missing} more is not known. Import or enter the prices that are missing.`,
    );
  const inputs = items
    .slice(0, 50)
    .map(({ title, value }) => ({ name: title, value: isKnown(value) ? value.ok : '', origin: { kind: 'given' as const } }));
  return known(total, [{ figure: 'held', formula: 'sum of all that lies there', inputs, value: total, unit: currency }]);
}
