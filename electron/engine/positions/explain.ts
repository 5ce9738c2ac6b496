import type { z } from 'zod';
import { decimalText, type Origin, type Trail, type TrailInput, type TrailStep } from '../../../shared/figures/index.ts';
import {
  type Component,
  COMPONENTS,
  componentWords,
  type DailyPrices,
  decompose,
  type Decomposition,
  heldAt,
  isMoney,
  moneyDecimal,
  moneyWeightedReturn,
  priceDecimal,
  quantityDecimal,
  subjectWords,
  type Worth,
} from '../../../shared/positions/index.ts';
import type { Engine } from '../engine.ts';
import type { explanationAnswer } from './answers.ts';
import { moneyText } from './figure-text.ts';
import type { ListQuestion } from './list.ts';
import { measuresFor } from './measures.ts';
import { measured, readPosition } from './position-rows.ts';
import { windowOf, xirrText } from './summary.ts';

/** What can be explained: a component of the return, or a sum of components. */
export const EXPLAINED = [...COMPONENTS, 'flows', 'value', 'nominal', 'after-tax', 'real', 'xirr'] as const;
export type Explained = (typeof EXPLAINED)[number];

type Answer = z.infer<typeof explanationAnswer>;

/** A figure's trail with each input's origin in words and the entry or row it came from; `null` where there is no such position. */
export function explain(engine: Engine, position: string, subject: Explained, question: ListQuestion): Answer | null {
  const row = readPosition(engine.store, position);
  if (!row) return null;
  const measures = measuresFor(engine, question);
  const entries = measured(engine.store, row);
  const window = windowOf(row, entries, measures.asOf, question.after);
  const component = COMPONENTS.find((each) => each === subject);
  const subjectOfTrail = component ?? (subject === 'flows' ? subject : undefined);
  const result = decompose(entries, window, measures.measureOf(row.terms), subjectOfTrail);
  const resolve = (trail: Trail) => trail.map((step) => resolved(engine, step));
  if (component) {
    const { name, says } = componentWords(component);
    const figure = moneyText(result.components.get(component) ?? 0n);
    return { title: name, says, figure, currency: measures.currency, steps: resolve(result.trail) };
  }
  if (subject === 'flows') {
    const { name, says } = subjectWords('flows');
    return { title: name, says, figure: moneyText(result.netFlow), currency: measures.currency, steps: resolve(result.trail) };
  }
  if (subject === 'value') {
    const trail = valueTrail(result, measures.prices);
    const says = 'what it holds and may claim, less what it owes, at the newest prices';
    return { title: 'Value', says, figure: moneyText(result.end), currency: measures.currency, steps: resolve(trail) };
  }
  if (subject === 'xirr') {
    const rate = moneyWeightedReturn(result);
    const steps = 'ok' in rate ? resolve(rate.trail) : [];
    return {
      title: 'XIRR, nominal',
      says: 'the one yearly rate at which all that was paid in would have grown to all that came out and is still there',
      figure: xirrText(rate),
      currency: measures.currency,
      steps,
    };
  }
  const { title, says, worth, trail } = sumOf(subject, result, measures.currency);
  return { title, says, figure: moneyText(worth), currency: measures.currency, steps: resolve(trail) };
}

interface Sum {
  readonly title: string;
  readonly says: string;
  readonly worth: Worth;
  readonly trail: Trail;
}

function sumOf(subject: Explained, result: Decomposition, currency: string): Sum {
  const values = step('nominal return', 'value at the end − value at the start − net flow in', currency, result.nominal, [
    money('value at the end', result.end, currency),
    money('value at the start', result.begin, currency),
    money('net flow in', result.netFlow, currency),
  ]);
  switch (subject) {
    case 'real':
      return {
        title: 'Real return, net',
        says: 'what all parts come to, after tax and in money of the first day',
        worth: result.real,
        trail: [
          values,
          step(
            'real return',
            'Σ parts',
            currency,
            result.real,
            parts(result, currency, () => true),
          ),
        ],
      };
    case 'after-tax':
      return {
        title: 'Return after tax',
        says: 'the nominal return less tax',
        worth: result.afterTax,
        trail: [
          values,
          step(
            'after tax',
            'Σ parts but inflation',
            currency,
            result.afterTax,
            parts(result, currency, (each) => each !== 'inflation'),
          ),
        ],
      };
    default:
      return {
        title: 'Nominal return',
        says: 'what the position is worth beyond what was put in, before tax and inflation',
        worth: result.nominal,
        trail: [
          values,
          step('the same, by its parts', 'Σ parts but tax and inflation', currency, result.nominal, parts(result, currency, isNominal)),
        ],
      };
  }
}

/** What is held at the end, each with its price of that day. */
function valueTrail(result: Decomposition, prices: DailyPrices): Trail {
  const day = result.window.through;
  const inputs = heldAt(result.holdings, day, prices).flatMap(({ name, asset, quantity, price }): TrailInput[] => {
    const held = { kind: 'step', figure: 'all that happened until then' } as const;
    const amount = { name, value: decimalText(quantityDecimal(quantity)), unit: asset, origin: held, asOf: day };
    const quote = prices.quote(asset, day);
    if (!isMoney(price)) return [amount];
    const observed = 'ok' in quote ? quote.ok : null;
    const origin = observed?.origin ?? ({ kind: 'assumed', because: 'its rate times the price of its underlying' } as const);
    const value = decimalText(priceDecimal(price));
    return [amount, { name: `price of ${asset}`, value, unit: prices.currency, origin, asOf: observed?.observed ?? day }];
  });
  return [{ figure: 'Value', formula: 'Σ qP', inputs, value: worthText(result.end), unit: prices.currency }];
}

function isNominal(component: Component): boolean {
  return component !== 'tax' && component !== 'inflation';
}

function parts(result: Decomposition, currency: string, counts: (component: Component) => boolean): readonly TrailInput[] {
  return [...result.components]
    .filter(([component]) => counts(component))
    .map(([component, worth]) => money(componentWords(component).name, worth, currency));
}

function money(name: string, worth: Worth, unit: string): TrailInput {
  return { name, value: worthText(worth), unit, origin: { kind: 'step', figure: name } };
}

function step(figure: string, formula: string, unit: string, worth: Worth, inputs: readonly TrailInput[]): TrailStep {
  return { figure, formula, inputs, value: worthText(worth), unit };
}

function worthText(worth: Worth): string {
  return isMoney(worth) ? decimalText(moneyDecimal(worth)) : worth.message;
}

type ResolvedStep = Answer['steps'][number];

function resolved(engine: Engine, { inputs, ...rest }: TrailStep): ResolvedStep {
  return { ...rest, inputs: inputs.map((input) => ({ ...input, ...whereFrom(engine, input.origin) })) };
}

type Whence = Pick<ResolvedStep['inputs'][number], 'words' | 'entry' | 'row'>;

/** An origin in words, and where one can look. */
function whereFrom(engine: Engine, origin: Origin): Whence {
  switch (origin.kind) {
    case 'event': {
      const event = engine.journal.byId(origin.event);
      if (!event) return plain('an entry that was erased');
      const words = engine.journal.registry.typeOf(event.type).words(event.payload);
      return { words, entry: { event: event.id, seq: event.seq }, row: null };
    }
    case 'row': {
      const file = fileOf(engine, origin.dataset);
      return {
        words: `row ${origin.row} of ${file ?? 'an import'}`,
        entry: null,
        row: { dataset: origin.dataset, row: origin.row, file },
      };
    }
    case 'setting':
      return plain(`the setting ${origin.name}`);
    case 'assumed':
      return plain(`assumed: ${origin.because}`);
    case 'given':
      return plain('as given');
    case 'step':
      return plain(`computed: ${origin.figure}`);
  }
}

function plain(words: string): Whence {
  return { words, entry: null, row: null };
}

function fileOf(engine: Engine, dataset: string): string | null {
  return (
    engine.store.get<{ file: string }>(
      'SELECT file FROM import_batch WHERE batch = ? UNION ALL SELECT file FROM market_dataset WHERE dataset = ?',
      dataset,
      dataset,
    )?.file ?? null
  );
}
