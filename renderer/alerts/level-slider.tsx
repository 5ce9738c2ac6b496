import { useId } from 'react';
import { niceStep } from './axis.ts';
import type { Level } from './levels.ts';

interface LevelSliderProps {
  readonly level: Level;
  /** What was ever observed of the metric; null where the level is not on its axis. */
  readonly range: readonly [number, number] | null;
  readonly text: (value: number) => string;
  readonly onMove: (value: number) => void;
}

const STEPS = 400;

/** Moves one level of the rule: by drag, by arrow keys, and the firings follow. */
export function LevelSlider({ level, range, text, onMove }: LevelSliderProps) {
  const id = useId();
  const { label, of, tone, value } = level;
  const [low, high] = reachOf(value, range);
  const step = niceStep((high - low) / STEPS);
  return (
    <div className="level-slider">
      <label htmlFor={id}>
        {tone === 'clears' ? 'Clears' : 'Fires'} where <code>{of}</code> is {label.split(' ').slice(0, -1).join(' ')}
      </label>
      <output htmlFor={id}>{text(value)}</output>
      <input
        id={id}
        type="range"
        min={low}
        max={high}
        step={step}
        value={value}
        aria-valuetext={text(value)}
        onChange={(event) => onMove(event.currentTarget.valueAsNumber)}
      />
    </div>
  );
}

/** From where to where it may be moved: over what was observed and itself, or, of what is not on the axis, around where it is. */
function reachOf(value: number, range: readonly [number, number] | null): readonly [number, number] {
  if (range === null) {
    const size = Math.max(Math.abs(value) * 2, 0.01);
    return value < 0 ? [-size, 0] : [0, size];
  }
  const air = (range[1] - range[0]) * 0.05 || Math.abs(range[0]) * 0.05 || 0.01;
  return [Math.min(range[0] - air, value), Math.max(range[1] + air, value)];
}
