import { SearchField } from './search-field.tsx';

/** Which workspace this is, the one field, and how old the newest data are. */
export function TopBar() {
  return (
    <header className="topbar">
      <b>Countinghouse</b>
      <SearchField />
    </header>
  );
}
