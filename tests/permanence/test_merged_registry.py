"""Two sides' registries merged by git, and all that goes wrong there: refused, or healed with every address of both."""

import shutil
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from onrecord.model.article import FaultsError
from onrecord.model.registry import ArticleAddress, NamedAddress, Registry, State, StatementAddress
from onrecord.permanence.registry import AddressesError, dump, parse
from onrecord.starting.begin import begin
from permanence.sites import ARTICLE, METADATA
from publishing.pages import write_pages

REGISTRY = "seeds/registry.jsonl"
Addresses = set[tuple[str, str]]


def addresses(registry: Registry) -> Addresses:
    return {
        *(("article", key) for key in registry.articles),
        *(("id", id_) for id_ in registry.statements),
        *registry.names,
    }


def merged(texts: Mapping[str, str], folder: Path, *how: str) -> str:
    """What git makes of the two sides' texts."""
    for name, text in texts.items():
        (folder / name).write_text(text)
    command = ["git", "merge-file", "-p", *how, "ours", "base", "theirs"]
    return subprocess.run(command, cwd=folder, check=False, capture_output=True, text=True).stdout


def is_head(line: str) -> bool:
    return line.startswith('{"registry"')


def union_of(texts: Mapping[str, str], folder: Path) -> list[str]:
    """The lines of both sides, each once, as a person would keep them."""
    return list(dict.fromkeys(merged(texts, folder, "--union").splitlines(keepends=True)))


@pytest.fixture(scope="module")
def sides(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Folders with what both sides began with, and with what each published since and ended again."""
    top = tmp_path_factory.mktemp("sides")
    base, ours, theirs = (top / name for name in ("base", "ours", "theirs"))

    def build(root: Path, **seeds: str | None) -> None:
        for name, text in seeds.items():
            path = root / "seeds" / name.replace("_", ".")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.unlink() if text is None else path.write_text(text)
        write_pages(root / "seeds", root / "docs", recording=True)

    topics = "- name: Bridges\n  phrases: [bridge]\n"
    build(base, harbor_txt=ARTICLE, harbor_yml=METADATA, topics_yml=topics, mill_txt="“It is old,” Vera Holm said.\n")
    build(base, mill_txt=None)
    shutil.copytree(base, ours)
    shutil.copytree(base, theirs)
    more = f"{topics}- name: Wood\n  phrases: [wood]\n"
    quay = "The quay is made of wood.\n“It creaks,” Edna Moor said.\n"
    build(ours, quay_txt=quay, quay_yml="outlet: The Quay Paper\nauthors: [Nell Orr]\n", topics_yml=more)
    build(ours, quay_txt=None, quay_yml=None, harbor_txt=ARTICLE.replace("“We are late,” said Boris Vale", "He said"))
    build(ours, topics_yml=topics)
    build(theirs, pier_txt="The pier is blue.\n“We painted it,” Karl Voss said.\n", pier_yml="outlet: The Pier\n")
    build(theirs, pier_txt="The pier is blue.\n“We painted it again,” Karl Voss said.\n")
    build(theirs, harbor_txt=f"{ARTICLE}A ship sank in May, police said.\n")
    return top


@pytest.fixture(scope="module")
def texts(sides: Path) -> dict[str, str]:
    return {name: (sides / name / REGISTRY).read_text() for name in ("base", "ours", "theirs")}


def wrong_ways(texts: Mapping[str, str], folder: Path) -> Iterator[tuple[str, str]]:
    """What may be left of a merge, by a name for it."""
    union = union_of(texts, folder)
    heads = [line for line in union if is_head(line)]
    assert len(heads) == 2
    yield "marks left in", merged(texts, folder)
    yield "the marks of three sides left in", merged(texts, folder, "--diff3")
    for number, text in enumerate((union, union * 2, [*union, union[5]], sorted(union), union[::-1])):
        yield f"all lines {number}", "".join(text)
    for one, other in (("ours", "theirs"), ("theirs", "ours")):
        yield f"{one} below the other", texts[one] + texts[other]
    for gone, which in enumerate(("ours", "theirs")):
        yield f"without {which}' first line", "".join(line for line in union if line != heads[gone])
    yield "without any first line", "".join(line for line in union if not is_head(line))
    for line in union:
        for names in ([], heads[:1], heads[1:], heads):
            if line not in names:
                yield f"without {names} and {line}", "".join(one for one in union if one not in [line, *names])


def test_whatever_a_merge_leaves_is_refused_or_holds_every_address(texts: dict[str, str], tmp_path: Path) -> None:
    both = addresses(parse(texts["ours"])) | addresses(parse(texts["theirs"]))
    ways = dict(wrong_ways(texts, tmp_path))
    assert len(ways) > 150
    healed = set()
    for name, text in ways.items():
        try:
            registry = parse(text)
        except FaultsError:
            continue
        healed.add(name)
        assert both <= addresses(registry), name
        assert parse(dump(registry)) == registry
    whole = {f"all lines {number}" for number in range(5)}
    for which in ("ours", "theirs"):
        whole |= {f"without {which}' first line", f"{which} below the other"}
    assert whole <= healed


@pytest.mark.parametrize("seed", range(3))
def test_a_line_that_a_merge_of_any_two_sides_lost_is_missed(tmp_path: Path, seed: int) -> None:
    chance = Random(seed)  # noqa: S311 - not for secrets
    for _ in range(20):
        base = changed(Registry(), chance)
        sides = {"base": base, "ours": changed(base, chance), "theirs": changed(base, chance)}
        texts = {name: dump(one) for name, one in sides.items()}
        union = union_of(texts, tmp_path)
        both = addresses(sides["ours"]) | addresses(sides["theirs"])
        assert addresses(parse("".join(union))) == both
        for line in chance.sample(union, 5):
            left = "".join(one for one in union if one != line)
            try:
                assert both <= addresses(parse(left)), line
            except FaultsError:
                continue


def changed(registry: Registry, chance: Random) -> Registry:
    """The registry after some articles came, statements ended, speakers were joined, and names came up."""
    articles, statements, speakers = dict(registry.articles), dict(registry.statements), dict(registry.speakers)
    for _ in range(chance.randint(1, 4)):
        key = name_of(chance)
        articles[key] = ArticleAddress(key=key, name=key, text="", revisions=(name_of(chance),))
    for _ in range(chance.randint(1, 8)):
        id_, speaker = name_of(chance), chance.choice([None, name_of(chance), *speakers])
        if speaker:
            speakers.setdefault(speaker, NamedAddress(slug=speaker, name=speaker))
        statements[id_] = StatementAddress(
            id=id_, article=chance.choice(list(articles)), content=((0, 1),), words=("x",), speaker=speaker
        )
    for each in chance.sample([*statements.values()], chance.randint(0, 2) if len(statements) > 2 else 0):
        statements[each.id] = replace(each, state=State.GONE, words=None, until=1)
    if len(speakers) > 1:
        moved, to = chance.sample(list(speakers), 2)
        speakers[moved] = NamedAddress(slug=moved, name=moved, state=State.MOVED, to=(to,))
    names = {
        folder: {**getattr(registry, folder), name: NamedAddress(slug=name, name=name)}
        for folder in chance.sample(("topics", "outlets", "authors"), 2)
        for name in [name_of(chance)]
    }
    rest = {folder: getattr(registry, folder) for folder in ("topics", "outlets", "authors")}
    return Registry(articles=articles, statements=statements, speakers=speakers, **{**rest, **names})


def name_of(chance: Random) -> str:
    return "".join(chance.choices("abcdefghij", k=6))


@pytest.fixture
def project(sides: Path, tmp_path: Path) -> Path:
    """Their side merged into ours, seeds and pages, but for the registry."""
    root = Path(shutil.copytree(sides / "ours", tmp_path / "project"))
    for name in ("pier.txt", "pier.yml"):
        shutil.copy(sides / "theirs/seeds" / name, root / "seeds")
    (root / "seeds/harbor.txt").write_text(
        (root / "seeds/harbor.txt").read_text() + "A ship sank in May, police said.\n"
    )
    shutil.copytree(sides / "theirs/docs", root / "docs", dirs_exist_ok=True)
    return root


def build(root: Path, *, store: Path | None = None) -> None:
    write_pages(root / "seeds", root / "docs", recording=True, store=store)


def test_the_next_build_heals_a_merge_that_kept_all_lines(project: Path, texts: dict[str, str], tmp_path: Path) -> None:
    (project / REGISTRY).write_text("".join(union_of(texts, tmp_path)))
    build(project)
    healed = (project / REGISTRY).read_text()
    both = addresses(parse(texts["ours"])) | addresses(parse(texts["theirs"]))
    assert both <= addresses(parse(healed))
    assert sum(map(is_head, healed.splitlines())) == 1
    build(project)
    assert (project / REGISTRY).read_text() == healed


@pytest.mark.parametrize("which", ["base", "ours", "theirs", "--ours", "--theirs"])
def test_where_one_side_was_taken_the_pages_of_the_other_are_not_forgotten(
    project: Path, texts: dict[str, str], tmp_path: Path, which: str
) -> None:
    (project / REGISTRY).write_text(texts.get(which) or merged(texts, tmp_path, which))
    before = {path: path.read_bytes() for path in project.rglob("*") if path.is_file()}
    with pytest.raises(AddressesError, match=r"git restore or git checkout"):
        build(project)
    assert {path: path.read_bytes() for path in project.rglob("*") if path.is_file()} == before


def test_nor_where_the_side_taken_is_that_of_the_last_build_here(sides: Path, tmp_path: Path) -> None:
    root = Path(shutil.copytree(sides / "ours", tmp_path / "project"))
    build(root, store=tmp_path / "store.sqlite")
    shutil.copytree(sides / "theirs/docs", root / "docs", dirs_exist_ok=True)
    with pytest.raises(AddressesError, match=r"does not know /articles/pier/ \(and \d+ more\)"):
        build(root, store=tmp_path / "store.sqlite")
    assert (root / "docs/articles/pier.md").exists()


def test_git_keeps_the_lines_of_both_sides_in_a_folder_that_was_begun_with_ours(
    texts: dict[str, str], tmp_path: Path
) -> None:
    begin(tmp_path / "record")

    def git(*command: str) -> None:
        options = ("-c", "user.name=Eda", "-c", "user.email=eda@example.org", "-c", "init.defaultBranch=theirs")
        subprocess.run(["git", *options, *command], cwd=tmp_path / "record", check=True, capture_output=True)

    def commit(side: str) -> None:
        (tmp_path / "record" / REGISTRY).write_text(texts[side])
        git("add", "--all")
        git("commit", "--message", side)

    git("init")
    commit("base")
    git("switch", "--create", "ours")
    commit("ours")
    git("switch", "theirs")
    commit("theirs")
    git("merge", "ours")
    both = addresses(parse(texts["ours"])) | addresses(parse(texts["theirs"]))
    assert addresses(parse((tmp_path / "record" / REGISTRY).read_text())) == both
