"""What runs a command in a forked process. It loads every command, and nothing of the tests."""

import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from bot.cli import cli, main

for command in cli.commands.values():
    command.imported()


def typed(words: Sequence[str], folder: Path, environment: Mapping[str, str], out: Path, err: Path) -> None:
    """Become `signpost`, in the folder and with the environment, writing to two files."""
    for number, path in ((1, out), (2, err)):
        file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        os.dup2(file, number)
        os.close(file)
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environment)
    sys.argv = ["signpost", *words]
    main()
