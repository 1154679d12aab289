"""What a message says about schools: the answer of the school finder."""

from typing import Literal, NamedTuple

MOST_SCHOOLS = 12
"""The most schools that are listed."""


class Candidate(NamedTuple):
    """A school that the message may mean, with its score (about 0 to 3, higher is surer).

    `proposed` tells that it is registered but not open yet.
    """

    urn: str
    name: str
    town: str
    score: float
    proposed: bool = False


class SchoolFinding(NamedTuple):
    """What a message says about schools, the likeliest school first.

    `span` gives the start and end of the characters that name the first school, or None. `elsewhere` is true
    when the message looks as if it names a school that is not held. `place_only` is true when all words used
    are also the name of a town with several schools, and no kind of school stands beside them. `where` gives
    the start and end of a place that only tells where somebody lives or something is: "the bus from Martock".
    """

    kind: Literal["one", "several", "none"]
    schools: tuple[Candidate, ...] = ()
    span: tuple[int, int] | None = None
    because: str = "no school is named"
    elsewhere: bool = False
    place_only: bool = False
    where: tuple[int, int] | None = None

    def open_now(self) -> "SchoolFinding":
        """Give the same finding without schools that are not open yet, where an open one remains.

        A school about to become an academy is registered twice, under one name.
        """
        schools = tuple([school for school in self.schools if not school.proposed])
        if not schools or len(schools) == len(self.schools):
            return self
        return self._replace(kind="one" if len(schools) == 1 else "several", schools=schools)
