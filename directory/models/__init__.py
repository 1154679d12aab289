"""The tables, in the words of the field (HSDS terms where HSDS has one).

Written for PostgreSQL and SQLite alike. Tables are made by the migrations and by nothing else.
A *record* is a row that people keep true: it has a key, a source, a day it was last verified, an
audience and the days between which it holds. Every write to a record leaves a revision (changes.py).
"""

from directory.models.base import Authority, Base, Record, Source
from directory.models.consultation import Consultation, KeyDate, KeyDateDay, RingFence, SupportOffer
from directory.models.history import PendingEdit, Revision, RevisionItem
from directory.models.people import (
    Asker,
    FreshnessRequest,
    HandledEvent,
    Outcome,
    RoleGrant,
    SentQuestion,
    Suggestion,
)
from directory.models.reminders import CalendarFeed, Delivery, Destination, Follow, FollowedDate, WorkerBeat
from directory.models.services import (
    Area,
    Assignment,
    Contact,
    Post,
    PostChange,
    PostChangeSide,
    School,
    Service,
    ServiceArea,
    ServiceTopic,
    Team,
    Topic,
    TopicPhrase,
)

__all__ = [
    "Area",
    "Asker",
    "Assignment",
    "Authority",
    "Base",
    "CalendarFeed",
    "Consultation",
    "Contact",
    "Delivery",
    "Destination",
    "Follow",
    "FollowedDate",
    "FreshnessRequest",
    "HandledEvent",
    "KeyDate",
    "KeyDateDay",
    "Outcome",
    "PendingEdit",
    "Post",
    "PostChange",
    "PostChangeSide",
    "Record",
    "Revision",
    "RevisionItem",
    "RingFence",
    "RoleGrant",
    "School",
    "SentQuestion",
    "Service",
    "ServiceArea",
    "ServiceTopic",
    "Source",
    "Suggestion",
    "SupportOffer",
    "Team",
    "Topic",
    "TopicPhrase",
    "WorkerBeat",
]
