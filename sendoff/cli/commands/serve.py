"""`sendoff serve` and `sendoff worker`: the server, and more workers for it."""

from __future__ import annotations

import gc
import signal
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sendoff.cli.output import AsJson, print_json, told
from sendoff.cli.server_log import log_to_stderr
from sendoff.errors import invalid
from sendoff.settings import load

if TYPE_CHECKING:
    import uvicorn

DataFolder = Annotated[Path, typer.Option(help="The folder that `sendoff init` made.")]

CLOSE_SECONDS = 5
"""How long a stop waits for answers under way, while exports are handed back (spec/exports.md: 10 in all)."""


@told
def serve(
    data: DataFolder,
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="0: any that is free.")] = 8000,
    workers: Annotated[
        int | None, typer.Option(min=0, help="Exports run at once; else as the settings say.")
    ] = None,
    access_log: Annotated[bool, typer.Option("--access-log", help="Log a line for each request.")] = False,
    as_json: AsJson = False,
) -> None:
    """Serve the API and run exports until Ctrl-C or SIGTERM; prints where once it does."""
    import uvicorn

    from sendoff import bootstrap
    from sendoff.api.access_log import AccessLog
    from sendoff.api.app import create_app
    from sendoff.cli.listening import listen, url_of
    from sendoff.cli.stopping import TellingServer
    from sendoff.worker.loop import Workers

    log_to_stderr()
    with listen(host, port) as listening:
        house = bootstrap.build(load(data, workers=workers))
        running = Workers(house, count=house.settings.workers)
        app = create_app(house)
        server = TellingServer(
            uvicorn.Config(
                AccessLog(app) if access_log else app,
                access_log=False,  # uvicorn's own shows query strings, which can hold download tokens
                log_config=None,
                timeout_graceful_shutdown=CLOSE_SECONDS,
            ),
            on_stop=running.stop,
        )
        _stop_at_signals(server)
        # Connections are taken from here on, and wait until the server looks.
        if as_json:
            print_json({"url": url_of(listening)})
        else:
            sys.stdout.write(f"Sendoff listens at {url_of(listening)}. Ctrl-C stops it.\n")
        sys.stdout.flush()
        running.start()
        # What is loaded by now stays: else Python stops all threads for 0.1 s each time it looks through
        # it for garbage, and it does so in the middle of every large tree (2026-11-24).
        gc.freeze()
        try:
            server.run(sockets=[listening])
        finally:
            gc.unfreeze()
            running.stop()
            house.database.close()


@told
def worker(
    data: DataFolder,
    workers: Annotated[
        int | None, typer.Option(min=1, help="Exports run at once; else as the settings say.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Run exports that wait in the database, until Ctrl-C or SIGTERM; prints a line once it does."""
    from sendoff import bootstrap
    from sendoff.worker.loop import Workers

    log_to_stderr()
    settings = load(data, workers=workers)
    if settings.workers == 0:
        raise invalid("The setting workers is 0, so nothing would be run. Give --workers.", path="workers")
    house = bootstrap.build(settings)
    running = Workers(house, count=settings.workers)
    ended = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: ended.set())
    running.start()
    if as_json:
        print_json({"workers": settings.workers})
    else:
        sys.stdout.write(f"Up to {settings.workers} exports run here at once. Ctrl-C stops it.\n")
    sys.stdout.flush()
    ended.wait()
    running.stop()
    house.database.close()


def _stop_at_signals(server: uvicorn.Server) -> None:
    """SIGTERM and SIGINT end the server politely, also before it has begun.

    uvicorn listens to them itself while it runs, and raises them again when it has ended: without
    handlers of our own they would end the process there, with its exports still held.
    """

    def stop(*_: object) -> None:
        server.should_exit = True

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, stop)
