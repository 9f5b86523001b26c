"""Runs a function over items on a Dask cluster, that is on the machines whose workers a scheduler knows.

Every worker must have the same package and packages as this machine: that is checked before anything is sent, because
another version would give other pages.  The work of a worker that is lost is done by another one.
"""

import asyncio
import logging
import pickle
import platform
import threading
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from itertools import islice
from time import monotonic
from typing import TYPE_CHECKING, Any, TypeVar

from onrecord import __version__
from onrecord.store.digest import version_of_all

if TYPE_CHECKING:
    from distributed import Client, Future

Item = TypeVar("Item")
Result = TypeVar("Result")
Version = tuple[str, str]
"""What a worker works with, in short for people, and the digest of it all."""

_AT_ONCE = 4
"""Items that are sent together."""
_AHEAD = 3
"""Batches that are under way for each worker: enough that none waits, few enough for this machine's memory."""
_RETRIES = 2
"""How often a batch is done again that failed, as reading from a store of objects sometimes does."""
_LOOK = 2.0
"""Seconds between two looks at whether there still are workers."""
_LIMIT = "distributed.comm.timeouts.connect"
_one_at_a_time = threading.Lock()


class ClusterError(RuntimeError):
    """The cluster cannot do the work; the message is one line that says what to do."""


class Cluster:
    """The workers of the scheduler at ``address``, from the start until it is closed.

    ``model`` is the parser that the work is done with, if not the shipped one.  How long it waits for the scheduler,
    and for a worker where there is none, is Dask's own setting ``distributed.comm.timeouts.connect``.
    """

    def __init__(self, address: str, *, model: str | None = None) -> None:
        self.address = address
        self._model = model
        self._limit = 0.0
        self._opened: Client | None = None

    def map(self, function: Callable[[Item], Result], items: Sequence[Item]) -> Iterator[Result]:
        """Each item's result; the function and the items are sent to the workers.

        Raises:
            ClusterError: there is no scheduler or no worker, or they are gone, or one would give other results.

        """
        if not items:
            return
        waiting: deque[Future[bytes]] = deque()
        with self._telling():
            ahead = _AHEAD * max(1, len(self._workers()))
        starts = iter(range(0, len(items), _AT_ONCE))
        try:
            while True:
                with self._telling():
                    for start in islice(starts, ahead - len(waiting)):
                        waiting.append(self._submitted(function, items[start : start + _AT_ONCE]))
                    if not waiting:
                        return
                    done = self._result(waiting.popleft())
                yield from pickle.loads(done)  # noqa: S301 - from our own workers
        finally:
            with suppress(Exception):  # there may be nobody left to tell
                for future in waiting:
                    future.cancel()

    def close(self) -> None:
        """Leave the cluster; its workers go on."""
        if self._opened:
            self._opened.close(timeout=_LOOK)

    @property
    def _client(self) -> "Client":
        """The connection, made when there is something to do."""
        if self._opened is None:
            self._opened = self._connected()
            self._check_workers(self._opened)
        return self._opened

    def _connected(self) -> "Client":
        try:
            import dask  # only who works on a cluster has it
            import distributed
            from distributed.comm.core import connect
        except ImportError as error:
            msg = "--cluster needs Dask, and it is not installed: install onrecord[cluster]"
            raise ClusterError(msg) from error
        for name in ("asyncio", "distributed", "distributed.client"):
            logging.getLogger(name).setLevel(logging.CRITICAL)  # what goes wrong is told here
        dask.config.set({"distributed.admin.large-graph-warning-threshold": "1 GB"})
        self._limit = float(dask.utils.parse_timedelta(dask.config.get(_LIMIT)))

        async def knock() -> None:
            # A client that never connected takes long to close, and is not quiet about it.
            comm = await connect(
                self.address, timeout=self._limit, **distributed.Security().get_connection_args("client")
            )
            await comm.close()

        try:
            asyncio.run(knock())
            return distributed.Client(self.address, timeout=self._limit, set_as_default=False)
        except (OSError, ValueError, RuntimeError) as error:
            msg = (
                f"no Dask scheduler answers at {self.address} within {self._limit:g} s; check the address, or start one"
                " with: dask scheduler"
            )
            raise ClusterError(msg) from error

    def _check_workers(self, client: "Client") -> None:
        try:
            client.wait_for_workers(1, timeout=self._limit)
        except TimeoutError as error:
            raise ClusterError(self._no_worker()) from error
        own = _version(self._model)
        answers: dict[str, Any] = client.run(_version, self._model, on_error="return")
        for worker, theirs in sorted(answers.items()):
            if theirs != own:
                raise ClusterError(_differs(worker, theirs, own))

    def _submitted(self, function: Callable[[Item], Result], items: Sequence[Item]) -> "Future[bytes]":
        packed = pickle.dumps((function, items), protocol=5)
        version = _version(self._model)
        future: Future[bytes] = self._client.submit(_done, packed, version, self._model, pure=False, retries=_RETRIES)
        return future

    def _result(self, future: "Future[bytes]") -> bytes:
        """What a batch gave, as long as there are workers or may be some soon."""
        alone_since: float | None = None
        while True:
            try:
                # What is done may be lost with its worker before it is fetched, so neither is waited for without end.
                self._wait(future)
                return future.result(timeout=self._limit)
            except TimeoutError:
                now = monotonic()
                alone_since = None if self._workers() else alone_since or now
                if alone_since is not None and now - alone_since >= self._limit:
                    raise ClusterError(self._no_worker()) from None

    def _wait(self, future: "Future[bytes]") -> None:
        from distributed import wait

        try:
            with self._client.as_current():
                wait(future, timeout=_LOOK)
        except TimeoutError:
            raise
        except Exception as error:  # of the waiting, not of the work
            raise ClusterError(self._gone()) from error
        if future.status not in {"finished", "error"}:
            raise ClusterError(self._gone())

    def _workers(self) -> Sequence[str]:
        if self._client.status == "closed":
            raise ClusterError(self._gone())
        return list(self._client.nthreads())  # asked anew: what the client remembers of them is old

    @contextmanager
    def _telling(self) -> Iterator[None]:
        """Tell in one line what goes wrong with the cluster within."""
        try:
            yield
        except ClusterError:
            raise
        except Exception as error:
            from distributed.client import ClosedClientError
            from distributed.comm.core import CommClosedError
            from distributed.scheduler import KilledWorker

            if isinstance(error, KilledWorker):
                msg = "a part of the work ended every worker that tried it, perhaps for want of memory; see their logs"
                raise ClusterError(msg) from error
            lost = self._opened is None or self._opened.status != "running"
            if lost or isinstance(error, CommClosedError | ClosedClientError):
                raise ClusterError(self._gone()) from error
            raise

    def _gone(self) -> str:
        return f"the Dask scheduler at {self.address} is gone; start it and its workers, and build again"

    def _no_worker(self) -> str:
        return (
            f"the Dask scheduler at {self.address} had no worker for {self._limit:g} s; start some with:"
            f" dask worker {self.address} --nthreads 1"
        )


def _version(model: str | None) -> Version:
    shown = f"onrecord {__version__} on Python {platform.python_version()}"
    return (shown, version_of_all(model))


def _differs(worker: str, theirs: object, own: Version) -> str:
    if not isinstance(theirs, tuple):
        return f"the worker {worker} cannot load onrecord ({theirs}); install there what this machine has: {own[0]}"
    other = theirs[0] if theirs[0] != own[0] else "other code, words or packages"
    return f"the worker {worker} works with {other}; install there what this machine has: {own[0]}, the same packages"


def _done(packed: bytes, version: Version, model: str | None) -> bytes:
    """A worker's part: the results of a batch.  The parser is one for each process, so one thread at a time uses it."""
    own = _version(model)
    if own != version:
        raise ClusterError(_differs("that joined since", own, version))
    with _one_at_a_time:
        function, items = pickle.loads(packed)  # noqa: S301 - from the build that this worker serves
        return pickle.dumps([function(item) for item in items], protocol=5)
