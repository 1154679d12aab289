"""What the commands share in how they are typed: an application without decoration, and common options."""

from functools import partial
from typing import Annotated

import typer

from bot.usage import key_of

commands = partial(typer.Typer, rich_markup_mode=None)
of_authority = partial(typer.Option, "--authority", parser=key_of, metavar="KEY")
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]
