"""The list of commands, which knows each only by its summary until it is run."""

import subprocess
import sys

import pytest

from bot.cli import cli


@pytest.mark.parametrize("command", cli.commands.values(), ids=str)
def test_the_list_says_of_a_command_what_the_command_says_of_itself(command):
    assert command.help == command.imported().help


def test_the_list_is_shown_without_loading_what_the_commands_need():
    shown = "import sys; from bot.cli import cli; cli(['--help'], standalone_mode=False)"
    heavy = "print([name for name in ('sqlalchemy', 'slack_bolt', 'uvicorn') if name in sys.modules])"
    done = subprocess.run(
        [sys.executable, "-c", f"{shown}; {heavy}"], capture_output=True, text=True, check=True
    )
    assert "migrate" in done.stdout
    assert done.stdout.endswith("[]\n")
