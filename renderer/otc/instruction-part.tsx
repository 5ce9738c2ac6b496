import { FormField } from '../forms/form-field.tsx';
import { CutOffField } from './cut-off-field.tsx';
import { DestinationText } from './destination-text.tsx';
import { isFiatLeg, type TypedTrade } from './trade-draft.ts';
import { instructionFields, type LegName } from './trade-fields.ts';

const TITLES: Readonly<Record<LegName, string>> = {
  pay: 'Where our payment goes',
  receive: 'Where theirs comes in',
};

interface InstructionPartProps {
  readonly leg: LegName;
  readonly typed: TypedTrade;
  readonly complaint: (path: string) => string | undefined;
  readonly put: (path: string, value: string) => void;
}

/** One leg’s instruction to the letter, its destination shown whole in blocks of four while it is typed. */
export function InstructionPart({ leg, typed, complaint, put }: InstructionPartProps) {
  const { fields } = typed;
  const path = `instructions.${leg}`;
  const destination = (fields[`${path}.destination`] ?? '').trim();
  const own = fields[`${path}.ownCutOff`] === 'yes';
  return (
    <fieldset className="form-part">
      <legend>{TITLES[leg]}</legend>
      <div className="form-fields instruction">
        {instructionFields(leg, isFiatLeg(fields, leg))
          .filter((field) => !(field.path.endsWith('.memo') && fields[`${path}.memoNone`] === 'yes'))
          .map((field) => (
            <FormField
              key={field.path}
              field={field}
              value={fields[field.path] ?? ''}
              complaint={complaint(field.path)}
              onChange={(value) => put(field.path, value)}
            />
          ))}
        <FormField
          field={{ path: `${path}.ownCutOff`, label: 'this leg has a cut-off of its own', type: 'flag' }}
          value={fields[`${path}.ownCutOff`] ?? ''}
          onChange={(value) => put(`${path}.ownCutOff`, value)}
        />
        {own && <CutOffField path={`instructions.${leg}.cutOff`} typed={typed} complaint={complaint} put={put} />}
      </div>
      {destination !== '' && (
        <p className="form-aside" aria-label={`As typed: ${destination}`}>
          <DestinationText text={destination} />
          <span className="muted"> {destination.length} characters, as they will be compared</span>
        </p>
      )}
    </fieldset>
  );
}
