import { useDesks } from './readings.ts';
import { setOtcView, useOtcView } from './view.ts';

/** Which desk’s settlements are shown. */
export function DeskSelect() {
  const desk = useOtcView((state) => state.desk);
  const desks = useDesks();
  return (
    <select
      className="field narrow short"
      aria-label="Desk"
      value={desk}
      onChange={(event) => setOtcView({ desk: event.currentTarget.value })}
    >
      <option value="">every desk</option>
      {desks.map((each) => (
        <option key={each.desk} value={each.desk}>
          {each.name}
        </option>
      ))}
    </select>
  );
}
