import type { z } from 'zod';
import { isRefused } from '../../../shared/figures/index.ts';
import { canonicalJson } from '../../../shared/journal/index.ts';
import { amountWords, placedWords } from '../../../shared/otc/index.ts';
import type { Engine } from '../engine.ts';
import { type Block, type Paper, printPaper } from '../paper/paper.ts';
import type { LegAnswer, printedAnswer, tradeAnswer } from './answers.ts';
import { oneTrade } from './settlements.ts';

type TradeAnswer = z.infer<typeof tradeAnswer>;
type Printed = z.infer<typeof printedAnswer>;

/** The file of a trade for those who ask later: what was agreed, compared, signed, paid and received. Null where there is no such trade. */
export async function report(engine: Engine, trade: string, as: 'json' | 'pdf'): Promise<Printed | null> {
  const answer = oneTrade(engine, trade);
  if (!answer) return null;
  const at = engine.now();
  const { size, root } = engine.journal.head();
  const head = { entries: size, root: Buffer.from(root).toString('hex') };
  const json = canonicalJson({ format: 'countinghouse-otc-trade/1', at, head, trade: JSON.parse(JSON.stringify(answer)) });
  const name = `trade-${answer.reference.replace(/[^A-Za-z0-9.-]+/g, '-')}`;
  if (as === 'json') return { name: `${name}.json`, mediaType: 'application/json', content: Buffer.from(json).toString('base64') };
  const printed = await printPaper(paperOf(answer, at, head, json));
  // What cannot be printed is a defect of the paper's model here: nothing in it depends on what people typed but the length of text.
  if (isRefused(printed)) throw new Error(printed.error.message);
  return { name: `${name}.pdf`, mediaType: 'application/pdf', content: Buffer.from(printed.ok).toString('base64') };
}

function paperOf(answer: TradeAnswer, at: string, head: { readonly entries: number; readonly root: string }, json: string): Paper {
  const { terms } = answer;
  const blocks: Block[] = [
    {
      kind: 'facts',
      facts: [
        { name: 'Direction', value: [{ text: answer.direction, strong: true }] },
        { name: 'Desk', value: answer.deskName },
        { name: 'Dealt at', value: terms.tradedAt },
        { name: 'Price', value: `${amountWords(terms.price, terms.quote.asset)} for one ${terms.base.asset}` },
        {
          name: 'Gross, fee, net',
          value: [terms.gross, terms.fee, terms.net].map((each) => amountWords(each, terms.quote.asset)).join(' · '),
        },
        { name: 'Value date and cut-off', value: `${terms.valueDate}, ${terms.cutOff.time} ${terms.cutOff.zone}` },
        {
          name: 'Who delivers first',
          value: terms.deliveryTerms === null ? terms.deliveryOrder : `${terms.deliveryOrder}: ${terms.deliveryTerms}`,
        },
        { name: 'Agreement', value: terms.agreement ?? 'none recorded' },
        { name: 'State', value: answer.cancelled === null ? answer.state : `cancelled: ${answer.cancelled}` },
      ],
    },
    { kind: 'heading', text: 'Steps', level: 1 },
    {
      kind: 'table',
      columns: [
        { title: 'Step', width: 5 },
        { title: 'State', width: 1 },
      ],
      rows: answer.steps.map(({ says, state, blockers }) => [[says, ...blockers.map((each) => each.says)].join('\n'), state]),
    },
    ...answer.legs.flatMap((leg) => legBlocks(leg)),
    ...answer.cases.map(
      ({ failure, resolution }): Block => ({
        kind: 'text',
        strong: true,
        text: `Case of ${failure.openedAt}: ${failure.what} (${failure.code}). ${resolution === null ? 'Open.' : `Closed: ${resolution}`}`,
      }),
    ),
    { kind: 'rule' },
    { kind: 'text', muted: true, text: `Journal of ${head.entries} entries, head ${head.root}. Not legal, tax or trading advice.` },
  ];
  return {
    title: `OTC trade ${answer.reference}`,
    subtitle: answer.direction,
    foot: `trade ${answer.trade} · journal head ${head.root.slice(0, 16)}`,
    at,
    blocks,
    attachments: [{ name: 'trade.json', mediaType: 'application/json', bytes: Buffer.from(json), says: 'The same as data' }],
  };
}

function legBlocks(leg: LegAnswer): readonly Block[] {
  const overrides = leg.release?.rests.filter((rest) => rest.overrides.length > 0) ?? [];
  return [
    { kind: 'heading', text: leg.words, level: 1 },
    {
      kind: 'facts',
      facts: [
        { name: 'Where', value: placedWords(leg) },
        { name: 'Destination', value: leg.instruction.destination },
        { name: 'Beneficiary', value: leg.instruction.beneficiary ?? 'none named' },
        { name: 'Memo or reference', value: leg.instruction.memo ?? 'none needed' },
        { name: 'Due', value: leg.due },
        { name: 'State', value: leg.overdue ? `${leg.state}, overdue` : leg.state },
        ...(leg.direction === 'in' ? [{ name: 'Received', value: leg.match.says }] : []),
        ...leg.receipts.map(({ reference, amount, receivedAt }) => ({
          name: reference,
          value: `${amountWords(amount, leg.asset)} at ${receivedAt}`,
        })),
        ...(leg.release === null
          ? []
          : [
              { name: 'Released', value: `${amountWords(leg.release.amount, leg.asset)} at ${leg.release.releasedAt}` },
              { name: 'Reference', value: leg.release.reference },
              ...leg.release.rests.map(({ template, runHash }) => ({ name: template, value: `signed, ${runHash}` })),
            ]),
      ],
    },
    ...overrides.map(
      ({ template, overrides }): Block => ({
        kind: 'text',
        strong: true,
        text: `${template} was signed against ${overrides.join(', ')}: overridden.`,
      }),
    ),
  ];
}
