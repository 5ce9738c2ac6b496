import './marks.css';

interface DistanceBarProps {
  /** 0 far away, 1 fires; null where it cannot be said. */
  readonly nearness: number | null;
  /** `0.012 above its level`. */
  readonly says: string;
}

/** How near a rule is to firing: the fuller, the nearer. The figure stands beside it. */
export function DistanceBar({ nearness, says }: DistanceBarProps) {
  return (
    <span className="distance">
      <span className="distance-track" aria-hidden="true">
        {nearness !== null && (
          <span className="distance-fill" style={{ width: `${Math.round(Math.min(1, Math.max(0, nearness)) * 100)}%` }} />
        )}
      </span>
      <span className="distance-says" data-tip={says}>
        {says}
      </span>
    </span>
  );
}
