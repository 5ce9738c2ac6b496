import '@fontsource-variable/inter/wght.css';
import '@fontsource-variable/jetbrains-mono/wght.css';
import '@mantine/core/styles.layer.css';
import 'flexlayout-react/style/light.css';
import './frame/frame.css';
import './figures/figures.css';
import './frame/print.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { Frame } from './frame/frame.tsx';
import { openRooms } from './rooms.ts';
import { screensFor } from './screens.ts';
import { setScreens } from './window/places.ts';

const screens = await screensFor(location.hash);
setScreens(screens);
openRooms();
const root = document.getElementById('root');
if (root) {
  createRoot(root).render(
    <StrictMode>
      <Frame screens={screens} />
    </StrictMode>,
  );
}
