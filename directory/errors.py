"""Errors of the domain. Each one's text is a sentence a person can act on."""


class SignpostError(Exception):
    """Base of every error whose message is written for a person to read."""


class UnknownAuthority(SignpostError):
    """No authority of that key has been loaded."""

    def __init__(self, key: str, known: list[str]) -> None:
        held = ", ".join(known) if known else "none yet: load one with `signpost load data/somerset`"
        super().__init__(f"There is no authority called '{key}' in this directory. It holds: {held}.")


class DatabaseNotReady(SignpostError):
    """The database cannot be reached, or its tables are not those of this version."""


class PackError(SignpostError):
    """A data pack is not as its schema says. Nothing of it has been loaded.

    `problems` are lines of the form ``file, line N, field: what is wrong``.
    One line may stand for several of `total`.
    """

    def __init__(self, pack: str, problems: list[str], total: int | None = None) -> None:
        self.problems = problems
        number = len(problems) if total is None else total
        count = "1 problem" if number == 1 else f"{number} problems"
        listed = "\n".join(f"  {problem}" for problem in problems)
        super().__init__(f"{pack} was not loaded: {count}. Nothing was changed.\n{listed}")


class UnknownSchool(SignpostError):
    """No school of that URN belongs to the authority."""

    def __init__(self, urn: str, authority: str) -> None:
        super().__init__(f"{authority} has no school with the URN {urn}.")


class NotRecorded(SignpostError):
    """A write to the directory was tried outside `changes.recording`, so it would have left no history."""
