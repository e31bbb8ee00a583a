"""`sendoff serve` and `sendoff worker`: the server, and more workers for it."""

from __future__ import annotations

import logging
import signal
import threading
from pathlib import Path
from typing import Annotated

import typer

from sendoff.cli.output import told
from sendoff.settings import load

DataFolder = Annotated[Path, typer.Option(help="The folder that `sendoff init` made.")]


@told
def serve(
    data: DataFolder,
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535)] = 8000,
    workers: Annotated[int | None, typer.Option(min=0, help="Exports run at once.")] = None,
) -> None:
    """Serve the API and run exports until Ctrl-C or SIGTERM."""
    import uvicorn

    from sendoff import bootstrap
    from sendoff.api.app import create_app
    from sendoff.worker.loop import Workers

    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    house = bootstrap.build(load(data, workers=workers))
    running = Workers(house, count=house.settings.workers)
    running.start()
    try:
        # Access logs stay off: query strings can hold download tokens.
        config = uvicorn.Config(
            create_app(house), host=host, port=port, access_log=False, timeout_graceful_shutdown=5
        )
        uvicorn.Server(config).run()
    finally:
        running.stop()
        house.database.close()


@told
def worker(
    data: DataFolder,
    workers: Annotated[int | None, typer.Option(min=1, help="Exports run at once.")] = None,
) -> None:
    """Run exports that are queued on a shared database until Ctrl-C or SIGTERM."""
    from sendoff import bootstrap
    from sendoff.worker.loop import Workers

    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    house = bootstrap.build(load(data, workers=workers))
    running = Workers(house, count=house.settings.workers)
    ended = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: ended.set())
    running.start()
    ended.wait()
    running.stop()
    house.database.close()
