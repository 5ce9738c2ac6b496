import { isRefused } from '../../shared/figures/index.ts';
import {
  CHECK_IDS,
  computeTicket,
  DEFAULT_TICKET_RULES,
  depthCard,
  type FundingObservation,
  type Instrument,
  type MarginTable,
  readReferenceFile,
  resultOf,
  scenarioOf,
  type Sourced,
  type TicketInputs,
  type TicketTerms,
  ticketTermsSchema,
  type TicketTermsDraft,
  ticketTitle,
  verdictOf,
} from '../../shared/pretrade/index.ts';
import { known } from '../../shared/figures/index.ts';
import type { Answers } from '../frame/answering-bridge.ts';

const VENUE = 'binance-futures';
const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString();
const dated = { venue: VENUE, asOf: minutesAgo(4), source: 'made.json' };
const origin = (file: string, reference: string, n = 1) => ({ reference, n, file, sha256: 'ab12cd34'.repeat(8) });

const PERPETUAL: Instrument = {
  ...dated,
  symbol: 'BTCUSDT',
  kind: 'perpetual',
  settlement: 'linear',
  base: 'BTC',
  quote: 'USDT',
  settle: 'USDT',
  contractSize: '1',
  contractUnit: 'base',
  orderUnit: 'base',
  tick: '0.1',
  lot: '0.001',
  minSize: '0.001',
  maxSize: '1000',
  fundingIntervalHours: '8',
};
const BRACKETS: MarginTable = {
  ...dated,
  instrument: 'BTCUSDT',
  settlement: 'linear',
  shape: 'tiers',
  unit: 'quote',
  amounts: 'given',
  tiers: [
    { floor: '0', cap: '50000', rate: '0.004', amount: '0', initialRate: '0.008', maxLeverage: '125' },
    { floor: '50000', cap: '600000', rate: '0.005', amount: '50', initialRate: '0.01', maxLeverage: '100' },
  ],
};
const FEES = {
  ...dated,
  product: 'linear perpetual',
  currency: 'USD',
  conditions: 'all' as const,
  tiers: [
    { name: 'VIP 0', minimums: { volume: '0' }, maker: '0.0002', taker: '0.0005' },
    { name: 'VIP 1', minimums: { volume: '15000000' }, maker: '0.00016', taker: '0.0004' },
  ],
};
const DEPTH = {
  ...dated,
  symbol: 'BTCUSDT',
  unit: 'base' as const,
  bids: [
    ['49995', '1.5'],
    ['49990', '2'],
    ['49950', '6'],
  ] as Array<[string, string]>,
  asks: [
    ['50000', '0.8'],
    ['50005', '1.2'],
    ['50020', '3'],
    ['50100', '10'],
  ] as Array<[string, string]>,
};
/** Twelve of them: a range wants ten at least. */
const FUNDINGS: readonly FundingObservation[] = Array.from({ length: 12 }, (_, index) => ({
  ...dated,
  symbol: 'BTCUSDT',
  at: minutesAgo(10 + index * 480),
  rate: ['0.0001', '0.00009', '0.00008'][index % 3]!,
  standing: 'settled',
  intervalHours: '8',
}));
const VOLUME = { asOf: new Date().toISOString().slice(0, 10), volume: '20000000', paysInToken: false };

/** A trade that passes, once its checklist is signed: long at 50 000 with a stop at 49 000. */
export const SOUND: TicketTermsDraft = {
  variant: 'perpetual',
  venue: VENUE,
  symbol: 'BTCUSDT',
  side: 'long',
  entry: '50000',
  stop: '49000',
  target: '53000',
  maxLoss: '1500',
  leverage: '4',
  marginMode: 'isolated',
  collateral: { free: '40000' },
  holdHours: '48',
  reason: 'Break of the range that held for two weeks.',
};

function inputsOf(terms: TicketTerms): TicketInputs {
  const named = terms.symbol === 'BTCUSDT' && terms.venue === VENUE;
  const from = <Row>(row: Row, file: string, reference: string, n = 1): Sourced<Row> => ({ row, origin: origin(file, reference, n) });
  const held = { name: 'Binance Futures', held: known('0'), limit: '100000' };
  return {
    terms,
    at: new Date().toISOString(),
    rules: DEFAULT_TICKET_RULES,
    reportingCurrency: 'USD',
    instrument: named ? from(PERPETUAL, 'exchangeInfo.json', 'r-instruments') : null,
    margin: named ? from(BRACKETS, 'leverageBracket.json', 'r-margin') : null,
    fees: named ? from(FEES, 'fees.json', 'r-fees') : null,
    depth: named ? from(DEPTH, 'depth.json', 'r-depth') : null,
    fundings: named ? FUNDINGS.map((row, index) => from(row, 'fundingRate.json', 'r-funding', index + 1)) : [],
    volume: { told: VOLUME, event: 'event-1' },
    daily: {
      asset: 'BTC',
      currency: 'USDT',
      closes: Array.from({ length: 30 }, (_, index) => ({
        day: `2026-10-${String(index + 1).padStart(2, '0')}`,
        price: String(50_000 + 500 * ((index % 3) - 1)),
      })),
    },
    rates: [{ asset: 'USDT', rate: known('1') }],
    venue: { venue: VENUE, name: 'Binance Futures', type: 'cex', exposure: held, group: null, asset: null },
    evidence: CHECK_IDS.map((check) => ({
      check,
      from: 'venue-register' as const,
      result: 'pass' as const,
      value: null,
      says: 'The register of the venue says so.',
      at: minutesAgo(60),
      validUntil: null,
      run: null,
    })),
    limits: [],
  };
}

interface MadeTicket {
  terms: TicketTerms;
  state: 'draft' | 'signed' | 'closed';
  signedAt: string | null;
}

/** The pre-trade desk as an engine would answer it: terms are computed by the domain itself, on a made venue. What is drafted and signed is kept. */
export function madeDesk(drafts: readonly TicketTermsDraft[] = [SOUND]) {
  const tickets = new Map<string, MadeTicket>();
  for (const [index, draft] of drafts.entries())
    tickets.set(`t${index + 1}`, { terms: ticketTermsSchema.parse(draft), state: 'draft', signedAt: null });
  const desk = { checklist: 'missing' as 'missing' | 'signed', identical: true };

  function preview(terms: TicketTerms, points = 81) {
    const computation = computeTicket(inputsOf(terms));
    const result = resultOf(computation);
    const verdict = verdictOf(result, []);
    const signed = desk.checklist === 'signed';
    return {
      terms,
      result,
      verdict,
      scenario: scenarioOf(computation, { points }),
      checklist: {
        template: 'TPL-PRETRADE-PERP',
        state: desk.checklist,
        run: signed ? 'run-1' : null,
        runHash: signed ? 'c0ffee00'.repeat(8) : null,
        blockers: [],
        overrides: [],
        current: signed,
      },
      beforeSigning: [
        ...verdict.reasons.map(({ what, says }) => `${what} ${says}`),
        ...(signed ? [] : ['Its checklist TPL-PRETRADE-PERP has not been run.']),
      ],
    };
  }
  function one(ticket: string) {
    const made = tickets.get(ticket);
    if (!made) return null;
    return {
      ...preview(made.terms),
      ...(made.signedAt === null ? {} : { beforeSigning: [] }),
      ticket,
      state: made.state,
      draftedAt: minutesAgo(30),
      changedAt: minutesAgo(20),
      signed: made.signedAt === null ? null : { at: made.signedAt, event: 'event-9', actor: 'Ada', resultHash: 'feed'.repeat(16) },
      closed: made.state === 'closed' ? { at: minutesAgo(0), outcome: 'closed' as const, profit: '210.5', note: '' } : null,
    };
  }
  const card = depthCard(DEPTH);
  const about = { origin: origin('depth.json', 'r-depth'), ageMinutes: 4, old: false };
  const answers: Answers = {
    'pretrade.list': () =>
      [...tickets].toReversed().map(([ticket, { terms, state, signedAt }]) => ({
        ticket,
        title: ticketTitle(terms),
        state,
        variant: terms.variant,
        venue: terms.venue,
        symbol: terms.symbol ?? null,
        side: terms.side,
        verdict: null,
        draftedAt: minutesAgo(30),
        changedAt: minutesAgo(20),
        signedAt,
      })),
    'pretrade.one': ({ ticket }: { ticket: string }) => one(ticket),
    'pretrade.preview': ({ terms }: { terms: TicketTerms }) => preview(ticketTermsSchema.parse(terms)),
    'pretrade.draft': ({ terms }: { terms: TicketTerms }) => {
      const ticket = `t${tickets.size + 1}`;
      tickets.set(ticket, { terms: ticketTermsSchema.parse(terms), state: 'draft', signedAt: null });
      return { ok: { ticket } };
    },
    'pretrade.revise': ({ ticket, terms }: { ticket: string; terms: TicketTerms }) => {
      tickets.set(ticket, { terms: ticketTermsSchema.parse(terms), state: 'draft', signedAt: null });
      return { ok: { ticket } };
    },
    'pretrade.remove': ({ ticket }: { ticket: string }) => {
      tickets.delete(ticket);
      return { ok: { ticket } };
    },
    'pretrade.sign': ({ ticket }: { ticket: string }) => {
      const made = tickets.get(ticket)!;
      tickets.set(ticket, { ...made, state: 'signed', signedAt: new Date().toISOString() });
      return { ok: { ticket, event: 'event-9', resultHash: 'feed'.repeat(16) } };
    },
    'pretrade.close': ({ ticket }: { ticket: string }) => {
      tickets.set(ticket, { ...tickets.get(ticket)!, state: 'closed' });
      return { ok: { ticket } };
    },
    'pretrade.recompute': ({ ticket }: { ticket: string }) => ({
      ticket,
      identical: desk.identical,
      signedHash: 'feed'.repeat(16),
      recomputedHash: desk.identical ? 'feed'.repeat(16) : 'dead'.repeat(16),
      differences: desk.identical ? [] : ['liquidation-price', 'P08'],
      result: one(ticket)!.result,
    }),
    'pretrade.instruments': ({ venue, search }: { venue?: string; search: string }) => {
      const found = venue === VENUE && 'btcusdt'.includes(search.toLowerCase());
      return {
        total: found ? 1 : 0,
        instruments: found
          ? [{ instrument: PERPETUAL, origin: origin('exchangeInfo.json', 'r-instruments'), ageMinutes: 4, old: false }]
          : [],
      };
    },
    'pretrade.references': () => [reference('r-instruments', 'exchangeInfo.json', 'binance-exchange-info', { instruments: 1 })],
    'pretrade.reference': ({ reference: id }: { reference: string }) => ({
      ...reference(id, 'exchangeInfo.json', 'binance-exchange-info', { instruments: 1 }),
      acceptedFindings: [],
      notices: [],
      answers: {},
      rows: [{ n: 1, kind: 'instrument', name: 'BTCUSDT', asOf: dated.asOf }],
    }),
    'pretrade.withdrawReference': () => ({ ok: { event: 'event-3' } }),
    'pretrade.fees': () => [
      {
        schedule: FEES,
        own: { row: 2, tier: FEES.tiers[1], maker: '0.00016', taker: '0.0004' },
        lacks: null,
        origin: origin('fees.json', 'r-fees'),
        ageMinutes: 4,
        old: false,
      },
    ],
    'pretrade.volumes': () => [{ venue: VENUE, told: VOLUME, ageDays: 0 }],
    'pretrade.tellVolume': () => ({ ok: { event: 'event-4' } }),
    'pretrade.rules': () => DEFAULT_TICKET_RULES,
    'pretrade.setRules': () => ({ ok: DEFAULT_TICKET_RULES }),
    'pretrade.depths': () => {
      if (!('ok' in card)) throw new Error('the made book has no card');
      const { bestBid, bestAsk, mid, spreadBps, within, levels } = card.ok;
      const sum = (each: (typeof within)[number]['bids']) => ({
        base: each.base.toFixed(),
        quote: each.quote.toFixed(),
        reached: each.reached,
      });
      return [
        {
          venue: VENUE,
          symbol: 'BTCUSDT',
          takenAt: dated.asOf,
          unit: 'base',
          levels,
          bestBid: bestBid!.toFixed(),
          bestAsk: bestAsk!.toFixed(),
          mid: mid!.toFixed(),
          spreadBp: spreadBps!.toFixed(),
          within: within.map(({ bps, bids, asks }) => ({ bp: bps, bids: sum(bids), asks: sum(asks) })),
          ...about,
        },
      ];
    },
    'pretrade.depth': () => ({ unit: 'base', bids: DEPTH.bids, asks: DEPTH.asks }),
    'pretrade.previewImport': (input: MadeImport) => importing(input, false),
    'pretrade.import': (input: MadeImport) => importing(input, true),
    'pretrade.report': () => ({ name: 'ticket.pdf', mediaType: 'application/pdf', content: btoa('%PDF-') }),
    'venues.list': ({ family }: { family: string }) => ({
      venues:
        family === 'derivatives'
          ? [
              { venue: VENUE, name: 'Binance Futures' },
              { venue: 'bybit', name: 'Bybit Derivatives' },
            ]
          : [],
    }),
    'venues.one': () => ({ records: [{ detail: { kind: 'account', label: 'main' } }] }),
    'checklists.standing': () => ({ state: desk.checklist, run: null, runHash: null, blockers: [], overrides: [], expires: null }),
    'checklists.templates': () => [],
  };
  return { answers, desk };
}

interface MadeImport {
  readonly content?: string;
  readonly name?: string;
  readonly venue: string;
  readonly answers: Record<string, string>;
  readonly accept: ReadonlyArray<{ readonly key: string; readonly reason: string }>;
}

/** What the engine makes of a file: read and linted by the domain, kept nowhere. */
function importing({ content = '', name = 'file', venue, answers, accept }: MadeImport, keep: boolean) {
  const read = readReferenceFile(content, { file: name, venue, answers, instruments: [] }, new Date().toISOString());
  if (isRefused(read)) return read;
  const { data, findings, questions, format, says } = read.ok;
  const keyed = findings.map((finding) => {
    const key = [finding.rule, finding.where.what, finding.where.row ?? '', finding.where.field ?? ''].join('|');
    return Object.assign({}, finding, { key, accepted: accept.find((each) => each.key === key)?.reason ?? null });
  });
  const open = keyed.filter(({ severity, accepted }) => severity !== 'notice' && accepted === null);
  const blockedBy = [
    ...questions.map((question) => question.says),
    ...(open.length > 0 ? ['A finding is neither corrected nor accepted.'] : []),
  ];
  return {
    ok: {
      reference: keep && blockedBy.length === 0 ? 'r-new' : null,
      already: null,
      file: name,
      sha256: 'ab12cd34'.repeat(8),
      bytes: content.length,
      format,
      formatName: says,
      venue,
      asOf: dated.asOf,
      ageMinutes: 4,
      counts: countsOf(data),
      questions,
      findings: keyed,
      blockedBy,
      shown: data.instruments,
    },
  };
}

function countsOf({
  instruments,
  margins,
  fees,
  depths,
  fundings,
}: Record<'instruments' | 'margins' | 'fees' | 'depths' | 'fundings', readonly unknown[]>) {
  return { instruments: instruments.length, margins: margins.length, fees: fees.length, depths: depths.length, fundings: fundings.length };
}

function reference(id: string, file: string, format: string, counts: Partial<Record<'instruments', number>>) {
  return {
    reference: id,
    file,
    sha256: 'ab12cd34'.repeat(8),
    bytes: 2048,
    format,
    venue: VENUE,
    asOf: dated.asOf,
    ageMinutes: 4,
    importedAt: minutesAgo(3),
    counts: { instruments: 0, margins: 0, fees: 0, depths: 0, fundings: 0, ...counts },
    accepted: 0,
    live: true,
  };
}
