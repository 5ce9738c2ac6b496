import type { Severity } from '../../shared/alerts/index.ts';
import './marks.css';

interface SeverityMarkProps {
  readonly severity: Severity;
  /** The mark alone; the word is for the tip and for who hears the page. */
  readonly short?: boolean;
}

/** How loud something is: told by word, and by the fill and shape of its mark, not by colour alone. */
export function SeverityMark({ severity, short = false }: SeverityMarkProps) {
  return (
    <span className={`severity ${severity}${short ? ' short' : ''}`} data-tip={short ? severity : undefined}>
      {short ? <span className="unseen">{severity}: </span> : severity}
    </span>
  );
}
