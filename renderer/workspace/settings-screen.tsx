import { DeliverySection } from '../delivery/index.ts';
import { AppearanceSection } from './appearance-section.tsx';
import { BackupsSection } from './backups-section.tsx';
import { FiguresSection, TaxSection } from './figures-section.tsx';
import { KeysSection } from './keys-section.tsx';
import { PassphraseSection } from './passphrase-section.tsx';
import { PeopleSection } from './people-section.tsx';
import { useSettings, useStatus } from './settings-reading.ts';
import '../lists/lists.css';
import './workspace.css';

/** What the owner decides: how figures are told, tax, who signs, what is sealed, the look of the window, how alerts leave it, backups; and the keys. */
export default function SettingsScreen() {
  const { data: settings, error } = useSettings();
  const { data: status } = useStatus();
  return (
    <>
      <header className="panel-head">
        <h1>Settings</h1>
        {status && <span className="says">{status.path}</span>}
      </header>
      <div className="panel-body">
        <div className="settings">
          {status?.readOnly && (
            <p className="refusal" role="alert">
              This workspace can only be looked at. {status.message}
            </p>
          )}
          {error && <p role="alert">The settings could not be read: {error.message}</p>}
          {settings && (
            <>
              <FiguresSection settings={settings} />
              <TaxSection settings={settings} />
            </>
          )}
          {settings && <PeopleSection settings={settings} />}
          {settings && <PassphraseSection />}
          <AppearanceSection />
          {settings && <DeliverySection zone={settings.timeZone} />}
          {settings && <BackupsSection settings={settings} />}
          <KeysSection />
        </div>
      </div>
    </>
  );
}
