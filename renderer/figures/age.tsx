import { useNow } from '../window/clock.ts';
import { ageText } from './time-text.ts';

/** How old something is, growing by itself; `late` where it is older than it may be. */
export function Age({ at, late = false, before = '' }: { readonly at: string; readonly late?: boolean; readonly before?: string }) {
  const now = useNow();
  const age = ageText(Date.parse(at), now);
  return (
    <span className={late ? 'age late' : 'age'} data-tip={at}>
      {before}
      {age === 'just now' ? age : `${age} old`}
    </span>
  );
}
