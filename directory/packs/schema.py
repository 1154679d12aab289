"""What each file of a pack holds: one row model a file, in the words of the tables.

A field that is left out or blank takes its default. Lists in a CSV cell are separated by semicolons.
"""

from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from directory import models
from directory.packs.values import (
    Day,
    Days,
    Email,
    Key,
    Keys,
    Name,
    Phone,
    Postcode,
    Refers,
    Short,
    Url,
    Urn,
    Words,
)
from directory.words import (
    Audience,
    ChangeKind,
    DateStatus,
    OfferKind,
    PostStatus,
    Route,
    SchoolStatus,
    Stage,
)

Count = Annotated[int, Field(ge=0, le=9999)]
OptionalArea = Annotated[Key | None, Refers("areas")]
OptionalPost = Annotated[Key | None, Refers("posts")]
OptionalTeam = Annotated[Key | None, Refers("teams")]
OptionalContact = Annotated[Key | None, Refers("contacts")]


class Row(BaseModel):
    """A row that refuses what it does not know."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)


class SourceRow(Row):
    """Where facts of the pack come from. `published` is the day its facts count as verified on."""

    key: Key
    title: Name
    published: Day | None = None
    note: str = ""


class AuthorityRow(Row):
    """``authority.yaml``. A record that names no source has `default_source`."""

    key: Key
    name: Name
    la_code: Annotated[str, StringConstraints(pattern=r"^[0-9]{3}$")]
    front_door_label: Name = "Children's social care front door"
    staff_email_domains: Words = ()
    default_source: Annotated[Key, Refers("sources")]
    sources: tuple[SourceRow, ...]


class RecordRow(Row):
    """What every record of every file may say. Blank `verified_on` is the day its source was published."""

    key: Key
    source: Annotated[Key, Refers("sources")]
    source_detail: Short = ""
    verified_on: Day | None = None
    audience: Audience = Audience.SCHOOLS
    sample: bool = False
    valid_from: Day | None = None
    valid_to: Day | None = None


class AreaRow(RecordRow):
    """``areas.csv``"""

    name: Name
    aliases: Words = ()
    note: str = ""


class SchoolRow(RecordRow):
    """``schools.csv``. The key is the URN; `area_reason` says why a school has no area."""

    key: Urn = Field(alias="urn")
    name: Name
    aliases: Words = ()
    phase: Short = ""
    establishment_type: Short = ""
    status: SchoolStatus = SchoolStatus.OPEN
    closed_on: Day | None = None
    street: Short = ""
    locality: Short = ""
    town: Short = ""
    postcode: Postcode = ""
    area: OptionalArea = None
    area_reason: Short = ""


class TeamRow(RecordRow):
    """``teams.csv``"""

    name: Name
    aliases: Words = ()
    description: str = ""
    area: OptionalArea = None


class PostRow(RecordRow):
    """``posts.csv``. `number` is how many of the post there are; 0 where no source says."""

    title: Name
    aliases: Words = ()
    number: Count = 1
    grade: Short = ""
    status: PostStatus = PostStatus.CURRENT
    covers: str = ""
    note: str = ""
    team: OptionalTeam = None


class ContactRow(RecordRow):
    """``contacts.csv``"""

    name: Name
    email: Email = ""
    phone: Phone = ""
    hours: Short = ""
    url: Url = ""
    note: str = ""
    route: Route | None = None
    slack_user_id: Annotated[str, StringConstraints(max_length=32)] | None = None


class AssignmentRow(RecordRow):
    """``assignments.csv``: for one school, for one area, or (neither) for the whole authority."""

    contact: Annotated[Key, Refers("contacts")]
    post: Annotated[Key, Refers("posts")]
    area: OptionalArea = None
    school: Annotated[Urn | None, Refers("schools")] = None


class SideRow(Row):
    """One post of a change, and how many of it."""

    post: Annotated[Key, Refers("posts")]
    number: Count = 1


class PostChangeRow(RecordRow):
    """``post_changes.yaml``"""

    kind: ChangeKind
    stage: Stage
    summary: str = ""
    before: tuple[SideRow, ...] = ()
    after: tuple[SideRow, ...] = ()


class ServiceRow(RecordRow):
    """``services.yaml``"""

    name: Name
    aliases: Words = ()
    description: str = ""
    url: Url = ""
    phases: Words = ()
    team: OptionalTeam = None
    post: OptionalPost = None
    contact: OptionalContact = None
    topics: Annotated[Keys, Refers("topics")] = ()
    areas: Annotated[Keys, Refers("areas")] = ()


class TopicPhraseRow(RecordRow):
    """``topic_phrases.csv``: wordings of the authority's own, beside those of the vocabulary."""

    phrase: Name
    topic: Annotated[Key, Refers("topics")]


class ConsultationRow(RecordRow):
    """``consultation.yaml``, an entry without its lists."""

    title: Name
    summary: str = ""
    stage: Stage = Stage.PROPOSED
    starts_on: Day | None = None
    ends_on: Day | None = None
    feedback_contact: OptionalContact = None


class PartRow(RecordRow):
    """A member of one of a consultation's lists; its consultation and position follow from its place."""

    consultation: Annotated[Key, Refers("consultations")]
    position: int


class KeyDateRow(PartRow):
    """``key_dates`` of a consultation."""

    title: Name
    days: Annotated[Days, Field(min_length=1)]
    status: DateStatus = DateStatus.CONFIRMED
    condition: Short = ""
    phrases: Words = ()
    note: str = ""


class RingFenceRow(PartRow):
    """``ring_fences`` of a consultation."""

    name: Name
    new_posts: Words = ()
    eligible: Words = ()
    phrases: Words = ()


class SupportOfferRow(PartRow):
    """``support_offers`` of a consultation."""

    kind: OfferKind
    title: Name
    text: Annotated[str, StringConstraints(min_length=1)]
    email: Email = ""
    phone: Phone = ""
    url: Url = ""
    days: Days = ()
    phrases: Words = ()


class PlannedEditRow(RecordRow):
    """``planned_edits.yaml``, which may be left out: what some fields of a record are from a later day on.

    `record` is the key of a record of `kind` (a name of KINDS); `fields` are its fields as its file has them.
    """

    kind: str
    record: Annotated[str, StringConstraints(min_length=1, max_length=255)]
    first_day: Day
    fields: dict[str, Any]


PLANNED_EDITS = "planned_edits.yaml"


@dataclass(frozen=True)
class Kind:
    """One kind of record: the file it is read from (which may be left out), its row model and its table."""

    file: str
    row: type[RecordRow]
    model: type[models.Record]
    optional: bool = False


# In the order of loading: a kind comes after those it refers to.
KINDS: dict[str, Kind] = {
    "areas": Kind("areas.csv", AreaRow, models.Area),
    "schools": Kind("schools.csv", SchoolRow, models.School),
    "teams": Kind("teams.csv", TeamRow, models.Team),
    "posts": Kind("posts.csv", PostRow, models.Post),
    "contacts": Kind("contacts.csv", ContactRow, models.Contact),
    "assignments": Kind("assignments.csv", AssignmentRow, models.Assignment),
    "post_changes": Kind("post_changes.yaml", PostChangeRow, models.PostChange),
    "services": Kind("services.yaml", ServiceRow, models.Service),
    "topic_phrases": Kind("topic_phrases.csv", TopicPhraseRow, models.TopicPhrase, optional=True),
    "consultations": Kind("consultation.yaml", ConsultationRow, models.Consultation),
    "key_dates": Kind("consultation.yaml", KeyDateRow, models.KeyDate),
    "ring_fences": Kind("consultation.yaml", RingFenceRow, models.RingFence),
    "support_offers": Kind("consultation.yaml", SupportOfferRow, models.SupportOffer),
}
PARTS_OF_A_CONSULTATION = ("key_dates", "ring_fences", "support_offers")
