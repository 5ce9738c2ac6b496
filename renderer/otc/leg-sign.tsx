/** Which way money goes, as a sign beside the words. */
export function LegSign({ direction }: { readonly direction: 'out' | 'in' }) {
  return (
    <span className={`leg-sign ${direction}`} aria-hidden="true">
      {direction === 'out' ? '↑' : '↓'}
    </span>
  );
}
