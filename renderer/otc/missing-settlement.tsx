/** In place of a settlement that cannot be shown. */
export function MissingSettlement({ message }: { readonly message: string }) {
  return (
    <div className="teaching" role="alert">
      <h2>This settlement cannot be shown</h2>
      <p>{message}</p>
    </div>
  );
}
