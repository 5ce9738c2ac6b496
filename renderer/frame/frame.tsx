import { MantineProvider } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import { useEffect, useMemo, useState } from 'react';
import { followChanges, isFirstReading, queries } from '../engine/reading.ts';
import { offer, useCommands } from '../window/commands.ts';
import { listenForKeys } from '../window/keys.ts';
import { styleNonce } from '../window/nonce.ts';
import { followAddress, usePlaces } from '../window/places.ts';
import { useColorScheme, usePreferences } from '../window/preferences.ts';
import type { Screen } from '../window/screen.ts';
import { Dock } from './dock.tsx';
import { followMenu, frameCommands, layoutCommands } from './frame-commands.ts';
import { followJobs } from './job-list.ts';
import { KeyList } from './key-list.tsx';
import { LayoutName } from './layout-name.tsx';
import { NoticeLine } from './notice-line.tsx';
import { Rail } from './rail.tsx';
import { StatusLine } from './status-line.tsx';
import { theme, themeVariables } from './theme.ts';
import { Tip } from './tip.tsx';
import { TopBar } from './top-bar.tsx';

/** The window: rail, top bar, panels, status line, and what reaches across them. */
export function Frame({ screens }: { readonly screens: readonly Screen[] }) {
  const scheme = useColorScheme();
  return (
    <QueryClientProvider client={queries}>
      <MantineProvider theme={theme} cssVariablesResolver={themeVariables} forceColorScheme={scheme} getStyleNonce={styleNonce}>
        <Window screens={screens} />
      </MantineProvider>
    </QueryClientProvider>
  );
}

function Window({ screens }: { readonly screens: readonly Screen[] }) {
  const [asking, setAsking] = useState<'keys' | 'layout-name' | null>(null);
  const named = usePlaces((state) => state.named);
  const discreet = usePreferences((state) => state.discreet);
  const commands = useMemo(
    () => frameCommands(screens, { keys: () => setAsking('keys'), layoutName: () => setAsking('layout-name') }),
    [screens],
  );
  useCommands(null, commands);
  useEffect(() => offer(null, layoutCommands(named.map(({ name }) => name))), [named]);
  useEffect(() => {
    const stops = [listenForKeys(isFirstReading), followAddress(), followMenu(), followChanges(), followJobs()];
    return () => {
      for (const stop of stops) stop();
    };
  }, []);
  const close = () => setAsking(null);
  return (
    <div className={discreet ? 'frame discreet' : 'frame'}>
      <TopBar screens={screens} />
      <Rail screens={screens} />
      <Dock />
      <StatusLine />
      <NoticeLine />
      {asking === 'keys' && <KeyList close={close} />}
      {asking === 'layout-name' && <LayoutName close={close} />}
      <Tip />
    </div>
  );
}
