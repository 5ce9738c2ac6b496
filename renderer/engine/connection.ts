import { create } from 'zustand';

/** Whether the page hears its engine. Over Electron's bridge it always does: the two live and die together. */
export type Connection = 'connecting' | 'open' | 'lost';

export const useConnection = create<{ connection: Connection }>(() => ({ connection: 'connecting' }));

export function setConnection(connection: Connection): void {
  useConnection.setState({ connection });
}
