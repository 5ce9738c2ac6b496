/** In place of a checklist that is not there or could not be read. */
export function CannotShow({ message }: { readonly message: string }) {
  return (
    <div className="teaching" role="alert">
      <h2>This checklist cannot be shown</h2>
      <p>{message}</p>
    </div>
  );
}
