// @ts-check
/** Where the site stands: scripts that are bundled stand in one folder, whatever folder their modules come from. */

export const SITE = new URL("../../", import.meta.url);
