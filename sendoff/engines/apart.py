"""Work done apart: by a child process, so that nobody who waits for this one's interpreter waits for it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from typing import ParamSpec, TypeVar

from sendoff.engines.port import SourceUnavailable, Stopped, StopSignal

P = ParamSpec("P")
R = TypeVar("R")

_LOOK_SECONDS = 0.05
"""How often a stop is looked for."""


def apart(stop: StopSignal | None, work: Callable[P, R], /, *args: P.args, **kwargs: P.kwargs) -> R:
    """What `work` returns or raises, called by a new child process.

    `work` is a module's own function; what goes in and comes out is pickled. The child has ended when
    this returns or raises. Should this process be killed, the child finds nobody to answer to, and ends
    when its work does.

    Raises: Stopped; SourceUnavailable, where the child was killed.
    """
    ours, theirs = Pipe()
    try:
        with closing(ours), _child(theirs) as child:
            try:
                ours.send((work, args, kwargs))
                while not ours.poll(_LOOK_SECONDS):
                    if stop is not None and stop.is_set():
                        raise Stopped
                returned, raised = ours.recv()
            finally:
                child.kill()
    except (EOFError, OSError):
        raise SourceUnavailable(
            "The process that was to prepare a query could not be started, or ended before it had done so. "
            "Try again; look at how much memory is free."
        ) from None
    if raised is not None:
        raise raised
    result: R = returned
    return result


def _child(theirs: Connection) -> subprocess.Popen[bytes]:
    """A process that answers once over the connection, which is its own from now on."""
    with theirs:
        return subprocess.Popen(
            # -P and the path: it imports what this process would, and nothing from the working directory.
            [sys.executable, "-P", "-m", __name__, str(theirs.fileno())],
            env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            pass_fds=[theirs.fileno()],
            process_group=0,  # Ctrl-C is for this process to answer
        )


def _answer(connection: Connection) -> None:
    try:
        work, args, kwargs = connection.recv()
        returned: object = None
        raised: Exception | None = None
        try:
            returned = work(*args, **kwargs)
        except Exception as error:  # whatever it is, it is raised where the work was asked for
            raised = error
        connection.send((returned, raised))
    except (EOFError, OSError):
        pass  # nobody waits for it any more


if __name__ == "__main__":
    _answer(Connection(int(sys.argv[1])))
