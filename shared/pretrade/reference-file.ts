import { done, isRefused, type Outcome, refuse } from '../figures/index.ts';
import { parseStrictJson } from '../journal/index.ts';
import { lintReference } from './lint.ts';
import type { Finding, Question, ReferenceData } from './reference.ts';
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
  const { data, findings } = draft;
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
  return done({ ...about, data, findings: [...findings, ...lintReference(data, { now, instruments: context.instruments })] });
}

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
