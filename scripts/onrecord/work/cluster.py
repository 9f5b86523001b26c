"""A Dask cluster as an `Executor`, that is the machines whose workers a scheduler knows.

Every worker must have the same package and packages as this machine: that is checked before anything is sent, because
another version would give other results.  The work of a worker that is lost is done by another one.
"""

import asyncio
import logging
import pickle
import platform
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import CancelledError, Executor, Future, wait
from contextlib import contextmanager
from functools import partial
from time import monotonic
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar

from onrecord import __version__
from onrecord.store.digest import version_of_all
from onrecord.work.executors import LazyFuture

if TYPE_CHECKING:
    from distributed import Client

Parameters = ParamSpec("Parameters")
Result = TypeVar("Result")
_RETRIES = 2
"""How often work is done again that failed, as reading from a shared folder sometimes does."""
_LOOK = 2.0
"""Seconds between two looks at whether there still are workers."""
_LIMIT = "distributed.comm.timeouts.connect"
_one_at_a_time = threading.Lock()


class ClusterError(RuntimeError):
    """The cluster cannot do the work; the message is one line that says what to do."""


class Cluster(Executor):
    """The workers of the scheduler at ``address``, from the first work until it is shut down; they go on then.

    ``model`` is what the work is done with.  How long it waits for the scheduler,
    and for a worker where there is none, is Dask's own setting ``distributed.comm.timeouts.connect``.
    """

    def __init__(self, address: str, *, model: str) -> None:
        self.address = address
        self._model = model
        self._limit = 0.0
        self._client: Client | None = None
        self._executor: Executor | None = None

    def submit(
        self, fn: Callable[Parameters, Result], /, *args: Parameters.args, **kwargs: Parameters.kwargs
    ) -> Future[Result]:
        """The function and what it is given are sent to a worker.

        Raises:
            ClusterError: there is no scheduler or no worker, or they are gone, or one would give other results; what
                becomes known later, the future raises.

        """
        call = pickle.dumps(partial(fn, *args, **kwargs), protocol=5)
        with self._in_one_line():
            if self._executor is None:
                self._client = self._connected()
                self._check_workers(self._client)
                self._executor = self._client.get_executor(pure=False, retries=_RETRIES)
            sent = self._executor.submit(_called, call, _version(self._model), self._model)
        return LazyFuture(partial(self._fetch, sent))

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:  # noqa: ARG002 - the interface's
        """Leave the cluster, and what it has not done."""
        if self._client is not None:
            self._client.close(timeout=_LOOK)

    def _connected(self) -> "Client":
        try:
            import dask  # only who works on a cluster has it
            import distributed
            from distributed.comm.core import connect
        except ImportError as error:
            msg = "--cluster needs Dask, and it is not installed: install onrecord[cluster]"
            raise ClusterError(msg) from error
        for name in ("asyncio", "distributed", "distributed.client", "tornado.application"):
            logging.getLogger(name).setLevel(logging.CRITICAL)  # what goes wrong is told here
        dask.config.set({"distributed.admin.large-graph-warning-threshold": "1 GB"})
        self._limit = float(dask.utils.parse_timedelta(dask.config.get(_LIMIT)))

        async def knock() -> None:
            # A client that never connected takes long to close, and is not quiet about it.
            arguments = distributed.Security().get_connection_args("client")
            await (await connect(self.address, timeout=self._limit, **arguments)).close()

        try:
            asyncio.run(knock())
            return distributed.Client(self.address, timeout=self._limit, set_as_default=False)
        except (OSError, ValueError, RuntimeError) as error:
            advice = "check the address, or start one with: dask scheduler"
            msg = f"no Dask scheduler answers at {self.address} within {self._limit:g} s; {advice}"
            raise ClusterError(msg) from error

    def _check_workers(self, client: "Client") -> None:
        try:
            client.wait_for_workers(1, timeout=self._limit)
        except TimeoutError as error:
            raise ClusterError(self._no_worker()) from error
        own = _version(self._model)
        for worker, theirs in sorted(client.run(_version, self._model, on_error="return").items()):
            if theirs != own:
                raise ClusterError(_differs(worker, theirs, own[0]))

    def _fetch(self, sent: Future[Result], future: LazyFuture[Result]) -> None:
        """Wait for what was sent, as long as there are workers or may be some soon."""
        try:
            with self._in_one_line():
                seen = monotonic()
                while not wait([sent], timeout=_LOOK).done:
                    seen = monotonic() if self._workers() else seen
                    if monotonic() - seen >= self._limit:
                        raise ClusterError(self._no_worker())
                future.set_result(sent.result())
        except Exception as error:
            future.set_exception(error)

    def _workers(self) -> list[str]:
        client = self._client
        # One that found the scheduler again, or another, has forgotten what the first was asked for.
        if client is None or client.status == "closed" or not client.futures:
            raise ClusterError(self._gone())
        return list(client.nthreads())  # asked anew: what the client remembers of them is old

    @contextmanager
    def _in_one_line(self) -> Iterator[None]:
        """Say in one line what goes wrong with the cluster within."""
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
            lost = self._client is None or self._client.status != "running"
            if lost or isinstance(error, CancelledError | CommClosedError | ClosedClientError):
                raise ClusterError(self._gone()) from error
            raise

    def _gone(self) -> str:
        return f"the Dask scheduler at {self.address} is gone; start it and its workers, and build again"

    def _no_worker(self) -> str:
        advice = f"start some with: dask worker {self.address} --nthreads 1"
        return f"the Dask scheduler at {self.address} had no worker for {self._limit:g} s; {advice}"


def _version(model: str) -> tuple[str, str]:
    """What this process works with, in short for people, and the digest of it all."""
    return f"onrecord {__version__} on Python {platform.python_version()}", version_of_all(model)


def _differs(worker: str, theirs: object, own: str) -> str:
    if not isinstance(theirs, tuple):
        return f"the worker {worker} cannot load onrecord ({theirs}); install there what this machine has: {own}"
    other = theirs[0] if theirs[0] != own else "other code, words or packages"
    return f"the worker {worker} works with {other}; install there what this machine has: {own}, the same packages"


def _called(call: bytes, version: tuple[str, str], model: str) -> Any:
    """A worker's part.  The parser is one for each process, so one thread at a time uses it."""
    own = _version(model)
    if own != version:
        raise ClusterError(_differs("that joined since", own, version[0]))
    with _one_at_a_time:
        return pickle.loads(call)()  # noqa: S301 - from the build that this worker serves
