// @ts-check
/**
 * The search index: Pagefind, fetched when it is first asked, and watched.
 *
 * Where a part of its index does not arrive, Pagefind goes on as if that part were empty.  A reader would then be told
 * that nobody ever said a thing, so a part that is missing counts as a failure of the whole question.
 */

import { SITE } from "./site.js";

const FOLDER = new URL("pagefind/", SITE).href;
/** What Pagefind asks for to show a statement, and the end of its hash by which the build put several into a file. */
const FRAGMENT = /^(.*fragment\/)([^/]*_([0-9a-f]+))\.pf_fragment$/;

/** @type {Promise<any> | undefined} */
let loading;
let attempts = 0;
let missing = false;
/** @type {Record<string, number> | undefined} in how many files each part has its fragments */
let bundles;

function watchFetches() {
  const plain = globalThis.fetch;
  globalThis.fetch = async (input, init) => {
    const address = new URL(input instanceof Request ? input.url : input, location.href).href;
    if (!address.startsWith(FOLDER)) return plain(input, init);
    const [, folder, hash, number] = FRAGMENT.exec(address) ?? [];
    const count = bundles?.[folder?.slice(FOLDER.length).replace("fragment/", "")] ?? 1;
    try {
      const response = await plain(hash ? `${folder}${parseInt(number, 16) % count}.bin` : input, init);
      if (!response.ok) missing = true;
      if (!hash || !response.body) return response;
      const unpacked = new Response(response.body.pipeThrough(new DecompressionStream("gzip")));
      return new Response(`pagefind_dcd${JSON.stringify((await unpacked.json())[hash])}`);
    } catch (error) {
      missing = true;
      throw error;
    }
  };
}

async function load() {
  if (!bundles) watchFetches();
  // A new address makes a new instance: one that failed keeps what it could not load as empty.
  bundles = {};
  const [pagefind, parts] = await Promise.all([
    import(`${FOLDER}pagefind.js${attempts ? `?attempt=${attempts}` : ""}`),
    fetch(`${FOLDER}parts.json`).then((response) => response.json()),
  ]);
  bundles = parts;
  // In a worker its fetches could not be watched.
  await pagefind.options({ noWorker: true });
  await pagefind.init();
  const others = Object.keys(parts).filter(Boolean);
  await Promise.all(others.map((part) => pagefind.mergeIndex(`${FOLDER}${part}`)));
  return pagefind;
}

/**
 * Asks Pagefind something.
 * @template T
 * @param {(pagefind: any) => Promise<T>} question
 * @returns {Promise<T>} its answer; rejected where a part of the index is missing, after which one can try again
 */
export async function ask(question) {
  try {
    loading ??= load();
    const answer = await question(await loading);
    if (missing) throw new Error("a part of the search index did not load");
    return answer;
  } catch (error) {
    loading = undefined;
    missing = false;
    attempts += 1;
    throw error;
  }
}
