import { NativeSelect, TextInput } from '@mantine/core';
import { useId } from 'react';
import { fullClockText } from './cut-off-text.ts';
import { useOwnZone } from './readings.ts';
import { cutOffMoment, type CutOffPath, occursTwice, type TypedTrade } from './trade-draft.ts';

const ZONES: readonly string[] = ['UTC', ...Intl.supportedValuesOf('timeZone').filter((zone) => zone !== 'UTC')];

interface CutOffFieldProps {
  readonly path: CutOffPath;
  readonly typed: TypedTrade;
  readonly complaint: (path: string) => string | undefined;
  readonly put: (path: string, value: string) => void;
}

/** A local time with the zone in whose clock it is meant, and the moment that it is; asked which, where the clock shows it twice that day. */
export function CutOffField({ path, typed, complaint, put }: CutOffFieldProps) {
  const zones = useId();
  const own = useOwnZone();
  const { fields } = typed;
  const zone = fields[`${path}.zone`] ?? '';
  const moment = cutOffMoment(typed, path);
  return (
    <>
      <TextInput
        label="Cut-off, local time"
        placeholder="18:45"
        required
        value={fields[`${path}.time`] ?? ''}
        error={complaint(`${path}.time`)}
        description="the last minute at which it still counts"
        autoComplete="off"
        onChange={(event) => put(`${path}.time`, event.currentTarget.value)}
      />
      <TextInput
        label="In the clock of"
        placeholder="America/New_York"
        required
        value={zone}
        error={complaint(`${path}.zone`)}
        description="the zone of the desk or the bank, by name"
        list={zones}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => put(`${path}.zone`, event.currentTarget.value)}
      />
      <datalist id={zones}>
        {ZONES.map((each) => (
          <option key={each} value={each}>
            {each}
          </option>
        ))}
      </datalist>
      {occursTwice(typed, path) && (
        <NativeSelect
          label="The clock shows it twice that day"
          required
          value={fields[`${path}.occurrence`] ?? ''}
          error={complaint(`${path}.occurrence`)}
          data={[
            { value: '', label: 'which is meant?' },
            { value: 'earlier', label: 'the earlier, in summer time' },
            { value: 'later', label: 'the later, in winter time' },
          ]}
          onChange={(event) => put(`${path}.occurrence`, event.currentTarget.value)}
        />
      )}
      {moment !== null && (
        <p className="form-moment">
          {[...new Set([zone, own, 'UTC'])].map((each) => (
            <span key={each}>{fullClockText(moment, each)}</span>
          ))}
        </p>
      )}
    </>
  );
}
