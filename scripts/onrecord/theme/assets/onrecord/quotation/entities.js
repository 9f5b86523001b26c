// @ts-check
/** HTML's entities in what is pasted. */

/** The entities that pasted text has, by name. @type {Record<string, string>} */
const ENTITIES = {
  amp: "&", lt: "<", gt: ">", quot: '"', apos: "'", nbsp: " ", rsquo: "’", lsquo: "‘", rdquo: "”", ldquo: "“", sbquo: "‚", bdquo: "„",
  laquo: "«", raquo: "»", mdash: "—", ndash: "–", hellip: "…", pound: "£", euro: "€", yen: "¥", cent: "¢", shy: "\u00ad",
  ensp: " ", emsp: " ", thinsp: " ", eacute: "é", egrave: "è", aacute: "á", iacute: "í", oacute: "ó", uacute: "ú",
  ntilde: "ñ", ccedil: "ç", auml: "ä", ouml: "ö", uuml: "ü", szlig: "ß",
};
const ENTITY = /&(?:#[xX]([0-9a-fA-F]{1,6})|#([0-9]{1,7})|([A-Za-z]{2,8}));/g;
/** Pasted text has been escaped twice at most. */
const ESCAPED = 2;

/**
 * A text without HTML's entities: what they stand for; what is no entity stays.
 * @param {string} text
 */
export function decoded(text) {
  for (let time = 0; time < ESCAPED; time++) {
    text = text.replace(ENTITY, (whole, hex, decimal, name) => {
      if (name) return Object.hasOwn(ENTITIES, name) ? ENTITIES[name] : whole;
      const point = hex ? parseInt(hex, 16) : Number(decimal);
      return point && point <= 0x10ffff ? String.fromCodePoint(point) : whole;
    });
  }
  return text;
}
