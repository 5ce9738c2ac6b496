import type { Refusal } from '../../shared/figures/index.ts';
import { RefusalLine } from './refusal-line.tsx';
import './forms.css';

interface FormFootProps {
  /** What the form does, as the button says it. */
  readonly does: string;
  readonly busy: boolean;
  readonly refusal: Refusal | null | undefined;
  readonly onCancel: () => void;
}

/** The end of a form: why it was refused, where it was, and the ways out. */
export function FormFoot({ does, busy, refusal, onCancel }: FormFootProps) {
  return (
    <>
      {refusal && <RefusalLine refusal={refusal} />}
      <div className="actions">
        <button type="submit" className="main" disabled={busy}>
          {does}
        </button>
        <button type="button" onClick={onCancel}>
          Cancel
        </button>
      </div>
    </>
  );
}
