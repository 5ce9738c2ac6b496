import type { RuleTerms } from '../../shared/alerts/index.ts';
import { useMetrics } from '../metrics/index.ts';
import { usePreferences } from '../window/preferences.ts';
import { asksAmounts, withoutAmounts } from './discreet.ts';
import { useNamedLists, useNamedScreens } from './lists-reading.ts';
import { scopeWords } from './scope-words.ts';
import { useTitles } from './titles.ts';

interface RuleAboutProps {
  readonly terms: RuleTerms;
  /** How many subjects it watches; null where that is not known. */
  readonly subjects: number | null;
}

const NONE: readonly string[] = [];
/** Where the condition of a rule ends, and how it clears and is told begins. */
const AFTER_CONDITION = / (?:clear|cooldown|once|severity|stale|until)\b/;

/** What a rule in a list asks, and of whom, by the names that people know. */
export function RuleAbout({ terms: { about, rule }, subjects }: RuleAboutProps) {
  const { kind, which } = about;
  const discreet = usePreferences((state) => state.discreet);
  const metrics = useMetrics(kind);
  const [asks = ''] = rule.split(AFTER_CONDITION);
  const hides = discreet && asksAmounts(asks, kind, metrics);
  const titles = useTitles(kind, which.of === 'named' && which.ids.length === 1 ? which.ids : NONE);
  const lists = useNamedLists(kind);
  const screens = useNamedScreens(kind);
  const called =
    which.of === 'list'
      ? lists.find(({ id }) => id === which.list)?.title
      : which.of === 'screen'
        ? screens.find(({ id }) => id === which.screen)?.title
        : which.of === 'named' && which.ids.length === 1
          ? titles.get(which.ids[0] ?? '')
          : undefined;
  return (
    <>
      {hides ? withoutAmounts(asks) : asks} · {called ?? scopeWords(about, subjects)}
    </>
  );
}
