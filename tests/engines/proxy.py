"""A proxy of the tests' own before a server: cut, silent, or with TLS."""

from __future__ import annotations

import socket
import ssl
import threading
from contextlib import suppress


class Proxy:
    """Hands bytes on between clients and the server until it is cut, or falls silent.

    Args:
        tls: what clients are to speak; the server speaks without.
    """

    def __init__(self, server_port: int, tls: ssl.SSLContext | None = None) -> None:
        self._tls = tls
        self.silent = threading.Event()
        self._server_port = server_port
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.port = self._listening.getsockname()[1]
        self._open: list[socket.socket] = []
        self._threads = [threading.Thread(target=self._accept, daemon=True)]

    def __enter__(self) -> Proxy:
        self._threads[0].start()
        return self

    def __exit__(self, *raised: object) -> None:
        self.cut()
        for thread in self._threads:
            thread.join()

    @property
    def connections(self) -> int:
        """How many clients have come so far."""
        return len(self._open) // 2

    def cut(self) -> None:
        """All that is connected is cut off, and nobody gets through any more."""
        for one in (self._listening, *self._open):
            with suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)
            one.close()

    def _accept(self) -> None:
        while True:
            try:
                client, _ = self._listening.accept()
            except OSError:
                return
            if self._tls is not None:
                try:
                    client = self._tls.wrap_socket(client, server_side=True)
                except OSError:  # whoever asks does not trust us
                    continue
            server = socket.create_connection(("127.0.0.1", self._server_port))
            self._open += [client, server]
            for ends in ((client, server), (server, client)):
                self._threads.append(threading.Thread(target=self._pump, args=ends, daemon=True))
                self._threads[-1].start()

    def _pump(self, source: socket.socket, sink: socket.socket) -> None:
        try:
            while part := source.recv(65_536):
                if not self.silent.is_set():
                    sink.sendall(part)
            sink.shutdown(socket.SHUT_WR)
        except OSError:
            pass
