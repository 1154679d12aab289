"""The kinds of record that can be edited, and their fields in order.

Forms, text commands, help, checks, spreadsheet columns and the wording of the history are all made from
this one list. A field's `name` is its name in the facts (directory/facts.py), too.
"""

from dataclasses import dataclass, field, replace
from enum import Enum, StrEnum

from directory import models
from directory.errors import SignpostError
from directory.words import Audience, DateStatus, PostStatus, Route, SchoolStatus, Stage


class FieldType(Enum):
    """What a field holds. The value in a command, once checked, is the type named here."""

    TEXT = "text"  # str
    LONG_TEXT = "long text"  # str
    EMAIL = "email"  # str, "" for none
    PHONE = "phone"  # str as people write it in the UK, "" for none
    URL = "url"  # str, "" for none
    POSTCODE = "postcode"  # str, "" for none
    URN = "urn"  # str of six digits
    DAY = "day"  # datetime.date or None
    NUMBER = "number"  # int
    YES_NO = "yes or no"  # bool
    CHOICE = "choice"  # a member of `choices`, or None
    REFERENCE = "reference"  # the key of a record of `refers_to`, or None
    TEXTS = "list of texts"  # tuple of str
    REFERENCES = "list of references"  # tuple of keys of records of `refers_to`


@dataclass(frozen=True)
class Field:
    """One field. `label` and `help` are for people; `in_forms` is False for what forms leave out."""

    name: str
    label: str
    holds: FieldType = FieldType.TEXT
    required: bool = False
    help: str = ""
    choices: type[StrEnum] | None = None
    refers_to: str = ""
    in_forms: bool = True


@dataclass(frozen=True)
class Kind:
    """One kind of record.

    `held` is its attribute of a Snapshot, `title` the field that names a record ("" where the name is put
    together from others).
    """

    name: str
    label: str
    plural: str
    model: type[models.Record]
    held: str
    title: str
    fields: tuple[Field, ...]
    by_name: dict[str, Field] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "by_name", {each.name: each for each in self.fields})

    @property
    def references(self) -> tuple[Field, ...]:
        """The fields that name other records of the directory (topics are not records)."""
        kept = (FieldType.REFERENCE, FieldType.REFERENCES)
        return tuple(each for each in self.fields if each.holds in kept and each.refers_to != TOPIC)


class UnknownKind(SignpostError):
    """There is no such kind of record."""

    def __init__(self, name: str) -> None:
        known = ", ".join(kind.label for kind in KINDS.values())
        super().__init__(f"The directory has no kind of record called '{name}'. It has: {known}.")


TOPIC = "topic"
_ALIASES = Field(
    "aliases", "Other names", FieldType.TEXTS, help="Old, short or everyday names, so that people find it."
)
_EVERY = (
    Field(
        "audience",
        "Who may see it",
        FieldType.CHOICE,
        choices=Audience,
        help="schools: everybody. staff: council staff only.",
    ),
    Field("source_detail", "Where this comes from", help="For example a letter, a web page or a meeting."),
    Field("sample", "Made-up sample", FieldType.YES_NO, help="Answers that show a sample say so."),
    Field("valid_from", "First day", FieldType.DAY, in_forms=False),
    Field("valid_to", "Last day", FieldType.DAY, in_forms=False),
    Field("verified_on", "Last confirmed on", FieldType.DAY, in_forms=False),
)


def _reference(name: str, label: str, to: str, *, required: bool = False, help: str = "") -> Field:
    return Field(name, label, FieldType.REFERENCE, required, help, refers_to=to)


CONTACT = Kind(
    "contact",
    "contact",
    "contacts",
    models.Contact,
    "contacts",
    "name",
    (
        Field("name", "Name", required=True, help="A person, a mailbox or a phone line."),
        Field("email", "Email", FieldType.EMAIL),
        Field("phone", "Phone", FieldType.PHONE, help="A UK number, for example 01632 960000."),
        Field("hours", "Opening hours"),
        Field("url", "Web page", FieldType.URL),
        Field("note", "What they help with", FieldType.LONG_TEXT),
        Field(
            "route", "Fallback route", FieldType.CHOICE, choices=Route, help="At most one contact of each."
        ),
        Field("slack_user_id", "Slack member", help="Their Slack member ID, so that they can be asked."),
        *_EVERY,
    ),
)
POST = Kind(
    "post",
    "post",
    "posts",
    models.Post,
    "posts",
    "title",
    (
        Field("title", "Title", required=True),
        _ALIASES,
        _reference("team", "Team", "team"),
        Field(
            "number", "How many", FieldType.NUMBER, help="How many of this post there are; 0 if not known."
        ),
        Field("grade", "Grade"),
        Field("status", "Status", FieldType.CHOICE, choices=PostStatus),
        Field("covers", "What it does", FieldType.LONG_TEXT),
        Field("note", "Note", FieldType.LONG_TEXT),
        *_EVERY,
    ),
)
TEAM = Kind(
    "team",
    "team",
    "teams",
    models.Team,
    "teams",
    "name",
    (
        Field("name", "Name", required=True),
        _ALIASES,
        Field("description", "What it does", FieldType.LONG_TEXT),
        _reference("area", "Area", "area", help="Only for an area team."),
        *_EVERY,
    ),
)
SERVICE = Kind(
    "service",
    "service",
    "services",
    models.Service,
    "services",
    "name",
    (
        Field("name", "Name", required=True),
        _ALIASES,
        Field("topics", "Topics", FieldType.REFERENCES, refers_to=TOPIC, help="The needs it answers."),
        _reference("post", "Post that owns it", "post"),
        _reference("contact", "Contact that owns it", "contact", help="Comes before the post."),
        _reference("team", "Team", "team"),
        Field("areas", "Areas", FieldType.REFERENCES, refers_to="area", help="None: offered everywhere."),
        Field("phases", "Phases", FieldType.TEXTS, help="None: offered to every phase."),
        Field("description", "What it offers", FieldType.LONG_TEXT),
        Field("url", "Web page", FieldType.URL),
        *_EVERY,
    ),
)
SCHOOL = Kind(
    "school",
    "school",
    "schools",
    models.School,
    "schools",
    "name",
    (
        Field("key", "URN", FieldType.URN, required=True, help="The six digits of the national register."),
        Field("name", "Name", required=True),
        _ALIASES,
        _reference("area", "Area", "area"),
        Field("area_reason", "Why it has no area"),
        Field("phase", "Phase", help="For example Primary."),
        Field("establishment_type", "Type", help="For example Academy converter."),
        Field("status", "Status", FieldType.CHOICE, choices=SchoolStatus),
        Field("closed_on", "Closed on", FieldType.DAY),
        Field("street", "Street"),
        Field("locality", "Locality"),
        Field("town", "Town"),
        Field("postcode", "Postcode", FieldType.POSTCODE),
        *_EVERY,
    ),
)
AREA = Kind(
    "area",
    "area",
    "areas",
    models.Area,
    "areas",
    "name",
    (
        Field("name", "Name", required=True),
        _ALIASES,
        Field("note", "Note", FieldType.LONG_TEXT),
        *_EVERY,
    ),
)
ASSIGNMENT = Kind(
    "assignment",
    "assignment",
    "assignments",
    models.Assignment,
    "assignments",
    "",
    (
        _reference("contact", "Contact", "contact", required=True),
        _reference("post", "Post", "post", required=True),
        _reference("school", "School", "school", help="Neither school nor area: the whole authority."),
        _reference("area", "Area", "area"),
        *_EVERY,
    ),
)
PHRASE = Kind(
    "phrase",
    "topic phrase",
    "topic phrases",
    models.TopicPhrase,
    "topic_phrases",
    "phrase",
    (
        Field(
            "phrase", "Wording", required=True, help="What people write, for example 'kids not turning up'."
        ),
        Field("topic", "Topic", FieldType.REFERENCE, required=True, refers_to=TOPIC),
        *_EVERY,
    ),
)
KINDS: dict[str, Kind] = {
    kind.name: kind for kind in (CONTACT, POST, TEAM, SERVICE, SCHOOL, AREA, ASSIGNMENT, PHRASE)
}
CONSULTATION = Kind(
    "consultation",
    "consultation",
    "consultations",
    models.Consultation,
    "consultations",
    "title",
    (
        Field("title", "Title", required=True),
        Field("summary", "Summary", FieldType.LONG_TEXT),
        Field("stage", "Stage", FieldType.CHOICE, choices=Stage),
        Field("starts_on", "First day to respond", FieldType.DAY),
        Field("ends_on", "Last day to respond", FieldType.DAY),
        _reference("feedback_contact", "Contact for feedback", "contact"),
        *_EVERY,
    ),
)
CONSULTATION_ITSELF = replace(
    CONSULTATION,
    fields=tuple(
        CONSULTATION.by_name[name] for name in ("title", "summary", "stage", "starts_on", "ends_on")
    ),
)
"""A consultation with the fields that its owners edit."""
KEY_DATE = Kind(
    "key_date",
    "key date",
    "key dates",
    models.KeyDate,
    "key_dates",
    "title",
    (
        Field("title", "Title", required=True),
        Field("status", "Status", FieldType.CHOICE, choices=DateStatus),
        Field("condition", "Condition", help="What it depends on."),
        Field("note", "Note", FieldType.LONG_TEXT),
        *_EVERY,
    ),
)
# These two are edited by commands of their own (directory/editing/consultation.py).
BY_HELD: dict[str, Kind] = {kind.held: kind for kind in (*KINDS.values(), CONSULTATION, KEY_DATE)}
BY_TABLE: dict[str, Kind] = {kind.model.__tablename__: kind for kind in BY_HELD.values()}


def kind_of(name: str) -> Kind:
    """The kind of that name or label, in the singular or the plural. Raises UnknownKind."""
    wanted = name.strip().lower()
    for kind in KINDS.values():
        if wanted in (kind.name, kind.label, kind.plural):
            return kind
    raise UnknownKind(name)
