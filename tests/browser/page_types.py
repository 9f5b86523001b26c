"""One address of every type of page."""

from browser.sites import SHIPPED, Site


def page_types(site: Site) -> dict[str, str]:
    """Each type's name and address below the site."""
    by_kind = {f"statement, {statement.kind}": f"statements/{statement.id}/" for statement in site.statements()}
    unresolved = [s for s in site.statements() if s.kind != "assertion" and s.speaker is None]
    return {
        "home": "",
        "articles": "articles/",
        "article": f"articles/{SHIPPED}/",
        **by_kind,
        "statement, unresolved": f"statements/{unresolved[0].id}/",
        "sentence": f"statements/{site.holding('prolong the war').id}/#s2",
        "speakers": "speakers/",
        "speaker": "speakers/joe-biden/",
        "not resolved": "speakers/not_resolved/",
        "topics": "topics/",
        "topic": "topics/weapons/",
        "topic, claims": "topics/weapons.claims/",
        "kinds": "kinds/",
        "kind": "kinds/direct/",
        "tags": "tags/",
        "tag": "tags/united-states/",
        "outlets": "outlets/",
        "authors": "authors/",
        "days": "days/",
        "search": "search/",
        "search with results": "search/?q=will+the+and+to",
        "search without results": "search/?q=zebra",
        "method": "method/",
        "about": "about/",
        "guide": "guide/",
        "not found": "no/such/page/",
    }
