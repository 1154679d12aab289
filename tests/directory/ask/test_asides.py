"""What a message says besides what it asks."""

import pytest

from directory.ask.answer import Kind


@pytest.mark.parametrize("apostrophe", ["'", "\u2019", ""])
def test_what_it_is_not_about_is_left_out_with_any_apostrophe(schools, apostrophe: str):
    answer = schools(f"it isn{apostrophe}t about exclusions, it's school transport")
    assert answer.kind is Kind.CONTACT
    assert answer.topics == ("school-transport",)


def test_what_a_school_once_had_and_wants_again_is_not_denied(schools):
    answer = schools(
        "had behaviour outreach in before summer and it was brilliant, who do we ask for another block"
    )
    assert (answer.kind, answer.topics) == (Kind.CONTACT, ("behaviour-outreach",))


@pytest.mark.parametrize(
    ("text", "topics"),
    [
        ("already rang ed psych, they said it's not them, boy is throwing chairs", ("behaviour-outreach",)),
        ("admissions say it's not theirs, who does managed moves", ("managed-moves",)),
        ("rang ed psych and they can't come until may, who is her manager", ("educational-psychology",)),
    ],
)
def test_who_was_tried_in_vain_is_not_asked_for(schools, text: str, topics: tuple[str, ...]):
    assert schools(text).topics == topics


@pytest.mark.parametrize(
    ("text", "topics"),
    [
        ("no safeguarding concerns, who does early help", ("early-help",)),
        ("had EP involvement last year, now we need speech therapy", ("autism-communication",)),
        ("not after CAMHS. after the EP", ("educational-psychology",)),
        ("no ed psych report yet, who do I chase", ("educational-psychology",)),
    ],
)
def test_what_is_over_or_no_worry_is_not_asked_for(schools, text: str, topics: tuple[str, ...]):
    assert schools(text).topics == topics


@pytest.mark.parametrize(
    ("question", "topic"),
    [
        ("never had a managed move, who do i ring", "managed-moves"),
        ("never excluded before, where do i start", "suspensions-exclusions"),
        ("I refer not to an appeal but to the waiting list for year 7, who holds it", "admissions"),
        (
            "this is not a matter of high needs funding but of the delegated budget, who advises",
            "school-finance",
        ),
    ],
)
def test_what_never_was_is_asked_for_and_what_it_is_no_matter_of_is_not(schools, question: str, topic: str):
    assert schools(question).topics == (topic,)


@pytest.mark.parametrize(
    ("question", "topic"),
    [
        ("who will deal with attendance after the redesign", "attendance"),
        ("in the new structure, who will schools ring about PEPs", "virtual-school"),
        ("who do schools ring about PEPs now the head of virtual school is being deleted", "virtual-school"),
        (
            "with the head of virtual school post being deleted, who do schools ring about PEPs",
            "virtual-school",
        ),
        ("the EMA/TES manager post is going, so who helps with a pupil with no English", "eal-ema"),
        ("the virtual school suggested we speak to the attendance service, who is that", "attendance"),
    ],
)
def test_since_when_or_on_whose_word_it_is_asked_takes_nothing_from_the_need(
    staff, question: str, topic: str
):
    assert staff(question).topics == (topic,)


@pytest.mark.parametrize(
    "question",
    [
        "what happens to the head of virtual school in the redesign",
        "who will replace the EMA/TES manager in the new structure",
    ],
)
def test_what_becomes_of_a_post_is_still_asked(staff, question: str):
    assert staff(question).kind is Kind.POST


@pytest.mark.parametrize(
    ("question", "topic"),
    [
        ("can the EP ring me after 2", "educational-psychology"),
        ("PEP by 30/6", "virtual-school"),
        ("is outreach still going", "behaviour-outreach"),
        ("attendance lady retired at easter, replaced?", "attendance"),
        ("no EP since 2021", "educational-psychology"),
        ("attendance... sorry no, home ed, who is it", "ehe"),
        ("sorry I said appeals I meant admissions, in year, who", "admissions"),
    ],
)
def test_what_stands_beside_a_need_takes_nothing_from_it(schools, question: str, topic: str):
    assert schools(question).topics == (topic,)
