"""Writes the feeds' files: those whose statements changed anew, the others as they stand."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from onrecord.build.export_cache import Exported
from onrecord.build.ledger import Done
from onrecord.build.render_pages import Places, stage
from onrecord.export.feeds import Sheet, write_sheet
from onrecord.model.record import Site
from onrecord.store.digest import digest, version_of_all


def write_sheets(
    sheets: Sequence[Sheet],
    exported: Exported,
    jobs: Mapping[str, Done],
    *,
    standing: Mapping[str, Done],
    places: Places,
    folder: Path,
    site: Site,
) -> dict[str, Done]:
    """Put each file that is not there as it must be into ``folder``; what there is of each, by its name.

    ``jobs`` are those of the pages, ``standing`` what stands of an earlier build.
    """
    told = dict(one for done in jobs.values() for one in done.told)
    keys = {sheet.path: digest(version_of_all(), site, sheet, [told[id_] for id_ in sheet.ids]) for sheet in sheets}
    done = {}
    missing = []
    for sheet in sheets:
        before = standing.get(sheet.path)
        if before and before.key == keys[sheet.path]:
            done[sheet.path] = before
        else:
            missing.append(sheet)
    known = exported.told({id_: None for sheet in missing for id_ in sheet.ids})
    for sheet in missing:
        text = write_sheet(sheet, [known[id_] for id_ in sheet.ids], site)
        row = stage(places.standing, folder, sheet.path, text.encode())
        done[sheet.path] = Done(key=keys[sheet.path], site=(row,))
    return done
