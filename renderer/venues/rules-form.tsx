import { CRITERIA, criterionNames, policySchema, type VenuePolicy } from '../../shared/venues/index.ts';
import { api } from '../engine/api.ts';
import { useCarrying } from '../engine/command.ts';
import { useReading } from '../engine/reading.ts';
import { type Draft, readDraft, writeDraft } from '../forms/draft.ts';
import { EntryForm } from '../forms/entry-form.tsx';
import type { Field } from '../forms/field.ts';
import { sayChanged } from '../forms/say-changed.ts';
import { useEscape } from '../window/escape.ts';
import { forgetDraft } from '../window/kept-draft.ts';
import { closeBeside } from '../window/places.ts';
import { counted } from '../figures/number-text.ts';
import { type Policy, policyReading } from './readings.ts';
import { shareText } from './score-text.ts';
import { choicesOf, CUSTODY_WORDS } from './words.ts';

const FORM = 'venues.rules';
const days = (path: string, label: string): Field => ({ path, label: `${label}, days`, type: 'whole', needed: true });

const FIELDS: readonly Field[] = [
  { path: 'custodyAccepted', label: 'Custody that is accepted', type: 'choices', choices: choicesOf(CUSTODY_WORDS) },
  { path: 'coverageNeeded', label: 'Covered before it is ranked, %', type: 'percent', needed: true },
  {
    path: 'conservative',
    label: 'Score by the lower end where evidence is old',
    type: 'flag',
    hint: 'else its age is said and the score stands',
  },
  days('eligibilityDays', 'An eligibility check stands'),
  days('kycDays', 'KYC stands'),
  days('legalDays', 'A legal attestation stands'),
  days('apiKeyDays', 'A key may be'),
  ...CRITERIA.map(
    (criterion): Field => ({
      path: `floors.${criterion}`,
      label: `Floor: ${criterionNames[criterion]}, 0–10`,
      type: 'decimal',
    }),
  ),
];

/** What all venues are held against: custody, coverage, floors, how long checks stand. */
export function RulesForm() {
  const { data } = useReading(policyReading);
  return (
    <div className="panel-body">
      <header className="panel-head">
        <h1>Rules for all venues</h1>
      </header>
      {data && <Rules policy={data} />}
    </div>
  );
}

function Rules({ policy }: { readonly policy: Policy }) {
  const { carry, busy, refusal } = useCarrying(api.venues.setPolicy.mutate);
  const close = () => {
    forgetDraft(FORM);
    closeBeside('venue');
  };
  useEscape(true, close);
  async function save(next: VenuePolicy): Promise<void> {
    if ((await carry(next)) === null) return;
    forgetDraft(FORM);
    sayChanged('The rules are changed; every gate and score follows them.');
  }
  return (
    <EntryForm<VenuePolicy>
      form={FORM}
      label="Rules for all venues"
      does="Save"
      first={writeDraft(policy, FIELDS)}
      fields={() => FIELDS}
      read={readPolicy}
      says={sentence}
      busy={busy}
      refusal={refusal}
      onSave={(next) => void save(next)}
      onCancel={close}
    />
  );
}

function readPolicy(draft: Draft) {
  const nobody = (draft['custodyAccepted'] ?? '') === '' ? { custodyAccepted: null } : {};
  return readDraft(draft, {
    fields: FIELDS,
    schema: policySchema,
    given: { floors: {}, conservative: false, ...nobody },
    otherwise: 'coverageNeeded',
  });
}

function sentence({ custodyAccepted, coverageNeeded, floors }: VenuePolicy): string {
  const custody =
    custodyAccepted === null
      ? 'Which custody is accepted nobody has said, so that gate cannot decide.'
      : `Accepted: ${custodyAccepted.map((custody) => CUSTODY_WORDS[custody]).join('; ')}.`;
  const floored = Object.keys(floors).length;
  return `${custody} A venue is ranked from ${shareText(coverageNeeded)} covered on${floored === 0 ? '' : `, and not below its ${counted(floored, 'floor')}`}.`;
}
