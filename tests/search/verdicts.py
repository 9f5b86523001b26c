"""Asks the quotation check in a browser, over articles in memory."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from search.articles import sections
from search.conftest import Browser

MEMORY = Path(__file__).with_name("memory.js")
_ASK = """async ({ sections, typed, kinds, failing }) => {
  const load = (name) => import(`/assets/onrecord/quotation/${name}.js`);
  const { indexOf } = await import("/memory.js");
  const [{ check }, { pieces, anchor }] = [await load("check"), await load("pieces")];
  const index = indexOf(sections, { failing });
  const kept = new Map(sections.flatMap((section) => section.statements).map((one) => [one.number, one.kind]));
  const options = kinds ? { allows: (number) => kinds.includes(kept.get(number)) } : {};
  const answers = [];
  for (const text of typed) {
    const { checks, ...rest } = await check(index, text, options);
    const plain = (match, passage) => ({
      id: match.statement?.id ?? null,
      article: match.section.article.slug,
      verdict: match.verdict,
      turns: match.turns.map(({ what, said, typed, around }) => ({ what, said, typed, around })),
      anchor: anchor(match),
      sentence: match.text.slice(...match.sentence),
      pieces: pieces(match, passage),
    });
    answers.push({
      ...rest,
      checks: checks.map((one) => ({
        text: one.passage.text, marked: one.passage.marked, verdict: one.verdict, keywords: one.keywords,
        joined: one.joined, speaker: one.speaker, failed: one.failed,
        matches: one.matches.map((match) => plain(match, one.passage)),
        others: one.others.map((match) => plain(match, one.passage)),
      })),
    });
  }
  return answers;
}"""


def ask(
    browser: Browser, typed: Sequence[str], *, kinds: Sequence[str] | None = None, failing: Sequence[int] = ()
) -> list[Any]:
    """What the check says of each text; ``kinds`` are the only ones allowed, ``failing`` sections do not load."""
    (browser.folder / "memory.js").write_bytes(MEMORY.read_bytes())
    asked = {"sections": sections(), "typed": list(typed), "kinds": kinds, "failing": list(failing)}
    answers: list[Any] = browser.run(_ASK, asked)
    return answers


def verdicts(answer: Any) -> list[str]:
    """The verdicts of an answer; none of words that are only to be looked for."""
    return [one["verdict"] for one in answer["checks"] if not one["keywords"]]


def marked(match: Any) -> str:
    """A match in one line: ``[-typed-]`` and ``{+said+}`` where they differ, with ``!`` where the sense is another."""
    signs = {"around": "{}", "same": "<{}>", "left out": "[…{}…]"}
    line = ""
    for piece in match["pieces"]:
        turns = "!" * piece["turns"]
        if piece["how"] in signs:
            line += signs[piece["how"]].format(piece["text"]) if not turns else f"{{!{piece['text']}!}}"
        else:
            line += f"[-{turns}{piece['typed']}-]" * bool(piece["typed"])
            line += f"{{+{turns}{piece['text']}+}}" * bool(piece["text"])
    return line.replace("\n", " / ")
