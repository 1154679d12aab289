"""The `signpost` command as a person types it, without waiting for Python to start each time."""

import multiprocessing
import os
import subprocess
import sys
from functools import cache
from multiprocessing.context import ForkServerContext
from pathlib import Path

from tests.bot.commands.typed import typed
from tests.conftest import ROOT

SIGNPOST = Path(sys.executable).parent / "signpost"
# In seconds: on a busy machine what is right may take long.
PATIENCE = 300


class Terminal:
    """Runs `signpost` in a folder, with an environment of its own."""

    def __init__(self, folder: Path, database: str) -> None:
        self._folder = folder
        self.environment = {
            "PATH": os.environ["PATH"],
            "SIGNPOST_DATABASE_URL": database,
            "SIGNPOST_DATA": str(ROOT / "data"),
        }

    def run(self, *words: str) -> subprocess.CompletedProcess[str]:
        """In a process of its own, forked from one that has loaded what the commands need."""
        out, err = self._folder / ".stdout", self._folder / ".stderr"
        process = _forks().Process(target=typed, args=(words, self._folder, self.environment, out, err))
        process.start()
        process.join(PATIENCE)
        if process.exitcode is None:
            process.kill()
            raise subprocess.TimeoutExpired(words, PATIENCE)
        said, warned = (file.read_text(encoding="utf-8") for file in (out, err))
        out.unlink()
        err.unlink()
        return subprocess.CompletedProcess(words, process.exitcode, said, warned)


def refused(done: subprocess.CompletedProcess[str], *parts: str) -> None:
    """Assert that the command did nothing, and said so with these parts."""
    assert done.returncode == 2, done
    assert done.stdout == ""
    assert "Traceback" not in done.stderr
    for part in parts:
        assert part in done.stderr


@cache
def _forks() -> ForkServerContext:
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([typed.__module__])
    return context
