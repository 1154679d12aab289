"""Commands whose module is imported when they are run, so that `signpost --help` stays quick."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from typer.core import TyperCommand
from typer.main import get_group

if TYPE_CHECKING:
    from typing import Any

    from typer._click import Command, Context


class OnDemand(TyperCommand):
    """Stands for the command `name` of the `app` in `bot.commands.<module>`, and knows only its summary."""

    def __init__(self, name: str, module: str, summary: str) -> None:
        super().__init__(name, help=summary)
        self._name = name
        self._module = module

    def imported(self) -> Command:
        """The command itself, with its options."""
        return get_group(import_module(f"bot.commands.{self._module}").app).commands[self._name]

    def make_context(
        self,
        info_name: str | None,
        args: list[str],
        parent: Context | None = None,
        **extra: Any,  # noqa: ANN401 - as the library has it
    ) -> Context:
        """Hands what was typed over to the command itself."""
        return self.imported().make_context(info_name, args, parent=parent, **extra)
