"""Find what a cue reports: before it, after it, or on both sides of it."""

from onrecord.extract.reports.after_cue import right_content, right_start
from onrecord.extract.reports.before_cue import brings_quotation, has_left, idle, left_range, second_part
from onrecord.extract.reports.cue_frame import Content, CueFrame
from onrecord.extract.rules import Rule
from onrecord.extract.sentences.clauses import STOPS, SUBORDINATORS, Clauses


def content(clauses: Clauses, frame: CueFrame) -> Content | None:
    """Return what the cue reports, or nothing."""
    cue = frame.cue
    at, told = right_start(clauses, frame)
    ended = at >= clauses.size or clauses.lower[at] in STOPS or at > clauses.last_word()
    if brings_quotation(clauses, frame, at):
        return right_content(clauses, frame, at, told)
    if has_left(clauses, frame, at) and cue.quoting and not cue.passive:
        joint = (
            ended
            or idle(clauses, at)
            or clauses.lower[at] in (",", "--", "-", ")", '"')
            or clauses.lower[at] in SUBORDINATORS
        )
        if (
            joint
            or frame.after
            or (clauses.masked(frame.first - 1) and not clauses.masked(at) and clauses.lower[at] not in ("that", ":"))
        ):
            left = left_range(clauses, frame)
            if left:
                more = None if ended else second_part(clauses, frame, at, left)
                return Content((left, more) if more else (left,), Rule.CUE_MIDDLE if more else Rule.CUE_LAST)
    if ended:
        return None
    return right_content(clauses, frame, at, told)
