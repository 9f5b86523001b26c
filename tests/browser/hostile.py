"""Seeds that try to break out of the page: in their text, and in everything said about them."""

from pathlib import Path

import yaml

SCRIPT = "<script>alert('text')</script>"

TEXT = "\n".join(
    [
        f"“{SCRIPT} is what the minister, Ana {{{{ config }}}} Lopes, would never write,” Ana Lopes said on Monday.",
        "“Prices rose by $5, or 7.5%, in A&B’s shops — see https://example.org/a_b?c=d&e=f#g for *all* of it,” said"
        " Ana Lopes.",
        "\tA line\twith tabs  and   several spaces    in it, {% raw %} and [a link](javascript:alert(1)).",
        "“The café’s naïve e-mail 🙂 read: # not a heading, 1. no list, `no code`, <b>not bold</b>,” Lopes said.",
        "“שלום לכולם, אמר האיש, ואנחנו נמשיך לעבוד יחד,” Lopes said.",
        "</p></div></article><img src=x onerror=alert(2)> The shop on the corner closed in 2019.",
        "“Thereisonewordinthissentencethatissolongthatnophoneinanypocketcouldeverhopetoshowitonasinglelineoftext"
        " and then it ends,” Lopes said.",
        "<!-- onrecord:counts --> &amp; &lt;b&gt; ]]> \\* \\\\ ==x== H~2~O ![i](x) [^1] The town has two bridges.",
    ]
)

METADATA = {
    "title": f"Title {SCRIPT} {{{{ 7*7 }}}} *star* \"quoted\" 'single' <img src=x onerror=alert(3)>",
    "outlet": "Outlet </dd><script>alert('outlet')</script> & {% raw %}",
    "authors": ["Author \"><script>alert('author')</script>", "O’Neil & <i>Sons</i>"],
    "published": "2022-05-31",
    "rights": "© <script>alert('rights')</script>",
    "description": "About \"><script>alert('description')</script> {{ config }}",
    "url": "https://example.org/?q=%22%3E%3Cscript%3E&x='y'",
}

TOPICS = [
    {"name": "Topic \"><script>alert('topic')</script>", "phrases": ["prices", "shops"]},
    {"name": "Weather & <b>wind</b>", "phrases": ["wind"]},
]


MANY = "\n".join(f"The bridge with the number {number} was closed in 2019." for number in range(1, 26))


def hostile_seeds(folder: Path) -> Path:
    """The hostile article with its metadata and topics, and a tame one with more claims than one page of results."""
    seeds = folder / "seeds"
    seeds.mkdir(parents=True)
    (seeds / "hostile.txt").write_bytes(TEXT.encode())
    (seeds / "many.txt").write_text(MANY)
    (seeds / "hostile.yml").write_text(yaml.safe_dump(METADATA, allow_unicode=True))
    (seeds / "topics.yml").write_text(yaml.safe_dump(TOPICS, allow_unicode=True))
    return seeds
