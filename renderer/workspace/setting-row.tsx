import { type ReactNode, useId } from 'react';

interface SettingRowProps {
  readonly title: string;
  /** What changes with it, in a sentence. */
  readonly changes: ReactNode;
  /** Gets the ids that tie the control to its name and to its sentence. */
  readonly children: (ids: { readonly control: string; readonly says: string }) => ReactNode;
}

/** One setting: its name, the control, and what it changes. */
export function SettingRow({ title, changes, children }: SettingRowProps) {
  const id = useId();
  const ids = { control: `${id}-control`, says: `${id}-says` };
  return (
    <div className="setting">
      <label htmlFor={ids.control}>{title}</label>
      <div className="setting-control">{children(ids)}</div>
      <p id={ids.says}>{changes}</p>
    </div>
  );
}
