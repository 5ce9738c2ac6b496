import { useState } from 'react';
import { momentText } from '../figures/time-text.ts';
import { sizeText } from '../files/index.ts';
import { JobProgress } from '../jobs/index.ts';
import { useNow } from '../window/clock.ts';
import { backUp, nameOfFile, useBackingUp, useRestoring, verifyBackup } from './back-up.ts';
import { Choice } from './choice.tsx';
import { RestoreDialog } from './restore-dialog.tsx';
import { SettingRow } from './setting-row.tsx';
import { changeSettings, type Settings, useBackups, useStatus } from './settings-reading.ts';

const AUTOMATIC: ReadonlyArray<{ value: 'on' | 'off'; title: string }> = [
  { value: 'on', title: 'Daily' },
  { value: 'off', title: 'Only when asked' },
];

/** Copies of the workspace: each was opened and verified before it got its name. */
export function BackupsSection({ settings }: { readonly settings: Settings }) {
  const { data } = useBackups();
  const { data: status } = useStatus();
  const job = useBackingUp((state) => state.job);
  const restoring = useRestoring((state) => state.file);
  const now = useNow();
  return (
    <section className="settings-section" aria-labelledby="settings-backups">
      <h2 id="settings-backups">Backups</h2>
      <p className="settings-says">
        A backup is a whole workspace. It is opened and verified before it counts. Seven days, four weeks and twelve months are kept; those
        that you ask for stay until you delete them.
      </p>
      <SettingRow title="Automatic" changes="A backup a day when something has changed, and one before each change of the file's form.">
        {({ says }) => (
          <Choice
            label="Automatic backups"
            describedBy={says}
            value={settings.automaticBackups ? 'on' : 'off'}
            options={AUTOMATIC}
            onChange={(value) =>
              void changeSettings(
                { automaticBackups: value === 'on' },
                value === 'on' ? 'A backup is made every day.' : 'Backups are made only when you ask.',
              )
            }
          />
        )}
      </SettingRow>
      <FolderRow settings={settings} folder={data?.folder} />
      <div className="list-bar flush">
        <button type="button" className="main" disabled={job !== null} onClick={() => void backUp()}>
          Back up now
        </button>
        {job !== null && <JobProgress job={job} />}
      </div>
      {data && data.backups.length > 0 ? (
        <table className="backups">
          <thead>
            <tr>
              <th scope="col">Made</th>
              <th scope="col">Why</th>
              <th scope="col" className="number">
                Size
              </th>
              <th scope="col">File</th>
              <th scope="col">
                <span className="unseen">What can be done</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {data.backups.map(({ file, at, reason, bytes }) => (
              <tr key={file}>
                <td>{momentText(at, now)}</td>
                <td>{REASONS[reason] ?? reason}</td>
                <td className="number">{sizeText(bytes)}</td>
                <td className="muted" data-tip={file}>
                  {nameOfFile(file)}
                </td>
                <td className="number">
                  <button
                    type="button"
                    className="way"
                    aria-label={`Verify the backup of ${momentText(at, now)}`}
                    onClick={() => void verifyBackup(file)}
                  >
                    Verify
                  </button>
                  <button
                    type="button"
                    className="way"
                    aria-label={`Restore the backup of ${momentText(at, now)}`}
                    onClick={() => useRestoring.setState({ file })}
                  >
                    Restore
                  </button>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      ) : (
        data && <p className="muted">There is no backup in this folder yet.</p>
      )}
      {restoring !== null && status && (
        <RestoreDialog file={restoring} events={status.events} close={() => useRestoring.setState({ file: null })} />
      )}
    </section>
  );
}

function FolderRow({ settings, folder }: { readonly settings: Settings; readonly folder: string | undefined }) {
  const [text, setText] = useState<string | null>(null);
  async function settle(): Promise<void> {
    const wanted = text?.trim();
    setText(null);
    if (wanted === undefined || wanted === (settings.backupFolder ?? folder)) return;
    const backupFolder = wanted === '' ? null : wanted;
    await changeSettings(
      { backupFolder },
      backupFolder === null ? 'Backups lie beside the workspace again.' : `Backups go to ${backupFolder}.`,
    );
  }
  return (
    <SettingRow title="Folder" changes="Where backups go. On another disk they survive this one. Empty: beside the workspace.">
      {({ control, says }) => (
        <input
          id={control}
          aria-describedby={says}
          className="field"
          spellCheck={false}
          value={text ?? settings.backupFolder ?? folder ?? ''}
          onChange={(event) => setText(event.currentTarget.value)}
          onBlur={() => void settle()}
          onKeyDown={(event) => {
            if (event.key === 'Enter') void settle();
            if (event.key === 'Escape') setText(null);
          }}
        />
      )}
    </SettingRow>
  );
}

const REASONS: Readonly<Record<string, string>> = { daily: 'daily', 'before-migration': 'before a change of form', manual: 'you asked' };
