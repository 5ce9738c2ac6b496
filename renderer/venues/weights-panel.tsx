import { type FormEvent, useState } from 'react';
import { CRITERIA, type Criterion, criterionNames } from '../../shared/venues/index.ts';
import { api } from '../engine/api.ts';
import { useCarrying } from '../engine/command.ts';
import { useReading } from '../engine/reading.ts';
import { RefusalLine } from '../forms/refusal-line.tsx';
import { sayChanged } from '../forms/say-changed.ts';
import { ChipSelect } from './chip-select.tsx';
import { OrderHelper } from './order-helper.tsx';
import { PairsHelper } from './pairs-helper.tsx';
import { profilesReading, type Profile } from './readings.ts';
import { readWeights, rebalanced, sameWeights, type WeightDraft } from './weight-draft.ts';

interface WeightsPanelProps {
  readonly draft: WeightDraft;
  /** The profile that the weights came from. */
  readonly profile: Profile;
  readonly onDraft: (draft: WeightDraft) => void;
  readonly onProfile: (profile: string) => void;
}

/** What counts how much: by sliders that keep the sum, by numbers, by a profile, from an order or from comparisons in pairs. */
export function WeightsPanel({ draft, profile, onDraft, onProfile }: WeightsPanelProps) {
  const { data: profiles = [] } = useReading(profilesReading);
  const [helper, setHelper] = useState<'order' | 'pairs' | 'keep' | null>(null);
  const read = readWeights(draft);
  const changed = !sameWeights(draft, profile.weights);
  const toggle = (next: 'order' | 'pairs' | 'keep') => setHelper(helper === next ? null : next);
  return (
    <section aria-label="Weights">
      <h2>
        Weights<span>{changed ? `changed from ${profile.name}` : profile.says}</span>
      </h2>
      <div className="list-bar weights-bar not-printed">
        <ChipSelect
          label="Profile"
          value={profile.profile}
          options={profiles.map(({ profile: id, name, bundled }) => [id, bundled ? name : `${name} (yours)`] as const)}
          onChange={onProfile}
        />
        <button type="button" className="quiet" aria-expanded={helper === 'order'} onClick={() => toggle('order')}>
          From an order
        </button>
        <button type="button" className="quiet" aria-expanded={helper === 'pairs'} onClick={() => toggle('pairs')}>
          From pairs
        </button>
        {changed && (
          <>
            <button type="button" className="quiet" aria-expanded={helper === 'keep'} onClick={() => toggle('keep')}>
              Keep under a name
            </button>
            <button type="button" className="quiet" onClick={() => onDraft(profile.weights)}>
              Back to {profile.name}
            </button>
          </>
        )}
      </div>
      <div className="weights">
        {CRITERIA.map((criterion) => (
          <WeightField key={criterion} criterion={criterion} draft={draft} onDraft={onDraft} />
        ))}
      </div>
      <p className={'complaint' in read ? 'loss' : 'muted'} aria-live="polite">
        {'complaint' in read ? read.complaint : 'The weights sum to 100.'}
      </p>
      {helper === 'order' && <OrderHelper take={onDraft} />}
      {helper === 'pairs' && <PairsHelper take={onDraft} />}
      {helper === 'keep' && <KeepProfile draft={draft} kept={onProfile} done={() => setHelper(null)} />}
    </section>
  );
}

interface WeightFieldProps {
  readonly criterion: Criterion;
  readonly draft: WeightDraft;
  readonly onDraft: (draft: WeightDraft) => void;
}

function WeightField({ criterion, draft, onDraft }: WeightFieldProps) {
  const name = criterionNames[criterion];
  return (
    <div className="weight">
      <span className="weight-name">{name}</span>
      <input
        type="range"
        min={0}
        max={100}
        step={1}
        aria-label={`${name}: slider, the others keep their proportions`}
        value={Math.round(Number(draft[criterion])) || 0}
        onChange={(event) => onDraft(rebalanced(draft, criterion, Number(event.currentTarget.value)))}
      />
      <input
        className="field number"
        inputMode="decimal"
        size={5}
        aria-label={`${name}: weight`}
        value={draft[criterion]}
        onChange={(event) => onDraft({ ...draft, [criterion]: event.currentTarget.value })}
      />
    </div>
  );
}

interface KeepProfileProps {
  readonly draft: WeightDraft;
  readonly kept: (profile: string) => void;
  readonly done: () => void;
}

/** Decisions name the weights they rest on, so weights that are to decide are kept first. */
function KeepProfile({ draft, kept, done }: KeepProfileProps) {
  const [name, setName] = useState('');
  const { carry, busy, refusal } = useCarrying(api.venues.saveProfile.mutate);
  const read = readWeights(draft);
  async function keep(event: FormEvent): Promise<void> {
    event.preventDefault();
    if (!('weights' in read) || name.trim() === '') return;
    const saved = await carry({ detail: { name: name.trim(), says: '', weights: read.weights } });
    if (saved === null) return;
    sayChanged(`The weights are kept as “${name.trim()}”.`);
    kept(saved.profile);
    done();
  }
  return (
    <form className="row-form" aria-label="Keep the weights" onSubmit={(event) => void keep(event)}>
      <label htmlFor="profile-name">Keep these weights as</label>
      <input
        id="profile-name"
        className="field narrow"
        maxLength={80}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <button type="submit" className="main" disabled={busy || name.trim() === '' || !('weights' in read)}>
        Keep
      </button>
      <button type="button" className="quiet" onClick={done}>
        Close
      </button>
      {refusal && <RefusalLine refusal={refusal} />}
    </form>
  );
}
