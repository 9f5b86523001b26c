// @ts-check
/**
 * The search index: Pagefind, fetched when it is first asked, and watched.
 *
 * Where a part of its index does not arrive, Pagefind goes on as if that part were empty.  A reader would then be told
 * that nobody ever said a thing, so a part that is missing counts as a failure of the whole question.
 */

const FOLDER = new URL("../../pagefind/", import.meta.url).href;

const FRAGMENT = /^(?<folder>.*)fragment\/(?<hash>[^/]*_(?<number>[0-9a-f]+))\.pf_fragment$/;

/** @type {Promise<any> | undefined} */
let loading;
let attempts = 0;
let watched = false;
let missing = false;

/** @type {Record<string, number>} in how many files each part has its fragments of statements */
let bundles = {};
/** @type {Map<string, Promise<Record<string, object>>>} */
const unpacked = new Map();

function watchFetches() {
  if (watched) return;
  watched = true;
  const plain = globalThis.fetch;
  globalThis.fetch = async (input, init) => {
    const address = input instanceof Request ? input.url : String(input);
    const href = new URL(address, location.href).href;
    if (!href.startsWith(FOLDER)) return plain(input, init);
    const fragment = FRAGMENT.exec(href)?.groups;
    try {
      if (fragment) return await fromBundle(fragment, plain);
      const response = await plain(input, init);
      if (!response.ok) missing = true;
      return response;
    } catch (error) {
      missing = true;
      throw error;
    }
  };
}

/**
 * A statement's fragment as Pagefind unpacks it: the build puts several into one file.
 * @param {Record<string, string>} wanted the groups of FRAGMENT
 * @param {typeof fetch} plain
 */
async function fromBundle({ folder, hash, number }, plain) {
  const address = `${folder}fragment/${parseInt(number, 16) % bundles[folder.slice(FOLDER.length)]}.bin`;
  if (!unpacked.has(address)) unpacked.set(address, plain(address).then(unpack));
  const bundle = await unpacked.get(address)?.catch((error) => {
    unpacked.delete(address);
    throw error;
  });
  return new Response(`pagefind_dcd${JSON.stringify(bundle?.[hash])}`);
}

/** @param {Response} response */
async function unpack({ ok, body }) {
  if (!ok || !body) throw new Error("a part of the search index did not load");
  return new Response(body.pipeThrough(new DecompressionStream("gzip"))).json();
}

async function load() {
  watchFetches();
  // A new address makes a new instance: one that failed keeps what it could not load as empty.
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
