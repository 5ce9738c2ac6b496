import { AnySelect } from './any-select.tsx';
import { useDesks } from './readings.ts';
import { setOtcView, useOtcView } from './view.ts';

/** Which desk’s settlements are shown. */
export function DeskSelect() {
  const value = useOtcView((state) => state.desk);
  const desks = useDesks();
  const options = desks.map(({ desk, name }) => [desk, name] as const);
  return <AnySelect label="Desk" any="every desk" value={value} options={options} onChange={(desk) => setOtcView({ desk })} />;
}
