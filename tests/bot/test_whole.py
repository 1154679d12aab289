"""The whole product: the real app, the real desk and both packs, in the try-out workspaces."""

import pytest

from bot.playground.app import Playground


@pytest.fixture
def playground(whole_playground: Playground) -> Playground:
    return whole_playground


async def test_a_senco_asks_for_the_lead_inclusion_advisor_of_a_school(playground):
    sam = playground.person("SENCO (sample)", team="T0SOMERSET")
    await sam.says("/contact who is the lead inclusion advisor for Wookey", in_="#senco-network")
    sam.sees("Wookey Primary School")
    sam.sees("Lead Inclusion Advisor, Mendip")
    sam.sees("Sample record")
    sam.sees("Last checked 27 June 2022")


async def test_a_choice_completes_the_first_question(playground):
    sam = playground.person("SENCO (sample)", team="T0SOMERSET")
    await sam.says("who deals with appeals")
    sam.sees("Which of these do you mean?")
    await sam.presses("SEND mediation and tribunal")
    sam.sees("Head of Service – SEND")
    sam.sees("you chose: SEND mediation and tribunal")


async def test_the_school_is_asked_for_once_and_remembered(playground):
    sam = playground.person("SENCO (sample)", team="T0SOMERSET")
    await sam.says("who is our lead inclusion advisor")
    sam.sees("Which school do you work in?")
    await sam.picks("Which school do you work in?", "Wookey")
    sam.sees("Lead Inclusion Advisor, Mendip")
    await sam.says("radio aid is broken")
    sam.sees("Wookey Primary School")
    sam.does_not_see("Which school do you work in?")


async def test_an_emergency_comes_first_and_has_no_feedback_buttons(playground):
    sam = playground.person("SENCO (sample)", team="T0SOMERSET")
    await sam.says("a child has just told me her stepdad hit her")
    sam.sees("999")
    sam.sees("designated safeguarding lead")
    assert "Right contact" not in sam.buttons()


async def test_a_council_officer_sees_dates_in_private_that_a_school_does_not(playground):
    officer = playground.person("Council officer (sample)", team="T0SOMERSET")
    await officer.says("/contact when does the consultation close", in_="#senco-network")
    officer.sees("12 August 2022")
    sam = playground.person("SENCO (sample)", team="T0SOMERSET")
    await sam.says("/contact when does the consultation close", in_="#senco-network")
    sam.does_not_see("12 August 2022")


async def test_an_answer_in_a_channel_is_for_schools_whoever_asks(playground):
    officer = playground.person("Council officer (sample)", team="T0SOMERSET")
    await officer.says("@Signpost when does the consultation close", in_="#senco-network")
    officer.does_not_see("12 August 2022")


async def test_a_guest_with_a_staff_address_is_not_staff(playground):
    guest = playground.person("Headteacher, guest (sample)", team="T0SOMERSET")
    await guest.says("when does the consultation close")
    guest.does_not_see("12 August 2022")


async def test_each_workspace_answers_from_its_own_authority(playground):
    officer = playground.person("Council officer (sample)", team="T0BURY")
    await officer.says("what is a SEN caseworker called now")
    officer.sees("EHC Officer")


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("attendance " * 900, "School attendance support"),
        ("😀" * 200, "When you need somebody, tell me what for"),
        ("🦒" * 200, "I do not have a contact for that"),
        ("où est la gare", "I do not have a contact for that"),
    ],
)
async def test_odd_messages_get_a_polite_answer(playground, question, said):
    sam = playground.person("SENCO (sample)", team="T0SOMERSET")
    await sam.says(question)
    sam.sees(said)
