"""A place in a recording: the clock that it shows, and the address that begins there."""

from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

_BY_QUERY = ("youtube.com", "youtu.be", "youtube-nocookie.com")


def clock(second: float | None) -> str | None:
    """The second as a player shows it: 1:23, 1:00:07."""
    if second is None:
        return None
    minutes, seconds = divmod(int(second), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"


def at_second(video: str | None, second: float | None) -> str | None:
    """The recording's address from that second on: YouTube's own way, else a media fragment (W3C Media Fragments)."""
    if video is None or second is None:
        return video
    parts = urlsplit(video)
    host = (parts.hostname or "").removeprefix("www.").removeprefix("m.")
    if host in _BY_QUERY:
        query = [(key, value) for key, value in parse_qsl(parts.query) if key != "t"]
        return urlunsplit(parts._replace(query=urlencode([*query, ("t", f"{int(second)}s")])))
    return urlunsplit(parts._replace(fragment=f"t={int(second)}{'s' if host == 'vimeo.com' else ''}"))
