/** The first Node-API version that the store's driver is built for. Electron's own is judged when the program is packaged. */
const NODE_API = 10;

/** Why this Node cannot load the store's driver, in a sentence: the driver itself would end the process without a word. */
export function driverObstacle(): string | undefined {
  if (Number(process.versions['napi'] ?? 0) >= NODE_API) return undefined;
  return `Node ${process.versions.node} is too old for the workspace's store. Start through npm, which brings its own, or use Node 22.14 or later.`;
}
