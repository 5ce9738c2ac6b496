import type { RuleLine } from './readings.ts';
import './marks.css';

const PARTS = [
  ['firing', 'firing'],
  ['recovering', 'recovering'],
  ['pending', 'pending'],
  ['cooling', 'cooling'],
  ['unknown', 'unknown'],
  ['idle', 'idle'],
  ['spent', 'spent'],
] as const;

/** Where the watches of a rule stand: what wants a look first. */
export function RuleStanding({ line: { armedAt, watches, idle, fault, snoozedUntil } }: { readonly line: RuleLine }) {
  if (fault !== null) {
    return (
      <span className="late" data-tip={fault}>
        cannot be read
      </span>
    );
  }
  if (armedAt === null) return <span className="muted">not armed</span>;
  if (idle !== null) {
    return (
      <span className="late" data-tip={idle.message}>
        idle<small>{idle.message}</small>
      </span>
    );
  }
  const told =
    watches === null
      ? []
      : PARTS.filter(([phase]) => watches[phase] > 0).map(([phase, words]) =>
          watches.total === 1 ? words : `${watches[phase].toLocaleString()} ${words}`,
        );
  const fires = watches !== null && watches.firing + watches.recovering > 0;
  return (
    <span className={`firing-state${fires ? ' fires' : ''}`}>
      {told[0] ?? 'armed'}
      {(told.length > 1 || snoozedUntil !== null) && (
        <small>{[...told.slice(1), ...(snoozedUntil === null ? [] : ['snoozed'])].join(' · ')}</small>
      )}
    </span>
  );
}
