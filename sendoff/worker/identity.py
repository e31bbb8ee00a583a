"""Which process holds a lease, so that another of the same host can tell when it has ended."""

from __future__ import annotations

import hashlib
import os
import socket
from pathlib import Path

_MACHINE = Path("/etc/machine-id")
_PID_NAMESPACE = Path("/proc/self/ns/pid")


def own() -> str:
    """`place/pid/start` of this process; start tells it from a later one with the same pid."""
    return f"{_place()}/{os.getpid()}/{_started(os.getpid())}"


def is_dead(owner: str) -> bool:
    """Whether that process was of this place and has ended; False where it cannot be known."""
    rest, _, started = owner.rpartition("/")
    place, _, pid = rest.rpartition("/")
    if place != _place() or not pid.isdigit() or not started:
        return False
    return _started(int(pid)) != started


def _place() -> str:
    """Within it a pid names one process.

    A host's name alone is not enough: containers may share it and see each other's pids as free, and
    so may machines that were copied. A process there would be taken for dead while it works.
    """
    try:
        machine = hashlib.sha256(_MACHINE.read_bytes()).hexdigest()[:8]
    except OSError:
        machine = ""
    try:
        namespace = os.readlink(_PID_NAMESPACE).strip("pid:[]")
    except OSError:
        namespace = ""
    return f"{socket.gethostname()}/{machine}/{namespace}"


def _started(pid: int) -> str:
    """Boot and start time of the process (proc(5), field 22); empty where there is none."""
    try:
        stat = Path(f"/proc/{pid}/stat").read_text()
        boot = Path("/proc/sys/kernel/random/boot_id").read_text().strip()
    except OSError:
        return ""
    fields = stat.rpartition(")")[2].split()
    return "" if fields[0] in "ZX" else f"{boot[:8]}-{fields[19]}"
