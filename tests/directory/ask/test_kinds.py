"""The seven kinds of answer, asked for in exact and near-exact wording."""

import json
import re

import pytest

from directory.ask.answer import Kind, Question
from tests.directory.ask.conftest import TODAY

WOOKEY, BRUTON = "123669", "123899"


@pytest.mark.parametrize(
    ("question", "topic"),
    [
        ("attendance", "attendance"),
        ("Who do I contact about a managed move?", "managed-moves"),
        ("CME referral", "cme"),
        ("managd move paperwork", "managed-moves"),
        ("emotionally based school avoidence", "ebsa"),
        ("educational psycholgist visit", "educational-psychology"),
        ("VI team", "sensory-impairment"),
        ("roof leak in the hall", "school-buildings"),
        ("would like help from the attendance officer", "attendance"),
        ("can we have some advice from governor services", "governor-services"),
        ("give me the LADO number", "lado"),
        ("what is the number for admissions", "admissions"),
        ("Could you give me the name of the attendance officer?", "attendance"),
        ("hello from the attendance officer here, who do I ask about a managed move", "managed-moves"),
    ],
)
def test_a_need_in_its_own_words_finds_its_topic(schools, question, topic):
    answer = schools(question)
    assert (answer.kind, answer.topics) == (Kind.CONTACT, (topic,))


def test_the_lead_inclusion_advisor_is_the_one_of_the_school_that_is_named(schools):
    answer = schools("who is the lead inclusion advisor for Wookey?")
    assert answer.kind == Kind.CONTACT
    assert answer.school.urn == WOOKEY
    assert answer.area == "Mendip"
    assert [card.post for card in answer.contacts] == ["Lead Inclusion Advisor"]
    assert answer.contacts[0].sample


def test_the_askers_own_school_is_used_when_none_is_named(schools):
    assert schools("who is our lead inclusion advisor", school=WOOKEY).school.urn == WOOKEY


def test_a_school_that_is_named_goes_before_the_askers_own(schools):
    answer = schools("who is the lead inclusion advisor for bruton primary", school=WOOKEY)
    assert answer.school.urn == BRUTON


def test_without_a_school_the_answer_asks_for_it_and_gives_the_general_route(schools):
    answer = schools("who is our lead inclusion advisor")
    assert answer.kind == Kind.CONTACT
    assert answer.asks_school
    assert "Tell me your school" in answer.text
    assert answer.contacts[0].name.startswith("Education and Inclusion enquiries")


def test_a_need_without_an_owner_goes_to_the_lead_inclusion_advisor_and_says_so(schools):
    answer = schools("radio aid is broken", school=WOOKEY)
    assert answer.topics == ("sensory-impairment",)
    assert answer.contacts[0].post == "Lead Inclusion Advisor"
    assert "no contact of its own" in answer.text


def test_an_ambiguous_need_is_asked_about_and_a_choice_completes_it(schools, desk):
    answer = schools("who deals with appeals", school=WOOKEY)
    assert answer.kind == Kind.CHOOSE
    assert {"admission-appeals", "mediation-tribunal"} <= {option.id for option in answer.options}
    assert len(answer.options) <= 5
    asked = Question("", "somerset", TODAY, asker_school=WOOKEY)
    done = desk.complete(answer.need, "mediation-tribunal", asked)
    assert (done.kind, done.topics) == (Kind.CONTACT, ("mediation-tribunal",))
    assert done.school.urn == WOOKEY


def test_an_ambiguous_school_is_listed_with_its_town_and_a_choice_completes_it(schools, desk):
    answer = schools("lead inclusion advisor at St Cuthberts in Wells")
    assert answer.kind == Kind.CHOOSE
    assert {option.id for option in answer.options} == {"123777", "138942"}
    assert all(option.label.endswith("Wells") for option in answer.options)
    done = desk.complete(answer.need, "138942", Question("", "somerset", TODAY))
    assert done.topics == ("lead-inclusion-advisor",)
    assert done.school.urn == "138942"


def test_a_child_in_danger_gets_the_emergency_route_first(schools):
    answer = schools("a child has just told me her stepdad hit her last night")
    assert answer.kind == Kind.URGENT
    first, second, *_ = answer.text.splitlines()
    assert "999" in first
    assert "front door" in second
    assert "designated safeguarding lead" in answer.text
    assert "data protection" not in answer.text.lower()


def test_an_emergency_has_its_ordinary_answer_underneath(schools):
    answer = schools("yr 10 says he will kill himself tonight. also who is our education psychologist")
    assert answer.kind == Kind.URGENT
    assert answer.topics[0] == "child-protection-referral"
    assert answer.contacts[0].name == "Children's social care front door"


def test_an_emergency_names_the_school_whatever_else_was_said(schools):
    answer = schools("thank you. a man has just driven off with one of our year 5s, nether stowey")
    assert answer.kind == Kind.URGENT
    assert answer.school is not None
    assert "Nether Stowey" in answer.school.name


def test_staff_are_told_dates(staff):
    answer = staff("when does the consultation close?")
    assert answer.kind == Kind.TIMELINE
    assert [row.date.isoformat() for row in answer.dates] == ["2022-08-12"]
    assert "Friday 12 August 2022" in answer.text


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("is scrutiny before the 12th", "Yes: 25 July 2022 is before 12 August 2022."),
        ("is scrutiny before the 12th of July", "No: 25 July 2022 is after 12 July 2022."),
        ("will scrutiny be by the 25th", "Yes: it is on 25 July 2022 itself."),
        ("is feedback to staff after 5 september", "Yes: 12 September 2022 is after 5 September 2022."),
    ],
)
def test_a_date_is_compared_with_the_day_that_is_named(staff, question, said):
    assert said in staff(question).notes


@pytest.mark.parametrize(
    ("question", "day"),
    [
        ("when does it close", "2022-08-12"),
        ("formal consulting, did that kick off on a monday or a tuesday", "2022-07-05"),
        ("when is it in front of councillors on the children and families committee", "2022-07-25"),
    ],
)
def test_a_date_is_found_that_is_asked_for_in_other_words(staff, question, day):
    assert day in [row.date.isoformat() for row in staff(question).dates]


def test_a_post_is_told_as_its_last_stage_left_it_with_what_happened_at_each(staff):
    (story,) = staff("what happened to the SEN caseworkers", authority="bury").posts
    assert (story.title, story.stage, story.now) == ("SEN Caseworker", "final", ("EHC Officer",))
    assert "SEND Caseworker" in story.summary


def test_the_whole_timetable_has_every_day_in_order(staff):
    days = [row.date.isoformat() for row in staff("can I have the whole consultation timetable").dates]
    assert len(days) == 12
    assert days == sorted(days)


def test_a_condition_of_a_date_is_said_in_words(staff):
    assert "subject to Exec SLT agreement" in staff("when did the unions get the business case").text


def test_staff_are_told_what_became_of_a_post_through_all_its_titles(staff):
    answer = staff("what is a SEN caseworker called now", authority="bury")
    assert answer.kind == Kind.POST
    assert answer.posts[0].now == ("EHC Officer",)


def test_many_to_one_changes_are_told_in_full(staff):
    answer = staff("what happened to the family attendance officers", authority="bury")
    assert "School Attendance & Exclusions Officer" in answer.text
    assert any("Senior" in title for title in answer.posts[0].now)


def test_a_post_deleted_without_a_successor_says_exactly_that(staff):
    answer = staff("what happened to the Service Manager Commercial Development post")
    assert answer.posts[0].change == "deleted"
    assert answer.posts[0].now == ()
    assert "does not say" in answer.text


def test_a_ring_fence_is_never_called_a_replacement(staff):
    answer = staff("what happens to the early years senior officers")
    assert "Ring Fence 3" in answer.text
    assert "not what replaces a post" in answer.text
    assert answer.posts[0].now == ()


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("where do I send consultation feedback", "educationredesign@somerset.gov.uk"),
        ("how much of a match is a slot in", "80%"),
        ("which ring fence is a service manager in", "Ring Fence 2"),
        ("care first number", "0800 174319"),
        ("when are the open Q&A sessions", "Wednesday 13 July 2022"),
    ],
)
def test_staff_are_told_the_rules_and_the_support(staff, question, said):
    answer = staff(question)
    assert answer.kind == Kind.GUIDANCE
    assert said in answer.text


@pytest.mark.parametrize(
    "question",
    [
        "whos in ring fence 2",
        "which posts are being deleted in the redesign",
        "what grade is the new education relationship manager",
        "what day do SLT sign off the restructure",
        "how many staff are at risk of redundancy in the restructure",
    ],
)
def test_schools_get_the_same_answer_for_internal_matters_as_for_what_does_not_exist(schools, question):
    assert schools(question).as_json() == schools("zzzz qqqq").as_json()


def test_staff_who_ask_for_an_advisor_get_the_contact_where_nothing_became_of_the_post(staff):
    answer = staff("who is the lead inclusion advisor for Wookey")
    assert (answer.kind, answer.topics) == (Kind.CONTACT, ("lead-inclusion-advisor",))


def test_a_post_is_found_by_a_misspelt_title_in_the_plural(staff):
    (story,) = staff("what hapened to the sen casworkers", authority="bury").posts
    assert story.title == "SEN Caseworker"


def test_an_old_title_alone_leads_a_school_to_the_new_one(schools):
    assert "SEN Caseworker is now called EHC Officer." in schools("SEN caseworker", authority="bury").notes


def test_ring_fences_as_such_are_all_of_them(staff):
    answer = staff("what are the ring fences")
    assert [f"Ring Fence {number}" in answer.headline for number in (1, 2, 3, 4)] == [True] * 4
    assert answer.text.count("not what replaces a post") == 1


def test_what_the_documents_do_not_say_goes_to_the_feedback_mailbox(staff):
    answer = staff("i lost the feedback form, can i just email someone")
    assert answer.kind == Kind.GUIDANCE
    assert "educationredesign@somerset.gov.uk" in answer.text


@pytest.mark.parametrize(
    "question", ["which ring fences are there", "I disagree with the ring fences, where do I say so"]
)
def test_schools_are_told_nothing_of_ring_fences(schools, question):
    assert "fence" not in schools(question).text.lower()


def test_schools_are_given_the_public_contact_for_the_redesign(schools):
    answer = schools("where do schools send their views on the education redesign")
    assert answer.topics == ("restructure-consultation",)
    assert answer.contacts[0].email == "educationredesign@somerset.gov.uk"


def test_a_school_that_uses_an_old_title_gets_todays_contact_and_the_new_title(schools):
    answer = schools("who is our SEND lead assistant caseworker", authority="bury")
    assert answer.kind == Kind.CONTACT
    assert "EHC Lead Assistant Officer" in answer.text
    assert "delet" not in answer.text.lower()


@pytest.mark.parametrize("question", ["", "   ", "🚗🚗🚗", "asdfjkl;", "who do I ring about the bins", "?!?"])
def test_what_the_directory_does_not_cover_is_refused_with_the_general_route(schools, question):
    answer = schools(question)
    assert answer.kind == Kind.UNKNOWN
    assert "I do not have a contact for that" in answer.text
    assert answer.contacts[0].name.startswith("Education and Inclusion enquiries")


@pytest.mark.parametrize("question", ["can a ta give paracetamol", "is the ta allowed to drive"])
def test_a_word_of_thanks_that_means_something_else_is_not_thanked_for(schools, question):
    answer = schools(question)
    assert answer.kind is Kind.UNKNOWN
    assert "welcome" not in answer.headline


def test_an_acronym_that_is_no_ordinary_word_is_known_in_any_case(schools):
    assert schools("pep is overdue, who do I chase").topics == ("virtual-school",)


@pytest.mark.parametrize(
    "question",
    [
        *(
            "thanks",
            "thanks so much that's brilliant",
            "hello",
            "are you a real person?",
            "Morning!",
            "ok great",
        ),
        *("never mind", "👍🏽👍🏽", ":+1:", "you're a legend", "no"),
    ],
)
def test_small_talk_gets_a_short_reply_without_a_contact(schools, question):
    answer = schools(question)
    assert answer.kind == Kind.UNKNOWN
    assert answer.contacts == ()
    assert len(answer.text) < 200


@pytest.mark.parametrize(
    ("question", "topic"),
    [
        ("are you a robot? attendance officer please", "attendance"),
        ("thanks for yesterday. who does attendance", "attendance"),
        ("thanks for the CME one. PEP next", "virtual-school"),
        ("Haygrove needs help from an attendance officer", "attendance"),
    ],
)
def test_small_talk_beside_a_need_is_not_answered_instead(schools, question, topic):
    assert schools(question).topics == (topic,)


@pytest.mark.parametrize(
    ("question", "topic"),
    [
        ("is there a place at Critchill for a y3", "specialist-places"),
        ("mum wants Selworthy, who decides", "specialist-places"),
        ("could he go to the Bridge School Sedgemoor", "alternative-provision"),
        ("annual review for a child going to Avalon", "ehcp-annual-review"),
        ("attendance at Avalon", "attendance"),
    ],
)
def test_a_place_at_a_special_school_is_told_by_the_school(schools, question, topic):
    assert schools(question).topics == (topic,)


@pytest.mark.parametrize(
    ("question", "contact"),
    [
        ("who is the EHC Senior Officer", "EHC Senior Officer"),
        ("Statutory Officer contact please", "Statutory Officer"),
        ("who replaced the specialist outreach officer", "Outreach Officer"),
        ("who is the Strategic Lead School System", "Strategic Lead – School System"),
    ],
)
def test_a_school_that_names_a_post_is_told_who_it_is(schools, question, contact):
    assert schools(question, authority="bury").contacts[0].name == contact


@pytest.mark.parametrize(
    "question",
    [
        "what grade is the EHC Senior Officer",
        "how many admissions officers are there",
        "is the Statutory Officer safe",
    ],
)
def test_what_becomes_of_a_post_is_not_told_to_a_school(schools, question):
    assert schools(question, authority="bury").kind is Kind.UNKNOWN


@pytest.mark.parametrize(
    "question",
    ["who is the head at Haygrove", "postcode of Crispin School", "what is Wookey's Ofsted grade"],
)
def test_what_only_a_school_knows_is_asked_there(schools, question):
    answer = schools(question)
    assert answer.kind is Kind.UNKNOWN
    assert "school's own website" in answer.headline


@pytest.mark.parametrize(
    ("question", "topic"),
    [
        ("which team is haygrove in", "area-inclusion-team"),
        ("who is there for haygrove", "lead-inclusion-advisor"),
    ],
)
def test_who_is_there_for_a_school_is_a_team_or_a_person(schools, question, topic):
    assert schools(question).topics == (topic,)


@pytest.mark.parametrize(
    ("question", "topics"),
    [
        ("1) transport 2) FSM", ("school-transport", "free-school-meals")),
        (
            "attendance, FSM and transport contacts please",
            ("attendance", "free-school-meals", "school-transport"),
        ),
    ],
)
def test_needs_that_are_listed_are_all_answered(schools, question, topics):
    assert schools(question).topics == topics


@pytest.mark.parametrize(
    "question",
    [
        *(
            "Devon's EHCP team number?",
            "north somerset council admissions phone no",
            "who does EHCPs in Bristol",
        ),
        "child from Devon, I need Devon's virtual school",
    ],
)
def test_another_councils_service_is_not_ours(schools, question):
    answer = schools(question)
    assert answer.kind == Kind.UNKNOWN
    assert "ask that council" in answer.text


def test_a_school_whose_name_is_that_of_a_council_is_ours(schools):
    answer = schools("derby high attendance", authority="bury")
    assert answer.topics == ("attendance",)
    assert answer.school.name == "The Derby High School"


@pytest.mark.parametrize(
    ("question", "topic"),
    [
        ("we're a primary in Yeovil - LADO", "lado"),
        ("who does admissions in Taunton", "admissions"),
        ("small primary near Wells, EP", "educational-psychology"),
        ("school in Taunton, exclusions", "suspensions-exclusions"),
        ("attendance for a primary", "attendance"),
        ("who covers Taunton", "area-inclusion-team"),
    ],
)
def test_where_a_school_is_and_of_what_kind_takes_nothing_from_its_need(schools, question, topic):
    assert schools(question).topics == (topic,)


def test_a_fact_about_a_place_is_not_for_its_area(schools):
    assert schools("how many schools are there in Somerset").kind == Kind.UNKNOWN


def test_two_words_that_are_written_as_one_are_one(schools):
    assert schools("SEN case worker").topics == schools("SEN caseworker").topics


def test_lists_of_any_shape_are_answered(schools):
    assert set(schools("governors and HR").topics) == {"governor-services", "school-hr"}
    assert set(schools("attendance + exclusions").topics) == {"attendance", "suspensions-exclusions"}


@pytest.mark.parametrize(
    "question",
    ["girl joining from Kingsmead, our LIA?", "who is our lead advisor, his sister is at Crispin"],
)
def test_a_school_named_in_passing_is_not_the_one_that_is_asked_for(schools, question):
    wookey = schools("Wookey Primary, lead inclusion advisor").school.urn
    answer = schools(question, school=wookey)
    assert answer.school.urn == wookey
    assert "Kingsmead" not in answer.text
    assert "Crispin" not in answer.text


def test_a_reason_quotes_no_words_from_two_clauses(schools):
    answer = schools("he was excluded, we just need a bit of outreach")
    assert all("," not in quoted for quoted in re.findall(r"you wrote '([^']*)'", answer.text))


def test_a_child_who_moves_from_another_council_is_ours(schools):
    assert schools("pupil moved here from Devon with an EHCP, annual review is due").kind == Kind.CONTACT


def test_what_a_message_is_not_about_is_left_out(schools):
    assert schools("not attendance, it's about school transport").topics == ("school-transport",)


def test_two_needs_get_two_answers(schools):
    answer = schools("who does free school meals checks, and who do I ask about bus passes?")
    assert set(answer.topics) == {"free-school-meals", "school-transport"}


def test_the_json_has_exactly_the_fields_of_the_contract(schools):
    answer = json.loads(json.dumps(schools("attendance at wookey").as_json()))
    assert list(answer) == [
        "kind", "topics", "school", "area", "contacts", "options", "dates", "posts", "because", "text",
    ]  # fmt: skip
    assert {"name", "post", "team", "email", "phone", "covers", "verified_on", "source", "sample"} <= set(
        answer["contacts"][0]
    )


def test_every_answer_that_shows_a_sample_says_so(schools):
    answer = schools("attendance")
    assert answer.contacts[0].sample
    assert "sample" in answer.text


def test_the_same_question_gets_the_same_answer(schools):
    assert schools("who deals with appeals at wookey") == schools("who deals with appeals at wookey")


def test_a_very_long_message_gets_an_answer(schools):
    assert schools("please help me with attendance " * 400).topics == ("attendance",)


@pytest.mark.parametrize(
    "question",
    ["who's the head at Bruton Primary", "she's from Wookey and he's excluded, who's who for both"],
)
def test_a_curly_apostrophe_is_read_like_a_straight_one(schools, question):
    plain, curly = schools(question), schools(question.replace("'", "\u2019"))
    assert (curly.kind, curly.topics, curly.school) == (plain.kind, plain.topics, plain.school)


@pytest.mark.parametrize("question", ["vet number for Wells", "which MAT is the school in Ilminster in"])
def test_what_is_not_ours_is_refused_beside_a_place_too(schools, question):
    assert schools(question).kind == Kind.UNKNOWN
