import { type KeyboardEvent, useMemo, useState } from 'react';
import type { SubjectKind } from '../../shared/figures/index.ts';
import { useReading } from '../engine/reading.ts';
import { KIND_WORDS } from '../metrics/index.ts';
import { ChipChoice } from './chip-choice.tsx';
import { PresetCard } from './preset-card.tsx';
import { type Preset, presetsReading } from './readings.ts';
import './rule-editor.css';

interface PresetGalleryProps {
  /** Null: an empty rule. */
  readonly onChoose: (preset: Preset | null) => void;
  readonly onCancel: () => void;
}

const NONE: readonly Preset[] = [];

/** Rules to begin with, each explained and rehearsed on the data at hand; arrows go through them. */
export function PresetGallery({ onChoose, onCancel }: PresetGalleryProps) {
  const [kind, setKind] = useState<SubjectKind | ''>('');
  const { data = NONE, isPending, error } = useReading(presetsReading(null));
  const kinds = useMemo(() => [...new Set(data.map((preset) => preset.kind))], [data]);
  const shown = data.filter((preset) => kind === '' || preset.kind === kind);
  return (
    <div className="panel-body">
      <header className="panel-head">
        <h1>New rule</h1>
        <span className="says">begin with a common one, or with nothing</span>
        <span className="right actions">
          <button type="button" className="main" onClick={() => onChoose(null)}>
            An empty rule
          </button>
          <button type="button" onClick={onCancel}>
            Cancel
          </button>
        </span>
      </header>
      <div className="list-bar">
        <ChipChoice
          label="Kind of subject"
          any="of any kind"
          value={kind}
          options={kinds.map((each) => [each, `of ${KIND_WORDS[each][1]}`] as const)}
          onChange={setKind}
        />
      </div>
      {isPending && <p className="panel-opening">Rehearsing them on the data at hand …</p>}
      {error && <p className="panel-opening">They could not be read: {error.message}</p>}
      <div role="toolbar" aria-label="Rules to begin with" aria-orientation="vertical" tabIndex={-1} onKeyDown={goAbout}>
        <ul className="presets">
          {shown.map((preset) => (
            <PresetCard key={preset.id} preset={preset} onChoose={() => onChoose(preset)} />
          ))}
        </ul>
      </div>
    </div>
  );
}

function goAbout(event: KeyboardEvent<HTMLElement>): void {
  const by = { ArrowDown: 1, ArrowRight: 1, j: 1, ArrowUp: -1, ArrowLeft: -1, k: -1 }[event.key];
  if (by === undefined) return;
  const cards = [...event.currentTarget.querySelectorAll('button')];
  const here = cards.indexOf(document.activeElement as HTMLButtonElement);
  cards[Math.max(0, Math.min(cards.length - 1, here + by))]?.focus();
  event.preventDefault();
  event.stopPropagation();
}
