import { momentText } from '../figures/time-text.ts';
import { useNow } from '../window/clock.ts';
import type { RunDetail } from './readings.ts';
import { styleWords } from './words.ts';

/** Which checklist it is, about what, in which version. */
export function RunHead({ detail, children }: { readonly detail: RunDetail; readonly children?: React.ReactNode }) {
  const now = useNow();
  return (
    <header className="panel-head">
      <h1>{detail.title}</h1>
      <span className="says">
        {detail.aboutTitle} · {styleWords(detail.style)}
      </span>
      <span className="right">
        <span data-tip={`begun by ${detail.startedBy}, ${momentText(detail.startedAt, now)}; content ${detail.hash.slice(0, 16)}`}>
          version {detail.number}
          {detail.revision > 1 && ` · revision ${detail.revision}`}
        </span>
      </span>
      {children}
    </header>
  );
}
