import type { z } from 'zod';
import { done, isRefused, type Outcome, refuse } from '../figures/index.ts';
import { parseStrictJson } from '../journal/index.ts';
import { lintReference } from './lint.ts';
import {
  depthSnapshotSchema,
  feeScheduleSchema,
  type Finding,
  fundingObservationSchema,
  instrumentSchema,
  marginTableSchema,
  type Question,
  type ReferenceData,
} from './reference.ts';
import { binanceShapes } from './venue-files/binance.ts';
import { bybitShapes } from './venue-files/bybit.ts';
import { ccxtMarketShapes } from './venue-files/ccxt-markets.ts';
import { ccxtTableShapes } from './venue-files/ccxt-tables.ts';
import { deribitShapes } from './venue-files/deribit.ts';
import { Draft, type ReadingContext } from './venue-files/draft.ts';
import { dydxShapes } from './venue-files/dydx.ts';
import { handKeptShapes } from './venue-files/hand-kept.ts';
import { krakenShapes } from './venue-files/kraken.ts';
import { okxShapes } from './venue-files/okx.ts';
import type { Shape } from './venue-files/shape.ts';

export type { ReadingContext };

/** What became of a file. While questions stand open there is no data: nothing is guessed. */
export interface ReferenceReading {
  readonly format: string;
  /** The format in words. */
  readonly says: string;
  readonly venue: string;
  readonly data: ReferenceData;
  readonly findings: readonly Finding[];
  readonly questions: readonly Question[];
}

/** Narrow shapes come before wide ones: what a venue alone writes before what ccxt or a person may write. */
const SHAPES: readonly Shape[] = [
  ...binanceShapes,
  ...okxShapes,
  ...bybitShapes,
  ...deribitShapes,
  ...krakenShapes,
  ...ccxtMarketShapes,
  ...dydxShapes,
  ...ccxtTableShapes,
  ...handKeptShapes,
];

/**
 * Reads a file that was saved from a venue's public endpoint, from ccxt or by hand: recognises its shape by its keys, converts units (or asks), and lints
 * what came out. `now` (ISO, UTC) is the instant against which ages are measured.
 *
 * Refused: `json-invalid`, `error-answer` (the venue's own error), `not-recognised`, `nothing-read`.
 */
export function readReferenceFile(text: string, context: ReadingContext, now: string): Outcome<ReferenceReading> {
  const parsed = parseStrictJson(text.startsWith('\uFEFF') ? text.slice(1) : text, { numbers: 'text' });
  if (isRefused(parsed)) return refuse('json-invalid', `${context.file}: ${parsed.error.message}`, parsed.error.details);
  const shape = SHAPES.find(({ recognises }) => recognises(parsed.ok));
  if (!shape) return notRecognised(parsed.ok, context.file);
  const draft = new Draft(context, shape.venue);
  draft.attempt(shape.says, null, () => shape.read(parsed.ok, draft));
  const { findings } = draft;
  const data = conforming(draft);
  const [row] = Object.values(data).flat();
  // Reference data in our own form names its venues itself; asking for one there would be asking in vain.
  const venue = row?.venue ?? draft.venue;
  const { questions } = draft;
  const about = { format: shape.id, says: shape.says, venue, questions };
  if (questions.length > 0) return done({ ...about, data: EMPTY, findings: [] });
  if (Object.values(data).every((rows) => rows.length === 0)) {
    const [first] = findings;
    return refuse(
      'nothing-read',
      `${context.file} is ${shape.says}, but nothing in it could be read${first ? `. ${first.says}` : ': it has no rows.'}`,
    );
  }
  return done({ ...about, data, findings: clipped([...findings, ...lintReference(data, { now, instruments: context.instruments })]) });
}

/** What fits the form that is kept; a name of a thousand characters does not, and is told of like any row that cannot be read. */
function conforming(draft: Draft): ReferenceData {
  return {
    instruments: fitting(draft.data.instruments, instrumentSchema, 'instrument', draft),
    margins: fitting(draft.data.margins, marginTableSchema, 'margin table', draft),
    fees: fitting(draft.data.fees, feeScheduleSchema, 'fee schedule', draft),
    depths: fitting(draft.data.depths, depthSnapshotSchema, 'order book', draft),
    fundings: fitting(draft.data.fundings, fundingObservationSchema, 'funding rate', draft),
  };
}

function fitting<Row>(rows: readonly Row[], schema: z.ZodType, what: string, draft: Draft): Row[] {
  return rows.filter((row, place) => {
    const issue = schema.safeParse(row).error?.issues[0];
    if (!issue) return true;
    const field = issue.path.join('.').slice(0, 100);
    const says = `The ${what} ${place + 1} has a ${field} that cannot be kept: ${issue.message}; it was left out.`;
    draft.find(
      'unreadable-row',
      'error',
      { what, row: place + 1, field },
      says.slice(0, 1000),
      'Save the file again, or go on without this row.',
      true,
    );
    return false;
  });
}

/** A file with thousands of faults is told by its first ones; names of any length are shortened to what a finding holds. */
function clipped(findings: readonly Finding[]): readonly Finding[] {
  const first = findings.slice(0, MOST_FINDINGS).map(shortened);
  const more = findings.length - first.length;
  if (more <= 0) return first;
  const says = `${more} more findings are not listed; repair these first.`;
  return [
    ...first,
    { rule: 'more-findings', severity: 'error', where: { what: 'file' }, says, remedy: 'Save the file again.', acceptable: false },
  ];
}

function shortened(finding: Finding): Finding {
  const { what, row, field } = finding.where;
  const where = { what: what.slice(0, 300), ...(row !== undefined && { row }), ...(field !== undefined && { field: field.slice(0, 100) }) };
  return { ...finding, where, says: finding.says.slice(0, 1000) };
}

const MOST_FINDINGS = 1_000;
const EMPTY: ReferenceData = { instruments: [], margins: [], fees: [], depths: [], fundings: [] };

function notRecognised(document: unknown, file: string) {
  const members =
    typeof document === 'object' && document !== null && !Array.isArray(document) ? (document as Record<string, unknown>) : {};
  const said = members['msg'] ?? members['retMsg'] ?? members['error'];
  const code = members['code'] ?? members['retCode'];
  if (said !== undefined && code !== '0') {
    return refuse(
      'error-answer',
      `${file} is an error answer of a venue (${JSON.stringify(said).slice(0, 200)}), not data. Save it again.`,
    );
  }
  const keys = Object.keys(members).slice(0, 8).join(', ');
  return refuse(
    'not-recognised',
    `${file} has none of the known shapes${keys ? ` (its keys are ${keys})` : ''}. Known are answers of Binance, OKX, Bybit, Deribit, Kraken Futures and dYdX, ccxt’s unified ones, fee tables by row, and this application’s own form.`,
  );
}
