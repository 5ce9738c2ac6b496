import type { SubjectKind } from '../../shared/figures/index.ts';
import { KIND_WORDS, SubjectPicker } from '../metrics/index.ts';
import { useTitles } from './titles.ts';

interface SubjectsFieldProps {
  readonly kind: SubjectKind;
  readonly ids: readonly string[];
  readonly onChange: (ids: readonly string[]) => void;
}

/** Some subjects of one kind: each can be taken out, and more be found by words. */
export function SubjectsField({ kind, ids, onChange }: SubjectsFieldProps) {
  const titles = useTitles(kind, ids);
  const [one, many] = KIND_WORDS[kind];
  return (
    <div className="subjects-field">
      {ids.length > 0 && (
        <ul aria-label={`The ${many} that are watched`}>
          {ids.map((id) => {
            const title = titles.get(id) ?? id;
            return (
              <li key={id}>
                <button
                  type="button"
                  className="chip"
                  aria-label={`Leave ${title} out`}
                  onClick={() => onChange(ids.filter((each) => each !== id))}
                >
                  {title} <span aria-hidden="true">×</span>
                </button>
              </li>
            );
          })}
        </ul>
      )}
      <SubjectPicker
        label={ids.length === 0 ? `Which ${one}` : `And another ${one}`}
        kinds={[kind]}
        value={null}
        onChange={({ id }) => onChange(ids.includes(id) ? ids : [...ids, id])}
      />
    </div>
  );
}
