// What stands in the place of the worker where a manual is not kept: it throws away what an earlier one left, and itself.
// @ts-check
"use strict";
(() => {
  const worker = /** @type {any} */ (globalThis);
  const shelf = `chapterhouse keep ${worker.registration.scope}`;
  const leave = async () => {
    for (const name of await caches.keys()) {
      if (name === shelf || name.startsWith(`${shelf} `)) await caches.delete(name);
    }
    await worker.registration.unregister();
  };
  worker.addEventListener("install", () => worker.skipWaiting());
  worker.addEventListener("activate", (/** @type {any} */ event) => event.waitUntil(leave()));
})();
