"""Scripts and style sheets come in few files, made of many."""

from pathlib import Path

import pytest

from onrecord.rendering.bundle import BundleError, bundles, minified, script

ASSETS = Path(__file__).parents[2] / "scripts" / "onrecord" / "theme" / "assets" / "onrecord"


def bundled(entry: str, **modules: str) -> str:
    return script(entry, lambda name: modules[name.removesuffix(".js").replace("/", "_")])


def test_a_module_stands_once_before_all_that_import_it() -> None:
    made = bundled(
        "a.js",
        a='import { two as both } from "./b/b.js";\nimport { one } from "./c.js";\nboth(one);\n',
        b_b='import { one } from "../c.js";\nexport const two = () => one;\n',
        c="export const one = 1;\n",
    )
    assert made == (
        "const $c = (() => {\nconst one = 1;\nreturn { one };\n})();\n"
        "const $b_b = (() => {\nconst { one: one } = $c;\nconst two = () => one;\nreturn { two };\n})();\n"
        "const $a = (() => {\nconst { two: both } = $b_b;\nconst { one: one } = $c;\nboth(one);\nreturn {  };\n})();\n"
    )


def test_what_the_entry_exports_is_exported_of_whatever_form() -> None:
    made = bundled(
        "a.js",
        a='export { word as words } from "./b.js";\nexport async function go() {}\nclass X {}\nexport { X as Y };\n',
        b="export class word {}\n",
    )
    assert made.endswith("return { words: $b.word, Y: X, go };\n})();\nexport const { words, Y, go } = $a;\n")
    assert "{\nasync function*go() {}\nreturn { go };" in bundled("a.js", a="export async function* go() {}\n")


def test_comments_go_and_what_looks_like_one_in_a_text_stays() -> None:
    source = """// @ts-check
/** What
 * it does. */

/** @typedef {import("./b.js").B} B */
const address = "https://example.org/*"; /* a comment behind something */
  const one = /** @type {B} */ (two);
  // a line of its own
"""
    made = bundled("a.js", a=source)
    assert 'const address = "https://example.org/*"; /* a comment behind something */\n  const one = (two);\n' in made
    assert "What" not in made
    assert "typedef" not in made


TEXTS = """import { _ } from "./language.js";
const all = _("All results");
const close = _("Close", "verdict");
const copied = _(`${what} copied.`);
const plain = "All results";
const inside = ` ${_("Search")} `;
"""


@pytest.mark.usefixtures("german")
def test_texts_come_in_the_language_that_is_spoken_and_no_script_loads_any_other() -> None:
    made = bundled("a.js", a=TEXTS)
    assert "language.js" not in made
    for line in (
        'const all = "Alle Ergebnisse";',
        'const close = "Fast genau";',
        "const copied = `${what} kopiert.`;",
        'const plain = "All results";',
        'const inside = ` ${"Suchen"} `;',
    ):
        assert f"{line}\n" in made


def test_english_texts_come_as_if_they_were_never_looked_up() -> None:
    assert bundled("a.js", a=TEXTS) == bundled(
        "a.js",
        a=TEXTS.partition("\n")[2]
        .replace("_(`${what} copied.`)", "`${what} copied.`")
        .replace('_("Close", "verdict")', '"Close"')
        .replace('_("All results")', '"All results"')
        .replace('_("Search")', '"Search"'),
    )


@pytest.mark.parametrize("text", ["_(words)", "_('words')", '_("a" + b)', '_("a\\"b")', "_(\n  'words')"])
def test_a_text_in_another_form_stops_the_build_by_name(text: str) -> None:
    with pytest.raises(BundleError, match=r"assets/onrecord/a\.js: no text can be looked up in"):
        bundled("a.js", a=f"const one = {text};\n")


def test_an_import_when_it_is_needed_stays() -> None:
    assert 'await import("./b.js")' in bundled("a.js", a='const { b } = await import("./b.js");\n')


@pytest.mark.parametrize(
    "line",
    [
        "import x from './b.js';",
        'import * as b from "./b.js";',
        'import "./b.js";',
        "export default 1;",
        "export let x = 1;",
    ],
)
def test_another_form_of_import_or_export_stops_the_build_by_name(line: str) -> None:
    with pytest.raises(BundleError, match=r"assets/onrecord/a\.js: a bundle cannot be made of"):
        bundled("a.js", a=f"{line}\n", b="")


def test_a_circle_stops_the_build_by_name() -> None:
    with pytest.raises(BundleError, match=r"assets/onrecord/a\.js: it imports itself by way of b\.js"):
        bundled("a.js", a='import { b } from "./b.js";\n', b='import { a } from "./a.js";\n')


def test_what_browsers_load_is_as_short_as_they_need_it_and_an_error_stays_for_them_to_tell() -> None:
    source = "const a = `  b ${ c ? `  d ` : 2 }`;\nexport { a };\n"
    assert minified("script type=module", source) == "const a=`  b ${c?`  d `:2}`;export{a};\n"
    assert minified("script type=module", "const a = ( ;\n") == "const a = ( ;\n"


def test_a_style_sheet_loses_comments_and_white_space_only() -> None:
    source = """/* Why. */
a > b,
.c .d:hover {
  margin: 0 auto;
  content: "[…";
}
@media print and (width < 20rem) {
  a { color: red; }
}
"""
    assert minified("style", source) == (
        'a>b,.c .d:hover{content:"[…";margin:0 auto}@media print and (width<20rem){a{color:red}}\n'
    )


def test_every_script_and_sheet_of_the_theme_is_in_a_bundle() -> None:
    read = set()

    def reading(name: str) -> str:
        read.add(name)
        return (ASSETS / name).read_text(encoding="utf-8")

    made = bundles(reading)
    assert all("import.meta" not in text or text.count("import.meta.url") == 1 for text in made.values())
    typed_only = {
        str(path.relative_to(ASSETS)) for path in ASSETS.rglob("*.js") if path.read_text().endswith("export {};\n")
    }
    typed_only.add("language.js")  # its texts are put in their language
    there = {path.relative_to(ASSETS).as_posix() for path in ASSETS.rglob("*.[jc]s*")}
    assert there - read <= typed_only
    assert read <= there


def test_a_script_that_another_one_loads_uses_the_modules_of_that_one() -> None:
    sources = {
        "search.js": 'import { one } from "./c.js";\none();\n',
        "answers.js": 'import { one } from "./c.js";\nexport const two = one;\n',
        "c.js": "export const one = 1;\n",
    }
    assert script("answers.js", sources.__getitem__) == (
        'import { $c, $search } from "./search.js";\n'
        "const $answers = (() => {\nconst { one: one } = $c;\nconst two = one;\nreturn { two };\n})();\n"
        "export const { two } = $answers;\n"
    )
    assert script("search.js", sources.__getitem__).endswith("export { $c, $search };\n")
