import { counted, numberText } from '../figures/number-text.ts';
import { KIND_WORDS } from '../metrics/index.ts';
import type { Preset } from './readings.ts';
import { SeverityMark } from './severity-mark.tsx';

interface PresetCardProps {
  readonly preset: Preset;
  readonly onChoose: () => void;
}

/** One rule to begin with: why one would want it, what it misses, and what it would have done on the data at hand. */
export function PresetCard({ preset: { title, kind, severity, why, catches, misses, rule, fault, rehearsal }, onChoose }: PresetCardProps) {
  return (
    <li>
      <button type="button" onClick={onChoose} disabled={fault !== null}>
        <span className="preset-head">
          <SeverityMark severity={severity} short />
          <b>{title}</b> <span className="muted">{KIND_WORDS[kind][1]}</span>
        </span>
        <span>{why}</span>
        <small>
          Catches: {catches} Misses: {misses}
        </small>
        <code>{rule}</code>
        <span className="preset-rehearsed">{fault ?? rehearsedWords(kind, rehearsal)}</span>
      </button>
    </li>
  );
}

function rehearsedWords(kind: Preset['kind'], rehearsal: Preset['rehearsal']): string {
  const [one, many] = KIND_WORDS[kind];
  if (rehearsal === null || rehearsal.subjects === 0) return `There are no ${many} to rehearse it on yet.`;
  const { rehearsed, subjects, firings, firing, perMonth, examples } = rehearsal;
  if (rehearsed === 0) return `Of ${counted(subjects, one, many)} no past is kept; it watches from when it is armed.`;
  const over = rehearsed < subjects ? `${rehearsed.toLocaleString()} of ${counted(subjects, one, many)}` : counted(subjects, one, many);
  const often =
    perMonth === null || firings === 0
      ? ''
      : perMonth < 0.05
        ? ', less than 0.1 a month each'
        : `, ${numberText(String(perMonth), { most: 1, fewest: 0 })} a month each`;
  const [most] = examples;
  const example = most && most.firings > 0 && rehearsed > 1 ? ` Most for ${most.title}: ${most.firings.toLocaleString()}.` : '';
  return `On your data, over ${over}, it would have fired ${counted(firings, 'time')}${often}${firing > 0 ? `; ${firing.toLocaleString()} fire now` : ''}.${example}`;
}
