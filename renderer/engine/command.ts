import { useCallback, useState } from 'react';
import type { Outcome, Refusal } from '../../shared/figures/index.ts';

export interface Carrying<Input, Ok> {
  /** Sends the command; answers what it answered, or `null` where it was refused. */
  readonly carry: (input: Input) => Promise<Ok | null>;
  readonly busy: boolean;
  readonly refusal: Refusal | null;
  readonly forget: () => void;
}

/** One command of the engine as a form uses it: busy while it runs, and the refusal to print where it was refused. */
export function useCarrying<Input, Ok>(send: (input: Input) => Promise<Outcome<Ok>>): Carrying<Input, Ok> {
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const carry = useCallback(
    async (input: Input): Promise<Ok | null> => {
      setBusy(true);
      setRefusal(null);
      const outcome = await answered(() => send(input));
      setBusy(false);
      if ('ok' in outcome) return outcome.ok;
      setRefusal(outcome.error);
      return null;
    },
    [send],
  );
  const forget = useCallback(() => setRefusal(null), []);
  return { carry, busy, refusal, forget };
}

/** What a call answered; a broken connection or a defect becomes a refusal too, since a person meets it all the same. */
export async function answered<Ok>(call: () => Promise<Outcome<Ok>>): Promise<Outcome<Ok>> {
  try {
    return await call();
  } catch (cause) {
    return { error: { code: 'no-answer', message: cause instanceof Error ? cause.message : 'The engine did not answer.' } };
  }
}
