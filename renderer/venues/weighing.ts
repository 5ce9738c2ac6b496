import { useMemo, useState } from 'react';
import type { Weights } from '../../shared/venues/index.ts';
import { useReading } from '../engine/reading.ts';
import { useSettled } from '../lists/index.ts';
import { profilesReading, type Profile } from './readings.ts';
import { setVenuesView, useVenuesView } from './view.ts';
import { readWeights, sameWeights, type WeightDraft } from './weight-draft.ts';

/** The weights of a comparison: a profile, or what was made of it in the fields. */
export interface Weighing {
  readonly profile: Profile;
  readonly draft: WeightDraft;
  /** As they are to be asked for; null while they are none. */
  readonly weights: Weights | null;
  /** They are not those of the profile. */
  readonly changed: boolean;
  readonly setDraft: (draft: WeightDraft) => void;
  readonly setProfile: (profile: string) => void;
}

/** Weights that begin as a profile; choosing another profile takes its weights. `first` is used where nobody chose. */
export function useWeighing(first: Profile): Weighing {
  const { data: profiles = [] } = useReading(profilesReading);
  const chosen = useVenuesView((state) => state.profile);
  const profile = profiles.find((each) => each.profile === chosen) ?? first;
  const [own, setOwn] = useState<{ readonly of: string; readonly draft: WeightDraft } | null>(null);
  const draft = own?.of === profile.profile ? own.draft : profile.weights;
  const settled = useSettled(draft);
  const weights = useMemo(() => {
    const read = readWeights(settled);
    return 'weights' in read ? read.weights : null;
  }, [settled]);
  return {
    profile,
    draft,
    weights,
    changed: !sameWeights(draft, profile.weights),
    setDraft: (next) => setOwn({ of: profile.profile, draft: next }),
    setProfile(next) {
      setOwn(null);
      setVenuesView({ profile: next === first.profile ? null : next });
    },
  };
}
