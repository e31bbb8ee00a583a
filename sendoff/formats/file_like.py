"""A sink as libraries that write files want one."""

from __future__ import annotations

from typing import cast

from sendoff.formats.port import Sink


class FileLike:
    """Passes writes on; closing it leaves the sink open."""

    mode = "wb"
    closed = False

    def __init__(self, sink: Sink) -> None:
        self._sink = sink
        self._position = 0

    def write(self, data: object, /) -> int:
        view = memoryview(cast("bytes", data))
        self._sink.write(view)
        self._position += view.nbytes
        return view.nbytes

    def tell(self) -> int:
        return self._position

    def flush(self) -> None:
        pass

    def close(self) -> None:
        self.closed = True

    def writable(self) -> bool:
        return True
