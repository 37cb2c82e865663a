"""The measured programs as processes: how each is started, when it is idle, and how it is ended."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from tests.bench.peers.screen import WHOLE, Area

_IDLE_SHARE = 0.03
"""The share of one processor below which a process counts as idle."""
_TICKS = os.sysconf("SC_CLK_TCK")
_DROPPED = ("PYTHONDONTWRITEBYTECODE", "PYTHONPATH", "QT_QPA_PLATFORM", "WAYLAND_DISPLAY", "VIRTUAL_ENV")


@dataclass(frozen=True, slots=True)
class Program:
    """One column of the table: how it is started, and what it starts from.

    ``home`` is a folder of its own for everything it keeps; ``variables`` go on top of the environment;
    the areas are those of a window of the size of the screen; ``quit_keys`` close it, "" if no keys do.
    """

    name: str
    command: tuple[str, ...]
    home: Path
    variables: Mapping[str, str] = field(default_factory=dict)
    list_area: Area = WHOLE
    article_area: Area = WHOLE
    quit_keys: str = "ctrl+q"

    def start(self, display: str) -> subprocess.Popen[bytes]:
        """Start the program on a display, in a session of its own so that it can be ended whole."""
        self.home.mkdir(parents=True, exist_ok=True)
        return subprocess.Popen(
            self.command,
            env=self.environment(display, os.environ),
            cwd=self.home,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )

    def environment(self, display: str, outer: Mapping[str, str]) -> dict[str, str]:
        """Return the environment: the same for every program, bytecode written, no message bus."""
        kept = {name: value for name, value in outer.items() if name not in _DROPPED}
        own = {
            "HOME": str(self.home),
            "XDG_CONFIG_HOME": str(self.home / ".config"),
            "XDG_DATA_HOME": str(self.home / ".local" / "share"),
            "XDG_CACHE_HOME": str(self.home / ".cache"),
            "DISPLAY": display,
            "DBUS_SESSION_BUS_ADDRESS": "disabled:",
            "LANG": "C.UTF-8",
        }
        return {**kept, **own, **self.variables}


def stop(process: subprocess.Popen[bytes], patience: float = 5) -> None:
    """End a program; one that does not react within ``patience`` seconds is killed."""
    for how in (signal.SIGTERM, signal.SIGKILL):
        if process.poll() is None:
            os.killpg(process.pid, how)
            try:
                process.wait(patience)
            except subprocess.TimeoutExpired:
                continue
    process.wait()


def memory(pid: int) -> float:
    """Return a process's share of memory (PSS) in MB."""
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text("ascii").splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("Pss:"))


def wait_until_idle(pid: int, span: float = 0.5, limit: float = 600) -> None:
    """Wait until a process uses next to no processor time during ``span`` seconds."""
    deadline = time.monotonic() + limit
    used = processor_seconds(pid)
    while time.monotonic() < deadline:
        time.sleep(span)
        now = processor_seconds(pid)
        if now - used <= span * _IDLE_SHARE:
            return
        used = now
    raise TimeoutError(f"Process {pid} was not idle within {limit:.0f} seconds.")


def processor_seconds(pid: int) -> float:
    """Return the processor time that a process has used; its name, in brackets, may hold spaces."""
    fields = Path(f"/proc/{pid}/stat").read_text("utf-8", "replace").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / _TICKS
