"""A desk with known answers, so that tests of the app do not depend on how questions are read."""

from dataclasses import replace
from datetime import date

from directory.ask.answer import Answer, ContactCard, DatedRow, Kind, Need, Option, Question, SchoolRef
from directory.ask.desk import EnquiryDesk
from directory.words import Audience


class ScriptedDesk(EnquiryDesk):
    """Knows `attendance` and `exclusions`, for staff also `vetting` and `consultation`, and little else."""

    def ask(self, question: Question) -> Answer:
        text = question.text.lower()
        if "danger" in text:
            return Answer(
                kind=Kind.URGENT,
                headline="If a child is in danger now, call 999.",
                contacts=(card("Front door", "01632 960001"),),
                text="Call 999. Then ring the front door on 01632 960001.",
            )
        if "consultation" in text and question.audience == Audience.STAFF:
            return Answer(
                kind=Kind.TIMELINE,
                headline="One date is near.",
                dates=(DatedRow(date(2022, 8, 12), "Consultation closes", "confirmed"),),
                text="12 August 2022: Consultation closes",
            )
        if "unsure" in text:
            return Answer(
                kind=Kind.CHOOSE,
                headline="What is it about?",
                options=(Option("attendance", "Attendance"), Option("exclusions", "Exclusions")),
                text="What is it about? Attendance, or exclusions?",
            )
        staff_only = ("vetting",) if question.audience == Audience.STAFF else ()
        for topic in ("attendance", "exclusions", *staff_only):
            if topic in text:
                return self.about(topic, Need(topics=(topic,)), question)
        return Answer(
            kind=Kind.UNKNOWN, headline="I have no contact for that.", text="I have no contact for that."
        )

    def complete(self, need: Need, picked: str, asked: Question) -> Answer:
        if not picked:
            return self.ask(replace(asked, text=""))
        if picked in self.snapshot(asked.authority).schools:
            need = replace(need, school=picked)
        else:
            need = replace(need, topics=(picked,))
        if need.topics == ("vetting",) and asked.audience == Audience.SCHOOLS:
            return self.ask(replace(asked, text=""))
        return self.about(need.topics[0], need, asked)

    def about(self, topic: str, need: Need, asked: Question) -> Answer:
        urn = need.school or asked.asker_school
        school: SchoolRef | None = self.school(asked.authority, urn, asked.today) if urn else None
        other = "exclusions" if topic == "attendance" else "attendance"
        return Answer(
            kind=Kind.CONTACT,
            topics=(topic,),
            school=school,
            contacts=(card(f"{topic.capitalize()} Adviser", "01632 960002"),),
            because=(
                f"you wrote '{topic}'",
                f"you work at {school.name}" if school else "you named no school",
            ),
            headline=f"Ask the {topic.capitalize()} Adviser.",
            text=f"Ask the {topic.capitalize()} Adviser on 01632 960002.",
            need=need,
            others=(Option(other, other.capitalize()),),
            asks_school=school is None,
        )


def card(post: str, phone: str) -> ContactCard:
    return ContactCard(
        name=f"{post}, Mendip 1",
        post=post,
        team="Inclusion",
        email="adviser@somerset.example.org",
        phone=phone,
        covers="",
        verified_on=date(2022, 6, 1),
        source="Somerset proposals",
        sample=True,
        hours="Monday to Friday, 9am to 5pm",
    )
