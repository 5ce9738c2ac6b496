import { create } from 'zustand';
import { isKnown, type Figure, type RateBasis, type Trail } from '../../shared/figures/index.ts';
import { MINUS } from './number-text.ts';

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
  readonly trail: Trail;
  /** Why there is no figure, where there is none. */
  readonly missing?: string;
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
      (input) => `    ${input.name} = ${input.value}${input.unit ? ` ${input.unit}` : ''} (${originWords(input.origin)})`,
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
export function originWords(origin: Trail[number]['inputs'][number]['origin']): string {
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
