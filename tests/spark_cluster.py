"""A Spark cluster of the tests' own: a master and two workers on 127.0.0.1, gone after the last test.

One for a whole test run, started by the first test that asks; processes of one run share it.
"""

from __future__ import annotations

import fcntl
import json
import os
import re
import select
import shutil
import signal
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path

import pyspark
import pytest

from tests.crash.waiting import until

HOME = Path(pyspark.__file__).parent
WORKERS = 2
# Room for an executor of four applications each: of two test processes each has its own for the whole
# run, and another one in some tests, which without room would wait for executors until a process ends.
WORKER_CORES, WORKER_MEMORY = "4", "2400m"
START_SECONDS = 60
# Applications need it too: settings know neither of them.
ENVIRONMENT = {"SPARK_LOCAL_IP": "127.0.0.1", "PYSPARK_PYTHON": sys.executable}
SHORT_LIVED = {"JAVA_TOOL_OPTIONS": "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"}
"""Compiled once and quickly: what a test asks is over before more would pay."""
MISSING = (
    "Java was not found. The tests start a Spark cluster of their own: install a runtime of version 17 or "
    "newer, on Debian with `apt-get install default-jre-headless`."
)


@dataclass(frozen=True)
class SparkCluster:
    """A running cluster; `url` is `spark://127.0.0.1:port`, for `SparkSession.builder.master`."""

    url: str
    folder: str
    processes: tuple[int, ...]
    """The process ids of the master and of the workers."""

    @property
    def settings(self) -> dict[str, str]:
        """What an application sets to run here: on both workers, and on no other address than 127.0.0.1."""
        return {
            "spark.driver.host": "127.0.0.1", "spark.driver.bindAddress": "127.0.0.1",
            "spark.driver.memory": "512m", "spark.sql.shuffle.partitions": str(WORKERS),
            "spark.executor.memory": "512m", "spark.executor.cores": "1", "spark.cores.max": str(WORKERS),
            "spark.ui.enabled": "false", "spark.ui.showConsoleProgress": "false",
            "spark.local.dir": f"{self.folder}/local", "spark.sql.warehouse.dir": f"{self.folder}/warehouse",
        }  # fmt: skip

    def executors(self, application_id: str) -> list[int]:
        """Process ids of the application's executors, of which there is one on each worker."""
        wanted = b"\0--app-id\0" + application_id.encode() + b"\0"
        found = []
        for process in Path("/proc").glob("[0-9]*"):
            with suppress(OSError):  # ended meanwhile
                command = (process / "cmdline").read_bytes()
                if b"CoarseGrainedExecutorBackend" in command and wanted in command:
                    found.append(int(process.name))
        return sorted(found)

    def kill_executor(self, application_id: str) -> int:
        """The process id of an executor of the application that is no more; its worker starts another."""
        executor = self.executors(application_id)[0]
        os.kill(executor, signal.SIGKILL)
        return executor


@pytest.fixture(scope="session")
def spark_cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SparkCluster]:
    """The cluster of this test run."""
    folder = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        folder = folder.parent  # the one that all processes of the run have in common
    state = folder / "spark.json"
    # Locks end with their process, however that ends: nobody is counted who has gone.
    with (
        (folder / "spark-turn.lock").open("w") as turn,
        (folder / "spark-used.lock").open("w") as used,
        pytest.MonkeyPatch.context() as environment,
    ):
        for name, value in {**ENVIRONMENT, **SHORT_LIVED}.items():
            environment.setenv(name, value)
        fcntl.flock(turn, fcntl.LOCK_EX)
        fcntl.flock(used, fcntl.LOCK_SH)
        if not state.exists():
            try:
                state.write_text(json.dumps(asdict(start())))
            except FileNotFoundError as error:
                pytest.fail(str(error), pytrace=False)
        told = json.loads(state.read_text())
        fcntl.flock(turn, fcntl.LOCK_UN)
        cluster = SparkCluster(**{**told, "processes": tuple(told["processes"])})
        yield cluster
        fcntl.flock(turn, fcntl.LOCK_EX)
        fcntl.flock(used, fcntl.LOCK_UN)
        with suppress(BlockingIOError):  # another process still uses it
            fcntl.flock(used, fcntl.LOCK_EX | fcntl.LOCK_NB)
            state.unlink()
            stop(cluster)


@contextmanager
def running_cluster() -> Iterator[SparkCluster]:
    """A new cluster; its processes and its folder are gone afterwards."""
    cluster = start()
    try:
        yield cluster
    finally:
        stop(cluster)


def start() -> SparkCluster:
    """A new cluster, both workers of which are registered.

    Raises: FileNotFoundError, saying what to install, where there is no Java.
    """
    if not (shutil.which("java") or os.environ.get("JAVA_HOME")):
        raise FileNotFoundError(MISSING)
    folder = Path(tempfile.mkdtemp(prefix="sendoff-spark-"))
    properties = folder / "properties"
    properties.write_text("spark.master.rest.enabled false\n")
    common = ["--host", "127.0.0.1", "--port", "0", "--webui-port", "0", "--properties-file", str(properties)]
    processes: list[int] = []
    try:
        processes.append(launch(folder, "master", ["org.apache.spark.deploy.master.Master", *common]))
        url = told_by(folder, "master", r"Starting Spark master at (spark://\S+)")
        workers = [f"worker-{number}" for number in range(1, WORKERS + 1)]
        for name in workers:
            room = ["--cores", WORKER_CORES, "--memory", WORKER_MEMORY, "--work-dir", str(folder / name)]
            processes.append(
                launch(folder, name, ["org.apache.spark.deploy.worker.Worker", *common, *room, url])
            )
        for name in workers:
            told_by(folder, name, r"(Successfully registered with master)")
    except BaseException:
        stop(SparkCluster("", str(folder), tuple(processes)))
        raise
    return SparkCluster(url, str(folder), tuple(processes))


def stop(cluster: SparkCluster) -> None:
    """The cluster's processes, its executors' among them, have ended; its folder is removed."""
    for process in reversed(cluster.processes):
        end(process)
    shutil.rmtree(cluster.folder, ignore_errors=True)


def end(process: int, how: signal.Signals = signal.SIGTERM) -> None:
    """The process has ended."""
    with suppress(ProcessLookupError):
        handle = os.pidfd_open(process)
        try:
            os.kill(process, how)
            select.select([handle], [], [])
        finally:
            os.close(handle)
    with suppress(ChildProcessError):  # another test process started it
        os.waitpid(process, 0)


def launch(folder: Path, name: str, command: Sequence[str], **variables: str) -> int:
    """The process id of a Java program that writes its log to `<name>.log`; it outlives this process."""
    environment = {
        key: value for key, value in os.environ.items() if not key.startswith(("SPARK_", "PYSPARK_"))
    }
    environment |= {
        **ENVIRONMENT, "SPARK_HOME": str(HOME), "SPARK_LOCAL_DIRS": str(folder / "local"),
        "SPARK_DAEMON_MEMORY": "256m", **variables,
    }  # fmt: skip
    log = os.open(folder / f"{name}.log", os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    try:
        # `spark-class` ends in an `exec`: the id stays the program's.
        return os.posix_spawn(
            HOME / "bin" / "spark-class", ["spark-class", *command], environment,
            file_actions=[(os.POSIX_SPAWN_DUP2, log, 1), (os.POSIX_SPAWN_DUP2, log, 2)],
        )  # fmt: skip
    finally:
        os.close(log)


def told_by(folder: Path, name: str, pattern: str) -> str:
    """What the program's log says of `pattern`'s group."""
    log = folder / f"{name}.log"
    try:
        return until(lambda: re.search(pattern, log.read_text()), seconds=START_SECONDS)[1]
    except AssertionError as error:
        raise RuntimeError(f"Spark's {name} did not start: {log.read_text()}") from error
