"""What a reader's browser loads of the theme's scripts and style sheets: few files made of many, without a toolchain.

Each module of a bundle becomes a function that returns what it exports, after those that it imports.  Of the language
of modules only what the theme uses is read; anything else stops the build.  A text in `_()` is put in the language that
is spoken, so that no page loads another one's words.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from posixpath import dirname, join, normpath

from minify_html import minify

from onrecord.catalog.language import gettext

FOLDER = "assets/onrecord/"
"""Where the files stand, in the theme and below the site."""
SCRIPTS = (
    "page.js", "search.js", "answers.js", "box.js", "statement.js", "article.js", "names.js", "filters.js",
    "selection.js",
)  # fmt: skip
"""The scripts that pages load, or other scripts do when they are needed."""
BASES: Mapping[str, str] = {"answers.js": "search.js"}
"""Scripts that are loaded by another one, whose modules they use: no page loads a module twice."""
STYLES: Mapping[str, tuple[str, ...]] = {
    "site.css": ("base.css", "page.css", "statements.css"),
    "lists.css": ("lists.css",),
    "search.css": ("base.css", "page.css", "statements.css", "search.css"),  # one fetch less on a slow line
    "answers.css": ("search.css",),
}
"""The style sheets that pages load, and what each is made of."""
AS_IT_IS = ("scheme.js",)
"""Plain scripts, no modules."""

_NAMES = r"\{([^{}]*)\}"
_IMPORT = re.compile(rf'import\s*{_NAMES}\s*from\s*"(\.[^"]+)";\n?')
_PASSED_ON = re.compile(rf'export\s*{_NAMES}\s*from\s*"(\.[^"]+)";\n?')
_LISTED = re.compile(rf"export\s*{_NAMES};\n?")
_DECLARED = re.compile(r"export ((?:async )?function(?: |\*)|const |class )\s*([\w$]+)")
_LEFT = re.compile(r"^(?:import|export)\b(?!\().*", re.MULTILINE)
_NAME = re.compile(r"([\w$]+)(?: as ([\w$]+))?")
_TEXTS_FROM = re.compile(r'import \{ _ \} from "[./]+language\.js";\n')
_TEXT = re.compile(r"""\b_\((["`])((?:(?!\1)[^\\\n])+)\1(?:, "(\w+)")?\)""")
"""A text to be looked up, perhaps with a context; what `${}` has between backticks stands so in the catalog, too."""
_TEXT_LEFT = re.compile(r"\b_\(.*")
# A comment has lines of its own, or is a type (`/** @type {Word} */ (word)`); so no text or pattern is taken for one.
_COMMENT = re.compile(
    r"^\s*/\*(?:[^*]|\*(?!/))*\*/[ \t]*\n|^[ \t]*//.*\n|/\*\* @\w+ (?:[^*]|\*(?!/))*\*/ ?", re.MULTILINE
)


class BundleError(ValueError):
    """A script of the theme has what no bundle can be made of; the message says where."""


def bundles(read: Callable[[str], str]) -> dict[str, str]:
    """What pages load, by its path below ``FOLDER``.

    ``read`` gives the source of a path below ``FOLDER``.

    Raises:
        BundleError: a script cannot be bundled.

    """
    return (
        {name: minified("script type=module", script(name, read)) for name in SCRIPTS}
        | {name: minified("script", read(name)) for name in AS_IT_IS}
        | {name: minified("style", "".join(map(read, parts))) for name, parts in STYLES.items()}
    )


def script(entry: str, read: Callable[[str], str]) -> str:
    """The module ``entry`` and all that it imports, as one module, which exports what ``entry`` does.

    Raises:
        BundleError: an import runs in a circle, or a script uses other forms of import or export than the theme's.

    """
    there: dict[str, str] = {}
    if base := BASES.get(entry):
        _add(base, read, there, ())
    made = dict(there)
    exported = _add(entry, read, made, ())
    first = f'import {{ {", ".join(map(_variable, there))} }} from "./{base}";\n' if there else ""
    last = f"export const {{ {', '.join(exported)} }} = {_variable(entry)};\n" if exported else ""
    if entry in BASES.values():
        last += f"export {{ {', '.join(map(_variable, made))} }};\n"
    return first + "".join(code for name, code in made.items() if name not in there) + last


@lru_cache(maxsize=1 << 6)
def minified(tag: str, source: str) -> str:
    """What stands in an element that begins with this tag, a script or a style sheet, as short as a browser needs it.

    One with an error stays as it is, and the browser tells where.
    """
    made = minify(f"<{tag}>{source}</{tag.partition(' ')[0]}>", minify_js=True, minify_css=True)
    return made[made.index(">") + 1 : made.rindex("<")] + "\n"


def _add(name: str, read: Callable[[str], str], made: dict[str, str], within: tuple[str, ...]) -> list[str]:
    """Put the module and those that it imports into ``made``; the names that it exports."""
    if name in within:
        msg = f"{FOLDER}{name}: it imports itself by way of {' and '.join(within[within.index(name) + 1 :]) or name}"
        raise BundleError(msg)
    exported: dict[str, str] = {}
    head = ""
    code = _in_language(_COMMENT.sub("", read(name)), name)
    for pattern in (_IMPORT, _PASSED_ON):
        for names, path in pattern.findall(code):
            module = normpath(join(dirname(name), path))
            if module not in made:
                _add(module, read, made, (*within, name))
            if pattern is _IMPORT:
                taken = ", ".join(f"{own}: {other}" for own, other in _pairs(names))
                head += f"const {{ {taken} }} = {_variable(module)};\n" if taken else ""
            else:
                exported |= {other: f"{_variable(module)}.{own}" for own, other in _pairs(names)}
        code = pattern.sub("", code)
    for names in _LISTED.findall(code):
        exported |= {other: own for own, other in _pairs(names)}
    code = _LISTED.sub("", code)
    exported |= {declared: declared for _, declared in _DECLARED.findall(code)}
    code = _DECLARED.sub(r"\1\2", code)
    if left := _LEFT.search(code):
        msg = f"{FOLDER}{name}: a bundle cannot be made of {left[0]!r}; write it as the other scripts do"
        raise BundleError(msg)
    given = ", ".join(f"{own}: {value}" if own != value else own for own, value in exported.items())
    made[name] = f"const {_variable(name)} = (() => {{\n{head}{code}return {{ {given} }};\n}})();\n"
    return list(exported)


def texts(source: str) -> list[tuple[str, str]]:
    """The texts of a script that are looked up, each with its context, if it has one."""
    return [(text, context) for _, text, context in _TEXT.findall(_COMMENT.sub("", source))]


def _in_language(code: str, name: str) -> str:
    """The code with each text in the language that is spoken."""

    def spoken(text: re.Match[str]) -> str:
        return f"{text[1]}{gettext(text[2], context=text[3])}{text[1]}"

    code = _TEXT.sub(spoken, _TEXTS_FROM.sub("", code))
    if left := _TEXT_LEFT.search(code):
        msg = f"{FOLDER}{name}: no text can be looked up in {left[0]!r}; write it in double quotes or backticks"
        raise BundleError(msg)
    return code


def _pairs(names: str) -> Iterator[tuple[str, str]]:
    """What stands between the braces of an import or export: names, and what they are called there."""
    for own, other in _NAME.findall(names):
        yield own, other or own


def _variable(name: str) -> str:
    return "$" + re.sub(r"\W", "_", name.removesuffix(".js"))
