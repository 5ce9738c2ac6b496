import type { ReactNode } from 'react';

interface FormSentenceProps {
  /** It was begun earlier and left. */
  readonly resumed: boolean;
  /** What is missing still, where it means nothing yet. */
  readonly lack: string | undefined;
  /** What it means; null as long as something is missing. */
  readonly children: ReactNode;
}

/** What a form means, above its fields, while it is typed. */
export function FormSentence({ resumed, lack, children }: FormSentenceProps) {
  return (
    <p className="form-sentence" aria-live="polite">
      {resumed && <span className="muted">Continued as you left it; Esc discards it. </span>}
      {children ?? <span className="muted">{lack}</span>}
    </p>
  );
}
