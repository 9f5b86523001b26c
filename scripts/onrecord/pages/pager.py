"""The numbers that a list in pages links to: the first and the last page, those nearby, and round ones on the way."""

from collections.abc import Iterator


def numbers(number: int, last: int) -> tuple[int | None, ...]:
    """The pages that page ``number`` of ``last`` links to, itself among them; ``None`` where some are passed over.

    Tens, hundreds and so on, the next of each on either side, let one reach any of a thousand pages in a few steps.
    """
    wanted = {1, last, *range(number - 1, number + 2)}
    step = 10
    while step < last:
        wanted |= {(number - 1) // step * step, (number // step + 1) * step}
        step *= 10
    return tuple(_with_gaps(sorted(one for one in wanted if 1 <= one <= last)))


def _with_gaps(wanted: list[int]) -> Iterator[int | None]:
    before = 0
    for one in wanted:
        if one - before == 2:
            yield one - 1
        elif one - before > 2:
            yield None
        yield one
        before = one
