import { SEVERITIES } from '../../shared/alerts/index.ts';
import { playSignal, setSound, useSounds } from './sound.ts';

/** Which severities are heard in this window, each to be tried. */
export function SoundSettings() {
  const sounds = useSounds();
  return (
    <details className="sound-settings not-printed">
      <summary>Sound</summary>
      <fieldset>
        <legend>Heard when it fires, in this window</legend>
        {SEVERITIES.map((severity) => (
          <div key={severity}>
            <label>
              <input type="checkbox" checked={sounds[severity]} onChange={(event) => setSound(severity, event.currentTarget.checked)} />
              {severity}
            </label>
            <button type="button" className="way" aria-label={`Hear the sound of ${severity}`} onClick={() => playSignal(severity)}>
              hear it
            </button>
          </div>
        ))}
        <p className="muted">Nothing sounds in discreet mode, and in quiet hours only what is critical.</p>
      </fieldset>
    </details>
  );
}
