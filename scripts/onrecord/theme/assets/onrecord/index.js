// @ts-check
/**
 * The search index: Pagefind, fetched when it is first asked, and watched.
 *
 * Where a part of its index does not arrive, Pagefind goes on as if that part were empty.  A reader would then be told
 * that nobody ever said a thing, so a part that is missing counts as a failure of the whole question.
 */

const FOLDER = new URL("../../pagefind/", import.meta.url).href;

/** @type {Promise<any> | undefined} */
let loading;
let attempts = 0;
let watched = false;
let missing = false;

function watchFetches() {
  if (watched) return;
  watched = true;
  const plain = globalThis.fetch;
  globalThis.fetch = async (input, init) => {
    const address = input instanceof Request ? input.url : String(input);
    const isPart = new URL(address, location.href).href.startsWith(FOLDER);
    try {
      const response = await plain(input, init);
      if (isPart && !response.ok) missing = true;
      return response;
    } catch (error) {
      if (isPart) missing = true;
      throw error;
    }
  };
}

async function load() {
  watchFetches();
  // A new address makes a new instance: one that failed keeps what it could not load as empty.
  const [pagefind, parts] = await Promise.all([
    import(`${FOLDER}pagefind.js${attempts ? `?attempt=${attempts}` : ""}`),
    fetch(`${FOLDER}parts.json`).then((response) => response.json()),
  ]);
  // In a worker its fetches could not be watched.
  await pagefind.options({ noWorker: true });
  await pagefind.init();
  await Promise.all(parts.map((/** @type {string} */ part) => pagefind.mergeIndex(`${FOLDER}${part}`)));
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
