import { useEffect, useRef, useState, type ReactNode } from 'react';
import { DECIMAL_TEXT } from '../../shared/figures/index.ts';
import { useEscape } from '../window/escape.ts';
import { goTo } from '../window/places.ts';
import { copyText } from '../window/copy-text.ts';
import {
  closeExplanation,
  explanationText,
  inputWords,
  useExplanation,
  type ExplainedInput,
  type ExplainedStep,
  type Explanation,
} from './explain.ts';
import { exactText, quantityText } from './number-text.ts';
import { RateBadge } from './rate-badge.tsx';
import { dayText } from './time-text.ts';

/** The foot of a panel in which one of its figures is explained: formula, inputs with their sources, steps, and the way to each row. */
export function ExplainFoot({ panel }: { readonly panel: string }) {
  const { open, asked } = useExplanation();
  return open && open.panel === panel ? <ExplainView key={asked} explanation={open} /> : null;
}

function ExplainView({ explanation }: { readonly explanation: Explanation }) {
  const { title, shown, says, basis, missing, reach } = explanation;
  const [trail, setTrail] = useState<readonly ExplainedStep[] | null>(reach ? null : explanation.trail);
  const [failure, setFailure] = useState<string | null>(null);
  const region = useRef<HTMLElement>(null);
  const opener = useRef<Element | null>(null);
  function close(): void {
    closeExplanation();
    // A bar of a chart is an SVG element, which has the focus as well as any other.
    if (opener.current instanceof HTMLElement || opener.current instanceof SVGElement) opener.current.focus();
  }
  useEscape(true, close);
  useEffect(() => {
    opener.current = document.activeElement;
    region.current?.focus({ preventScroll: true });
  }, []);
  useEffect(() => {
    if (!reach) return;
    const abort = new AbortController();
    reach(abort.signal).then(setTrail, (cause: unknown) => {
      if (!abort.signal.aborted) setFailure(cause instanceof Error ? cause.message : 'The engine did not explain it.');
    });
    return () => abort.abort();
  }, [reach]);
  const [result, ...before] = keyed(trail ?? []);
  return (
    <section className="explain" aria-label={`Explanation of ${title}`} ref={region} tabIndex={-1}>
      <header>
        <p>
          <b>
            {title} {shown}
          </b>
          {basis && <RateBadge basis={basis} />}
          {says && <span>{says}</span>}
        </p>
        <button
          type="button"
          className="quiet"
          onClick={() => void copyText(explanationText({ ...explanation, trail: trail ?? [] }), `the explanation of ${title}`)}
        >
          Copy
        </button>
        <button type="button" className="quiet" onClick={close}>
          Close <kbd>Esc</kbd>
        </button>
      </header>
      {missing && <p className="missing">{missing}</p>}
      {failure !== null && <p className="missing">{failure}</p>}
      {!missing && trail?.length === 0 && <p>This figure is stored as it was entered; nothing was computed.</p>}
      {result && <Step step={result.step} />}
      {before.length > 0 && (
        <details open={before.length < 4}>
          <summary>
            {before.length} {before.length === 1 ? 'step' : 'steps'} before it
          </summary>
          {before.map(({ key, step }) => (
            <Step key={key} step={step} />
          ))}
        </details>
      )}
    </section>
  );
}

/** Last step first; the same figure may be reached twice in one trail, so its name alone is no key. */
function keyed(trail: readonly ExplainedStep[]): ReadonlyArray<{ key: string; step: ExplainedStep }> {
  const times = new Map<string, number>();
  return trail
    .map((step) => {
      const time = (times.get(step.figure) ?? 0) + 1;
      times.set(step.figure, time);
      return { key: `${step.figure} ${time}`, step };
    })
    .reverse();
}

function Step({ step }: { readonly step: ExplainedStep }) {
  return (
    <div className="step">
      <p>
        {step.figure} <code>{step.formula}</code> ={' '}
        <b>
          <Value value={step.value} />
        </b>{' '}
        {step.unit}
        {step.source && <span className="source">{step.source}</span>}
      </p>
      <dl>
        {step.inputs.map((input) => (
          <div key={input.name}>
            <dt>{input.name}</dt>
            <dd className="number">
              <Value value={input.value} /> {input.unit}
            </dd>
            <dd>
              <OriginLink input={input} />
              {input.asOf && ` · ${input.asOf.length === 10 ? dayText(input.asOf) : input.asOf}`}
            </dd>
          </div>
        ))}
      </dl>
    </div>
  );
}

/** A way to the entry or row that an input came from. */
function OriginLink({ input }: { readonly input: ExplainedInput }): ReactNode {
  const { origin, entry, row, way } = input;
  const words = inputWords(input);
  if (way) return <Way words={words} go={way} />;
  const event = entry?.event ?? (origin.kind === 'event' ? origin.event : null);
  const place = row ?? (origin.kind === 'row' ? origin : null);
  if (place) return <Way words={words} go={() => goTo('market', `${place.dataset}:${place.row}`)} />;
  if (event !== null) return <Way words={words} go={() => goTo('journal', event)} />;
  return origin.kind === 'setting' ? <Way words={words} go={() => goTo('settings')} /> : words;
}

function Way({ words, go }: { readonly words: string; readonly go: () => void }) {
  return (
    <button type="button" className="way" onClick={go}>
      {words}
    </button>
  );
}

/** A value as a trail shows it: readable; all its digits on hover, and in what is copied. */
function Value({ value }: { readonly value: string }) {
  if (!DECIMAL_TEXT.test(value)) return value;
  const [shown, exact] = [quantityText(value), exactText(value)];
  return shown === exact ? shown : <span data-tip={exact}>{shown}</span>;
}
