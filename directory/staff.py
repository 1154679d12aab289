"""Who counts as council staff, as an owner sets it: email domains, Slack user groups, Slack channels.

Whether a person fits is found out elsewhere, as only Slack knows; here is what an authority has decided.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from directory import settings_history
from directory.authorities import unknown_authority
from directory.errors import SignpostError
from directory.models import Authority
from directory.roles import Action, Actor, NotAllowed, may


class Sort(StrEnum):
    """How staff can be told: by their address, or by what they are members of."""

    DOMAIN = "domain"
    GROUP = "group"
    CHANNEL = "channel"


COLUMNS = {
    Sort.DOMAIN: "staff_email_domains",
    Sort.GROUP: "staff_user_groups",
    Sort.CHANNEL: "staff_channels",
}
_SHAPES = {
    Sort.DOMAIN: re.compile(r"(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}"),
    Sort.GROUP: re.compile(r"S[A-Z0-9]{2,20}"),
    Sort.CHANNEL: re.compile(r"[CG][A-Z0-9]{2,20}"),
}
_EXPECTED = {
    Sort.DOMAIN: "an email domain, such as somerset.gov.uk",
    Sort.GROUP: "the Slack id of a user group, such as S012AB3CD",
    Sort.CHANNEL: "the Slack id of a channel, such as C012AB3CD",
}
_FOR_ANYBODY = re.compile(
    r"(aol|btinternet|gmail|googlemail|hotmail|icloud|live|me|msn|outlook|proton|sky|yahoo)\.(com|co\.uk|me)"
)


@dataclass(frozen=True)
class StaffRules:
    """Who counts as council staff. Groups and channels are Slack ids; any one rule is enough."""

    domains: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    channels: tuple[str, ...] = ()

    def of(self, sort: Sort) -> tuple[str, ...]:
        """The rules of one sort."""
        return {Sort.DOMAIN: self.domains, Sort.GROUP: self.groups, Sort.CHANNEL: self.channels}[sort]


class NotARule(SignpostError):
    """What was given cannot tell council staff."""

    def __init__(self, sort: Sort, given: str) -> None:
        super().__init__(f"'{given}' is not {_EXPECTED[sort]}. Nothing was changed.")


class ForAnybody(SignpostError):
    """Anybody can have an address at the domain."""

    def __init__(self, domain: str) -> None:
        super().__init__(
            f"Anybody can have an email address at {domain}, so it cannot tell council staff from schools. "
            "Nothing was changed. Use a domain that is the council's own."
        )


class AlreadyStaff(SignpostError):
    """The rule stands already."""

    def __init__(self, sort: Sort, value: str) -> None:
        super().__init__(f"The {sort.value} {value} counts as council staff already. Nothing was changed.")


class NotStaff(SignpostError):
    """There is no such rule to take away."""

    def __init__(self, sort: Sort, value: str, held: Iterable[str]) -> None:
        listed = ", ".join(held) or "none"
        super().__init__(
            f"The {sort.value} {value} does not count as council staff. Nothing was changed. "
            f"Those that do: {listed}."
        )


def staff_rules(session: Session, authority: str) -> StaffRules:
    """The authority's rules. Raises UnknownAuthority."""
    columns = (Authority.staff_email_domains, Authority.staff_user_groups, Authority.staff_channels)
    row = session.execute(select(*columns).where(Authority.key == authority)).one_or_none()
    if row is None:
        raise unknown_authority(session, authority)
    return StaffRules(*map(tuple, row))


def add_rule(session: Session, actor: Actor, sort: Sort, value: str, at: datetime) -> StaffRules:
    """From now on these count as council staff, too; all rules as they are then.

    Raises NotAllowed, NotARule, ForAnybody, AlreadyStaff and UnknownAuthority.
    """
    row, value = _to_change(session, actor, sort, value)
    held = getattr(row, COLUMNS[sort])
    if _FOR_ANYBODY.fullmatch(value):
        raise ForAnybody(value)
    if value in held:
        raise AlreadyStaff(sort, value)
    return _set(session, row, actor, sort, [*held, value], at)


def remove_rule(session: Session, actor: Actor, sort: Sort, value: str, at: datetime) -> StaffRules:
    """From now on these do not count as council staff by this rule; all rules as they are then.

    Raises NotAllowed, NotARule, NotStaff and UnknownAuthority.
    """
    row, value = _to_change(session, actor, sort, value)
    held = getattr(row, COLUMNS[sort])
    if value not in held:
        raise NotStaff(sort, value, held)
    return _set(session, row, actor, sort, [each for each in held if each != value], at)


def _to_change(session: Session, actor: Actor, sort: Sort, value: str) -> tuple[Authority, str]:
    verdict = may(actor, Action.AUTHORITY_SETTINGS)
    if not verdict:
        raise NotAllowed(Action.AUTHORITY_SETTINGS, verdict)
    value = value.strip()
    value = value.lower().removeprefix("@") if sort is Sort.DOMAIN else value
    if not _SHAPES[sort].fullmatch(value):
        raise NotARule(sort, value)
    row = session.scalar(select(Authority).where(Authority.key == actor.authority).with_for_update())
    if row is None:
        raise unknown_authority(session, actor.authority)
    return row, value


def _set(  # noqa: PLR0917 - one change, with who and when
    session: Session, row: Authority, actor: Actor, sort: Sort, values: list[str], at: datetime
) -> StaffRules:
    column = COLUMNS[sort]
    before = {column: list(getattr(row, column))}
    setattr(row, column, values)
    session.flush()
    settings_history.keep(
        session, row, who=actor.who, action="staff", at=at, before=before, after={column: values}
    )
    return staff_rules(session, row.key)
