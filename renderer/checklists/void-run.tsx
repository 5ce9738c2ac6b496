import { useState } from 'react';
import { api } from '../engine/api.ts';
import { useCarrying } from '../engine/command.ts';
import { RefusalLine } from '../forms/refusal-line.tsx';
import { sayChanged } from '../forms/say-changed.ts';
import { LineForm } from './line-form.tsx';
import type { RunDetail } from './readings.ts';

/** A run that was begun in error is declared void, with a reason; it stays on record and counts for nothing. */
export function VoidRun({ detail }: { readonly detail: RunDetail }) {
  const [asking, setAsking] = useState(false);
  const { carry, busy, refusal } = useCarrying(api.checklists.voidRun.mutate);
  if (detail.signatures.length > 0) return null;
  if (!asking) {
    return (
      <button type="button" className="way void-run" onClick={() => setAsking(true)}>
        Declare this run void
      </button>
    );
  }
  async function declare(reason: string): Promise<void> {
    if ((await carry({ run: detail.run, reason })) !== null) sayChanged(`${detail.title} for ${detail.aboutTitle} is void.`);
  }
  return (
    <>
      <LineForm
        label="Why it counts for nothing; it stays on record"
        does="Declare void"
        busy={busy}
        onDone={(reason) => void declare(reason)}
        onCancel={() => setAsking(false)}
      />
      {refusal && <RefusalLine refusal={refusal} />}
    </>
  );
}
