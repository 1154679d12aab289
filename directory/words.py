"""The closed sets of words that records use, one meaning each."""

from enum import StrEnum


class Audience(StrEnum):
    """Who may see a record. `schools` records are seen by everyone; `staff` ones by council staff only."""

    SCHOOLS = "schools"
    STAFF = "staff"


class SchoolStatus(StrEnum):
    """A school's standing in the register. Only `open` and `closing` schools are offered."""

    OPEN = "open"
    CLOSING = "closing"
    PROPOSED = "proposed"
    CLOSED = "closed"


class PostStatus(StrEnum):
    """A role's standing: in the structure, proposed for it, or (to be) taken out of it."""

    CURRENT = "current"
    PROPOSED = "proposed"
    DELETED = "deleted"


class ChangeKind(StrEnum):
    """What became of a post."""

    CREATED = "created"
    DELETED = "deleted"
    RENAMED = "renamed"
    MERGED = "merged"
    SPLIT = "split"
    MOVED = "moved"
    CHANGED = "changed"


class Stage(StrEnum):
    """How settled a post change is."""

    APPROVED = "approved"
    PROPOSED = "proposed"
    FINAL = "final"


class Route(StrEnum):
    """The few contacts that the authority's answers fall back on; at most one of each."""

    GENERAL = "general"
    FRONT_DOOR = "front_door"
    OUT_OF_HOURS = "out_of_hours"
    DIRECTORY_TEAM = "directory_team"


class DateStatus(StrEnum):
    """How certain a key date is."""

    PROVISIONAL = "provisional"
    CONFIRMED = "confirmed"
    CANCELLED = "cancelled"


class OfferKind(StrEnum):
    """What a support offer is: help for staff, a way to respond, a meeting to come to, or a rule."""

    SUPPORT = "support"
    FEEDBACK = "feedback"
    SESSION = "session"
    RULE = "rule"


class SuggestionStatus(StrEnum):
    """Where a suggested correction stands."""

    OPEN = "open"
    ACCEPTED = "accepted"
    DECLINED = "declined"


class DeliveryKind(StrEnum):
    """What a delivery is: a reminder of a day, the same once more because somebody snoozed it, a notice that
    a date has changed, or word to the owners that a destination can no longer be reached."""

    REMINDER = "reminder"
    SNOOZED = "snoozed"
    CHANGE = "change"
    STOPPED = "stopped"


class DeliveryStatus(StrEnum):
    """Where a delivery stands. `missed`: its date had passed; `dropped`: no longer wanted; both are final
    unless the plan wants it again. `failed`: Slack refuses it for good."""

    PLANNED = "planned"
    CLAIMED = "claimed"
    POSTED = "posted"
    MISSED = "missed"
    FAILED = "failed"
    DROPPED = "dropped"
