import { useReading } from '../engine/reading.ts';
import { statusReading, workspaceName } from '../engine/workspace-readings.ts';
import { SearchField } from './search-field.tsx';

/** Which workspace this is, the one field, and whether it can be written. */
export function TopBar() {
  const { data: status } = useReading(statusReading);
  return (
    <header className="topbar">
      <span className="name">
        <b>Countinghouse</b>
        {status && (
          <span className="workspace" data-tip={status.path}>
            {workspaceName(status.path)}
          </span>
        )}
      </span>
      <SearchField />
      <span className="right">
        {status?.readOnly && (
          <span className="late" data-tip={status.message}>
            read only
          </span>
        )}
      </span>
    </header>
  );
}
