import type { Severity } from '../../shared/alerts/index.ts';

/** How loud something is: told by word, and by the fill of its mark, not by colour alone. */
export function SeverityMark({ severity }: { readonly severity: Severity }) {
  return <span className={`severity ${severity}`}>{severity}</span>;
}
