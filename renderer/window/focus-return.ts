import { useEffect, useState } from 'react';

/** Gives the focus back, when what is drawn here goes away, to whatever had it when it came; unless somebody else has it by then. */
export function useFocusReturn(): void {
  const [opener] = useState(() => document.activeElement);
  useEffect(
    () => () => {
      const free = document.activeElement === null || document.activeElement === document.body;
      if (free && opener instanceof HTMLElement && opener.isConnected) opener.focus({ preventScroll: true });
    },
    [opener],
  );
}
