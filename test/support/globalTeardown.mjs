/** Stops what the global set-up started, and waits until its data is removed. */
export default async function globalTeardown() {
  const child = globalThis.dubanParts;
  if (!child || child.exitCode !== null) return;
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.disconnect();
  await gone;
}
