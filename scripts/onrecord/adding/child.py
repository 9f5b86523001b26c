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
_STARTING = 120.0
"""Seconds in which a process must have begun, on a machine with much else to do."""
MEMORY = 2 * 1024**3
"""Bytes of address space."""


class Converter:
    """The child process, begun when it is first asked."""

    def __init__(self, *, seconds: float = SECONDS, memory: int = MEMORY) -> None:
        self._seconds = seconds
        self._memory = memory
        self._process: BaseProcess | None = None
        self._line: Connection | None = None
        self._late = False

    def items(self, given: Any) -> Iterator[Taken | Refused]:
        """What a file holds, or why nothing is taken from it or from one of its records."""
        begun, name = 0, given.name
        line = self._asked((given, begun))
        while True:
            match self._answer(line, self._seconds):
                case ("begin", str(name)):
                    begun += 1
                case ("item", item):
                    yield item
                    name = given.name
                case ("whole", refused):
                    yield refused
                    return
                case ("end", _):
                    return
                case _:
                    why = self._why()
                    self.close()
                    yield Refused(name, why)
                    if name == given.name:  # not over a record, but on the way to one: it would fall again
                        return
                    name, line = given.name, self._asked((given, begun))

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
            self._answer(self._line, _STARTING)
        with suppress(OSError):  # a process that is gone is told of by its silence
            self._line.send(job)
        return self._line

    def _answer(self, line: Connection, seconds: float) -> tuple[str, Any] | None:
        """The next message; nothing where none comes in time, or ever."""
        self._late = False
        with suppress(EOFError, OSError):
            self._late = not line.poll(seconds)
            if not self._late:
                received: tuple[str, Any] = line.recv()
                return received
        return None

    def _why(self) -> str:
        return (
            f"takes longer than {self._seconds:.0f} seconds"
            if self._late
            else "made its reader fail; it is passed over"
        )


def serve(line: Connection, memory: int) -> None:
    """What the child does: take jobs, and answer each record with its name and then with what became of it."""
    _limit(memory)
    sys.stderr = Path(os.devnull).open("w")  # noqa: SIM115 - what libraries mutter is said in our own words, or nowhere
    logging.disable()
    from onrecord.adding.records import records

    line.send(("ready", None))
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
            line.send(("whole", Refused(given.name, str(error))))
        except MemoryError:
            line.send(("whole", Refused(given.name, _TOO_MUCH)))
        except OSError as error:
            line.send(("whole", Refused(given.name, f"cannot be read ({error.strerror or error})")))
        except Exception as error:  # a reader of foreign files may raise anything
            line.send(("whole", Refused(given.name, f"cannot be read ({_named(error)})")))


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
