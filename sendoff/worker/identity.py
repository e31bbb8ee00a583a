"""Which process holds a lease, so that another of the same host can tell when it has ended."""

from __future__ import annotations

import os
import socket
from pathlib import Path


def own() -> str:
    """`host/pid/start` of this process; start tells it from a later one with the same pid."""
    return f"{socket.gethostname()}/{os.getpid()}/{_started(os.getpid())}"


def is_dead(owner: str) -> bool:
    """Whether that process was of this host and has ended; False where it cannot be known."""
    host, _, rest = owner.partition("/")
    pid, _, started = rest.partition("/")
    if host != socket.gethostname() or not pid.isdigit() or not started:
        return False
    return _started(int(pid)) != started


def _started(pid: int) -> str:
    """Boot and start time of the process (proc(5), field 22); empty where there is none."""
    try:
        stat = Path(f"/proc/{pid}/stat").read_text()
        boot = Path("/proc/sys/kernel/random/boot_id").read_text().strip()
    except OSError:
        return ""
    fields = stat.rpartition(")")[2].split()
    return "" if fields[0] in "ZX" else f"{boot[:8]}-{fields[19]}"
