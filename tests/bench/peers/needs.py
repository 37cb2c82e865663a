"""What the comparison needs from the system, and how it gets it on Debian."""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess

PACKAGES = ("goldendict", "xvfb", "libxtst6")
_PROGRAMS = ("goldendict", "Xvfb")
_LIBRARIES = ("libX11.so.6", "libXtst.so.6")


def missing() -> list[str]:
    """Return the programs and libraries that are not there."""
    lacking = [name for name in _PROGRAMS if shutil.which(name) is None]
    return lacking + [name for name in _LIBRARIES if not _loads(name)]


def install() -> bool:
    """Install the Debian packages where that is allowed without a question; say whether it was done."""
    if shutil.which("apt-get") is None or os.geteuid() != 0:
        return False
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    commands = (["update"], ["-y", "install", "--no-install-recommends", *PACKAGES])
    return all(
        subprocess.run(
            ["apt-get", "-q", "-o", "DPkg::Lock::Timeout=300", *command],
            env=environment, stdout=subprocess.DEVNULL, stdin=subprocess.DEVNULL, check=False,
        ).returncode == 0
        for command in commands
    )  # fmt: skip


def _loads(name: str) -> bool:
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True
