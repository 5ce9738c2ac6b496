import { create } from 'zustand';
import { isKnown, type Figure, type RateBasis, type TrailInput, type TrailStep } from '../../shared/figures/index.ts';
import { MINUS } from './number-text.ts';

/** An input of an explanation; the engine may say its origin in words, and which entry or row one can look at. */
export interface ExplainedInput extends TrailInput {
  readonly words?: string | undefined;
  readonly entry?: { readonly event: string; readonly seq: number } | null | undefined;
  readonly row?: { readonly dataset: string; readonly row: number; readonly file: string | null } | null | undefined;
  /** Leads to where the input came from, where that is neither an entry nor a row of the market. */
  readonly way?: (() => void) | undefined;
}

export interface ExplainedStep extends Omit<TrailStep, 'inputs'> {
  readonly inputs: readonly ExplainedInput[];
}

/** A figure somebody asked to have explained. */
export interface Explanation {
  /** The panel in whose foot it is shown. */
  readonly panel: string;
  /** `Divergence −99.45`: the figure's name and what the screen prints for it. */
  readonly title: string;
  readonly shown: string;
  /** What it is, in words, where the screen knows. */
  readonly says?: string;
  readonly basis?: RateBasis;
  readonly trail: readonly ExplainedStep[];
  /** Why there is no figure, where there is none. */
  readonly missing?: string;
  /** Asks for the trail, where it did not come with the figure. */
  readonly reach?: (signal: AbortSignal) => Promise<readonly ExplainedStep[]>;
}

/** `asked` counts the questions, so that asking again is another question. */
export const useExplanation = create<{ readonly open: Explanation | null; readonly asked: number }>(() => ({ open: null, asked: 0 }));

export function explain(explanation: Explanation): void {
  useExplanation.setState(({ asked }) => ({ open: explanation, asked: asked + 1 }));
}

export function closeExplanation(): void {
  useExplanation.setState({ open: null });
}

/** The parts of an explanation that a figure itself brings. */
export function explanationOf(figure: Figure<unknown>): Pick<Explanation, 'trail' | 'missing'> {
  return isKnown(figure) ? { trail: figure.trail } : { trail: [], missing: figure.unavailable.message };
}

/** An explanation as plain text, for a mail or a note. */
export function explanationText({ title, shown, says, trail, missing }: Explanation): string {
  const steps = trail.map((step) => {
    const inputs = step.inputs.map(
      (input) => `    ${input.name} = ${input.value}${input.unit ? ` ${input.unit}` : ''} (${inputWords(input)})`,
    );
    const result = `  ${step.figure} = ${step.value}${step.unit ? ` ${step.unit}` : ''}`;
    return [`  ${step.formula}${step.source ? `  [${step.source}]` : ''}`, ...inputs, result].join('\n');
  });
  return [`${title} ${shown}`, says, missing, ...steps]
    .filter((line) => line !== undefined)
    .join('\n')
    .replaceAll(MINUS, '-');
}

/** Where an input came from, in words. */
export function inputWords({ words, origin }: ExplainedInput): string {
  if (words !== undefined) return words;
  switch (origin.kind) {
    case 'given':
      return 'given';
    case 'event':
      return `journal entry ${origin.event}`;
    case 'row':
      return `row ${origin.row.toLocaleString()} of ${origin.dataset}`;
    case 'setting':
      return `setting: ${origin.name}`;
    case 'assumed':
      return `assumed: ${origin.because}`;
    case 'step':
      return `from ${origin.figure}`;
    default:
      return origin satisfies never;
  }
}
