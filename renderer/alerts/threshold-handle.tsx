import { type KeyboardEvent, type PointerEvent, useRef } from 'react';
import type { Scale } from '../charts/scale.ts';
import type { Threshold } from './metric-chart.tsx';

interface ThresholdHandleProps {
  readonly threshold: Threshold;
  readonly scale: Scale;
  readonly text: (value: number) => string;
  /** Its name stands under its line, because another level’s stands over it. */
  readonly under: boolean;
  readonly step?: number;
  readonly onMove?: (value: number) => void;
}

/** The name of a level at the end of its line. Where it can be moved it is taken by the pointer, or by the arrow keys. */
export function ThresholdHandle({ threshold: { label, tone, value }, scale, text, under, step, onMove }: ThresholdHandleProps) {
  const begun = useRef<{ readonly y: number; readonly value: number } | null>(null);
  const top = scale.at(value);
  if (onMove === undefined || step === undefined) {
    return (
      <span className={`threshold-name ${tone}${under ? ' under' : ''}`} style={{ top }} aria-hidden="true">
        {label}
      </span>
    );
  }
  const move = onMove;
  const by = step;
  function onKeyDown(event: KeyboardEvent): void {
    const steps = { ArrowUp: 1, ArrowRight: 1, ArrowDown: -1, ArrowLeft: -1, PageUp: 10, PageDown: -10 }[event.key];
    if (steps === undefined || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    event.stopPropagation();
    move(value + steps * by);
  }
  function onPointerDown(event: PointerEvent<HTMLElement>): void {
    begun.current = { y: event.clientY, value };
    event.currentTarget.setPointerCapture(event.pointerId);
    event.stopPropagation();
  }
  function onPointerMove(event: PointerEvent<HTMLElement>): void {
    if (!begun.current) return;
    event.stopPropagation();
    const perPixel = (scale.high - scale.low) / Math.max(1, scale.at(scale.low) - scale.at(scale.high));
    move(Math.round((begun.current.value + (begun.current.y - event.clientY) * perPixel) / by) * by);
  }
  return (
    <span
      className={`threshold-handle ${tone}`}
      style={{ top }}
      role="slider"
      tabIndex={0}
      aria-orientation="vertical"
      aria-label={`Level: ${label}`}
      aria-valuemin={scale.low}
      aria-valuemax={scale.high}
      aria-valuenow={value}
      aria-valuetext={text(value)}
      onKeyDown={onKeyDown}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onPointerUp={() => {
        begun.current = null;
      }}
    >
      <span className={under ? 'threshold-name under' : 'threshold-name'}>{label}</span>
    </span>
  );
}
