"""Converters in a process of their own, with limits: the files come from anywhere, and a library may fall over one.

One process serves one file after the other.  When it dies over a record, or takes too long, that record is refused,
and a new process goes on with the next one.
"""

import logging
import os
import sys
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

from onrecord.adding.taken import Refused, RefusedError, Taken

SECONDS = 60.0
"""For one record."""
MEMORY = 2 * 1024**3
"""Bytes of address space."""


class Converter:
    """The child process, begun when it is first asked."""

    def __init__(self, *, seconds: float = SECONDS, memory: int = MEMORY) -> None:
        self._seconds = seconds
        self._memory = memory
        self._process: BaseProcess | None = None
        self._line: Connection | None = None

    def items(self, given: Any) -> Iterator[Taken | Refused]:
        """What a file holds, or why nothing is taken from it or from one of its records."""
        begun, name = 0, given.name
        while True:
            line = self._asked((given, begun))
            while (answer := self._answer(line)) is not None:
                what, value = answer
                if what == "end":
                    return
                if what == "begin":
                    begun, name = begun + 1, value
                else:
                    yield value
                    if what == "refused whole":
                        return
                    name = given.name
            yield Refused(name, self._why())
            self.close()
            if name == given.name and begun == 0:
                return
            if name == given.name:  # not over a record, but on the way to the next one: it would fall again
                return

    def close(self) -> None:
        """End the process."""
        if self._process is not None:
            self._process.kill()
            self._process.join()
        if self._line is not None:
            self._line.close()
        self._process = self._line = None

    def _asked(self, job: Any) -> Connection:
        if self._process is None or self._line is None or not self._process.is_alive():
            self.close()
            context = get_context("spawn")
            self._line, theirs = context.Pipe()
            self._process = context.Process(target=serve, args=(theirs, self._memory), daemon=True)
            self._process.start()
            theirs.close()
        self._line.send(job)
        return self._line

    def _answer(self, line: Connection) -> tuple[str, Any] | None:
        """The next message; nothing where none comes in time, or ever."""
        with suppress(EOFError, OSError):
            if line.poll(self._seconds):
                received: tuple[str, Any] = line.recv()
                return received
        return None

    def _why(self) -> str:
        alive = self._process is not None and self._process.is_alive()
        return f"takes longer than {self._seconds:.0f} seconds" if alive else "made its reader fail; it is passed over"


def serve(line: Connection, memory: int) -> None:
    """What the child does: take jobs, and answer each record with its name and then with what became of it."""
    _limit(memory)
    sys.stderr = Path(os.devnull).open("w")  # noqa: SIM115 - what libraries mutter is said in our own words, or nowhere
    logging.disable()
    from onrecord.adding.records import records

    while True:
        try:
            given, skipped = line.recv()
        except (EOFError, KeyboardInterrupt):
            return
        try:
            for number, pending in enumerate(records(given)):
                if number < skipped:
                    continue
                line.send(("begin", pending.name))
                line.send(("item", _made(pending)))
            line.send(("end", None))
        except RefusedError as error:
            line.send(("refused whole", Refused(given.name, str(error))))
        except MemoryError:
            line.send(("refused whole", Refused(given.name, _TOO_MUCH)))
        except OSError as error:
            line.send(("refused whole", Refused(given.name, f"cannot be read ({error.strerror or error})")))
        except Exception as error:  # a reader of foreign files may raise anything
            line.send(("refused whole", Refused(given.name, f"cannot be read ({_named(error)})")))


_TOO_MUCH = "needs more memory than is allowed"


def _made(pending: Any) -> Taken | Refused:
    try:
        taken: Taken = pending.make()
    except RefusedError as error:
        return Refused(pending.name, str(error))
    except MemoryError:
        return Refused(pending.name, _TOO_MUCH)
    except RecursionError:
        return Refused(pending.name, "is nested too deeply")
    except Exception as error:  # a reader of foreign files may raise anything
        return Refused(pending.name, f"cannot be read ({_named(error)})")
    return replace(taken, name=pending.name)


def _named(error: Exception) -> str:
    said = " ".join(str(error).split())[:100]
    return f"{type(error).__name__}: {said}" if said else type(error).__name__


def _limit(memory: int) -> None:
    if sys.platform != "win32":
        import resource

        with suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
