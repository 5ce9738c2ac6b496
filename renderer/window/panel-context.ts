import { createContext } from 'react';

/** The id of the panel that something stands in. */
export const PanelContext = createContext('');
