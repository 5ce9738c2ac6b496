import { useState } from 'react';
import { decimalText, parseDecimal } from '../../shared/figures/index.ts';

interface PercentFieldProps {
  readonly ids: { readonly control: string; readonly says: string };
  /** A fraction: `"0.25"` is 25 %. Null where it is not told. */
  readonly share: string | null;
  readonly onShare: (share: string | null) => Promise<unknown>;
}

/** A rate from 0 to 100 %, typed in per cent and kept exactly as a fraction. It counts on Enter or when the field is left; empty tells none. */
export function PercentField({ ids, share, onShare }: PercentFieldProps) {
  const [typed, setTyped] = useState<string | null>(null);
  const read = typed === null ? share : readPercent(typed);
  async function settle(): Promise<void> {
    if (read === undefined) return;
    if (read !== share) await onShare(read);
    setTyped(null);
  }
  return (
    <>
      <input
        id={ids.control}
        aria-describedby={ids.says}
        aria-invalid={read === undefined}
        className="field percent"
        inputMode="decimal"
        autoComplete="off"
        placeholder="not told"
        value={typed ?? percentOf(share)}
        onChange={(event) => setTyped(event.currentTarget.value)}
        onBlur={() => void settle()}
        onKeyDown={(event) => {
          if (event.key === 'Enter') void settle();
          if (event.key === 'Escape') setTyped(null);
        }}
      />
      <span>%</span>
      {read === undefined && (
        <span className="late" role="alert">
          from 0 to 100
        </span>
      )}
    </>
  );
}

/** `"0.255"` is `"25.5"`. */
export function percentOf(share: string | null): string {
  const exact = share === null ? null : parseDecimal(share);
  return exact === null ? '' : decimalText(exact.times(100));
}

/** The fraction that a typed percentage means; null where nothing is typed, undefined where it means none. */
export function readPercent(text: string): string | null | undefined {
  const typed = text.trim().replace(/\s*%$/, '').replace(',', '.');
  if (typed === '') return null;
  const percent = parseDecimal(typed);
  if (percent === null || percent.lessThan(0) || percent.greaterThan(100)) return undefined;
  return decimalText(percent.div(100));
}
