import { writeFileSync } from 'node:fs';
import { done, figureText, Decimal, isKnown, isRefused, type Outcome, refuse } from '../../../shared/figures/index.ts';
import { canonicalJson } from '../../../shared/journal/index.ts';
import {
  TICKET_FIGURE_IDS,
  TICKET_FIGURES,
  type TicketFigureId,
  type TicketResult,
  type TicketSigned,
  VARIANT_WORDS,
} from '../../../shared/pretrade/index.ts';
import type { Engine } from '../engine.ts';
import { type Block, type Paper, printPaper, type Words } from '../paper/paper.ts';
import type { PreviewAnswer } from './answers.ts';
import { preview } from './preview.ts';
import { signedTicket, signedView } from './recompute.ts';
import { readTicket, type TicketRow } from './ticket-rows.ts';

type Form = 'pdf' | 'json';
interface ReportFile {
  readonly name: string;
  readonly mediaType: string;
  readonly content: string;
}

/** A ticket as a file, in base64: a signed one with everything it froze, a draft as it is now. Null where there is none. */
export async function ticketReport(engine: Engine, ticket: string, form: Form): Promise<ReportFile | null> {
  const row = readTicket(engine.store, ticket);
  if (!row || row.removed) return null;
  const printed = await reportOf(engine, row, form);
  if (isRefused(printed)) throw new Error(printed.error.message);
  const { name, mediaType, bytes } = printed.ok;
  return { name, mediaType, content: Buffer.from(bytes).toString('base64') };
}

/** Writes the report to a path. A file that is there is not replaced. */
export async function saveReport(
  engine: Engine,
  ticket: string,
  form: Form,
  path: string,
): Promise<Outcome<{ path: string; bytes: number }>> {
  const row = readTicket(engine.store, ticket);
  if (!row || row.removed) return refuse('no-such-ticket', `There is no ticket ${ticket}.`, { ticket });
  const printed = await reportOf(engine, row, form);
  if (isRefused(printed)) return printed;
  try {
    writeFileSync(path, printed.ok.bytes, { flag: 'wx', mode: 0o600 });
    return done({ path, bytes: printed.ok.bytes.length });
  } catch (thrown) {
    const code = thrown instanceof Error && 'code' in thrown ? String(thrown.code) : '';
    return code === 'EEXIST'
      ? refuse('file-exists', `${path} is there already and is not replaced. Choose another name.`, { path })
      : refuse('not-written', `${path} could not be written (${code}). Check the folder and its permissions.`, { path });
  }
}

async function reportOf(
  engine: Engine,
  row: TicketRow,
  form: Form,
): Promise<Outcome<{ name: string; mediaType: string; bytes: Uint8Array }>> {
  const signed = signedTicket(engine, row);
  const view = signed ? signedView(signed.payload) : preview(engine, row.terms, row.ticket);
  const about = { ticket: row.ticket, state: row.state, at: signed?.at ?? engine.now(), signedBy: signed?.actor ?? null };
  const record = Buffer.from(recordText(about, view, signed?.payload ?? null));
  const name = `ticket-${row.ticket}`;
  if (form === 'json') return done({ name: `${name}.json`, mediaType: 'application/json', bytes: record });
  const pdf = await printPaper(paperOf(about, view, signed?.payload ?? null, record));
  return isRefused(pdf) ? pdf : done({ name: `${name}.pdf`, mediaType: 'application/pdf', bytes: pdf.ok });
}

interface About {
  readonly ticket: string;
  readonly state: TicketRow['state'];
  readonly at: string;
  readonly signedBy: string | null;
}

/** The record as a file: of a signed ticket everything that it froze, in canonical form. */
function recordText(about: About, view: PreviewAnswer, signed: TicketSigned | null): string {
  const { terms, result, verdict, checklist } = view;
  const body = signed ?? { terms, result, verdict, checklist };
  return `${canonicalJson(JSON.parse(JSON.stringify({ format: 'countinghouse-ticket/1', ...about, ...body })))}\n`;
}

function paperOf(about: About, view: PreviewAnswer, signed: TicketSigned | null, record: Uint8Array): Paper {
  const { result, terms, verdict, checklist } = view;
  const hash = signed ? `result ${signed.resultHash.slice(0, 16)}` : 'draft';
  return {
    title: result.title,
    subtitle: `Pre-trade ticket, ${VARIANT_WORDS[terms.variant]}`,
    foot: `${about.ticket} · ${hash}`,
    at: about.at,
    blocks: [
      { kind: 'text', text: VERDICT_WORDS[verdict.verdict], strong: true },
      ...verdict.reasons.map(
        ({ what, says, overridden }): Block => ({
          kind: 'text',
          strong: true,
          text: overridden === null ? `${what}: ${says}` : `OVERRIDDEN ${what}: ${says} Reason: ${overridden}`,
        }),
      ),
      {
        kind: 'facts',
        facts: [
          { name: 'State', value: about.signedBy === null ? about.state : `${about.state}; signed ${about.at} by ${about.signedBy}` },
          { name: 'Computed at', value: result.at },
          {
            name: 'Checklist',
            value: `${checklist.template}, ${checklist.state}${checklist.runHash === null ? '' : `, ${checklist.runHash}`}`,
          },
          ...(terms.reason === undefined ? [] : [{ name: 'Reason', value: terms.reason }]),
          ...(terms.exitPlan === undefined ? [] : [{ name: 'Exit', value: terms.exitPlan }]),
        ],
      },
      { kind: 'heading', level: 1, text: 'Terms' },
      { kind: 'facts', facts: termFacts(view) },
      { kind: 'heading', level: 1, text: 'Figures' },
      {
        kind: 'table',
        columns: [
          { title: 'Figure', width: 3 },
          { title: 'Value', width: 3, align: 'right' },
          { title: 'Meaning', width: 6 },
        ],
        rows: TICKET_FIGURE_IDS.filter((id) => isShown(result, id)).map((id) => [
          TICKET_FIGURES[id].name,
          valueWords(result, id),
          TICKET_FIGURES[id].says,
        ]),
      },
      ...tierBlocks(result),
      { kind: 'heading', level: 1, text: 'Checks' },
      {
        kind: 'table',
        columns: [
          { title: 'Check', width: 5 },
          { title: 'Verdict', width: 2 },
          { title: 'Found', width: 7 },
        ],
        rows: result.checks
          .filter((check) => check.verdict !== 'not-applicable')
          .map(({ check, title, verdict: found, says }): readonly Words[] => [
            `${check} ${title}`,
            [{ text: found, strong: found === 'fail' }],
            says,
          ]),
      },
      { kind: 'heading', level: 1, text: 'Files it rests on' },
      {
        kind: 'table',
        columns: [
          { title: 'What', width: 2 },
          { title: 'File', width: 4 },
          { title: 'As of', width: 4 },
          { title: 'SHA-256', width: 6 },
        ],
        rows: result.used.map(({ kind, origin, asOf, old }) => [kind, origin.file, `${asOf}${old ? ' (old)' : ''}`, origin.sha256]),
      },
      ...result.cautions.map((text): Block => ({ kind: 'text', text, muted: true })),
    ],
    attachments: [
      {
        name: `ticket-${about.ticket}.json`,
        mediaType: 'application/json',
        bytes: record,
        says: 'Everything that this ticket is computed from',
      },
    ],
  };
}

const VERDICT_WORDS = { go: 'GO', 'go-with-override': 'GO WITH OVERRIDE', 'no-go': 'NO GO' } as const;

function termFacts({ terms, result }: PreviewAnswer) {
  const told = [
    ['Side', terms.side],
    ['Venue', terms.venue],
    ['Account', terms.account],
    ['Instrument', terms.symbol],
    ['Entry', terms.entry],
    ['Stop', terms.stop],
    ['Target', terms.target],
    ['May lose', terms.maxLoss],
    ['Leverage', terms.leverage],
    ['Margin', terms.marginMode],
    ['Held for', terms.holdHours === undefined ? undefined : `${terms.holdHours} hours`],
    ['Orders', `in ${terms.feeIn}, out ${terms.feeOut}`],
    ['Currencies', `${result.base ?? '?'} in ${result.quote ?? '?'}, settled in ${result.settle ?? '?'}`],
  ] as const;
  return told.flatMap(([name, value]) => (value === undefined ? [] : [{ name, value }]));
}

function tierBlocks({ tier, feeTier }: TicketResult): Block[] {
  return [
    ...(tier
      ? [
          {
            kind: 'text' as const,
            text: `Margin tier at the liquidation price: row ${tier.row} of ${tier.origin.file}, from ${tier.tier.floor} to ${tier.tier.cap ?? 'no end'} (${tier.unit}), rate ${tier.tier.rate}, amount ${tier.tier.amount}, as of ${tier.asOf}.`,
          },
        ]
      : []),
    ...(feeTier
      ? [
          {
            kind: 'text' as const,
            text: `Fee tier: row ${feeTier.row} of ${feeTier.origin.file}, ${feeTier.tier.name}, maker ${feeTier.tier.maker}, taker ${feeTier.tier.taker}, as of ${feeTier.asOf}.`,
          },
        ]
      : []),
  ];
}

function isShown(result: TicketResult, id: TicketFigureId): boolean {
  const figure = result.figures[id];
  return isKnown(figure) || !['not-applicable', 'missing'].includes(figure.unavailable.reason);
}

function valueWords(result: TicketResult, id: TicketFigureId): string {
  const figure = result.figures[id];
  if (!isKnown(figure)) return figure.unavailable.message;
  const { unit } = TICKET_FIGURES[id];
  const value = new Decimal(figure.ok).toSignificantDigits(10);
  const currency = { quote: result.quote, base: result.base, settle: result.settle, reporting: result.reporting, price: result.quote }[
    unit as string
  ];
  if (unit === 'fraction') return `${figureText(value.times(100).toSignificantDigits(8))} %`;
  return `${figureText(value)} ${currency ?? (unit === 'basis-points' ? 'bp' : unit === 'times' ? '×' : unit === 'order' || unit === 'count' ? '' : unit)}`.trim();
}
