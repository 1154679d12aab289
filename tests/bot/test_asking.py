"""The four ways of asking, as people use them."""

from sqlalchemy import Engine, inspect, text

from bot.playground.app import Playground
from bot.playground.person import Person


async def test_an_empty_command_explains_how_to_ask_with_three_examples(senco: Person):
    await senco.says("/contact", in_="#senco-network")
    senco.sees("I tell schools who to contact at the council", "Who do I speak to about attendance?")


async def test_help_is_explained_in_a_direct_message(senco: Person):
    await senco.says("help")
    senco.sees("I tell schools who to contact at the council")


async def test_a_bare_mention_is_explained_in_its_thread(senco: Person):
    await senco.says("@Signpost", in_="#senco-network")
    senco.sees("#senco-network (thread)", "I tell schools who to contact at the council")


async def test_a_command_is_answered_to_its_asker_alone(senco: Person, officer: Person):
    await senco.says("/contact attendance", in_="#senco-network")
    senco.sees("(only you)", "Attendance Adviser, Mendip 1", "Phone: 01632 960002")
    assert "Attendance Adviser" not in officer.transcript()


async def test_the_card_says_who_how_why_from_where_and_since_when(senco: Person):
    await senco.says("attendance")
    senco.sees("Attendance Adviser: Attendance Adviser, Mendip 1", "Email: adviser@somerset.example.org")
    senco.sees("Hours: Monday to Friday, 9am to 5pm", "you wrote 'attendance'")
    senco.sees("Source: Somerset proposals. Last checked 1 June 2022.", "Sample record")


async def test_a_mention_is_answered_in_the_thread_for_all_to_read(senco: Person, officer: Person):
    await senco.says("@Signpost exclusions please", in_="#senco-network")
    officer.sees("#senco-network (thread)", "Exclusions Adviser")


async def test_a_mention_in_a_thread_is_answered_in_that_thread(senco: Person):
    await senco.says("Morning all", in_="#senco-network")
    await senco.says("@Signpost attendance", in_="#senco-network", thread="Morning all")
    senco.sees("#senco-network (thread) Signpost", "Attendance Adviser")


async def test_a_direct_message_is_answered_there(senco: Person):
    await senco.says("exclusions")
    senco.sees("Exclusions Adviser")


async def test_the_shortcut_answers_about_somebodys_message_to_the_presser_alone(
    senco: Person, officer: Person
):
    await senco.says("Our attendance is dreadful", in_="#senco-network")
    await officer.uses("Who can help with this?", on="Our attendance is dreadful")
    officer.sees("(only you)", "Attendance Adviser")
    assert "Attendance Adviser" not in senco.transcript()


async def test_the_shortcut_works_in_a_channel_that_signpost_is_not_in(senco: Person):
    await senco.says("Our attendance is dreadful", in_="#school-office")
    await senco.uses("Who can help with this?", on="Our attendance is dreadful")
    senco.sees("Attendance Adviser")


async def test_danger_is_answered_with_the_emergency_route_and_nothing_to_press(senco: Person):
    await senco.says("/contact a child is in danger", in_="#senco-network")
    senco.sees("If a child is in danger now, call 999.", "01632 960001")
    assert senco.buttons() == []


async def test_in_a_mixed_channel_council_staff_get_what_schools_get_and_are_told_so_alone(
    officer: Person, senco: Person
):
    await officer.says("@Signpost when does the consultation end?", in_="#senco-network")
    officer.sees("I have no contact for that.", "(only you)", "Ask me in a direct message for the rest")
    officer.does_not_see("12 August 2022")
    senco.sees("I have no contact for that.")
    senco.does_not_see("direct message for the rest")


async def test_staff_who_would_learn_no_more_in_private_are_not_told_to_ask_there(officer: Person):
    await officer.says("@Signpost where is the moon?", in_="#senco-network")
    officer.sees("I have no contact for that.")
    officer.does_not_see("direct message for the rest")


async def test_in_a_channel_of_council_staff_the_answer_is_for_staff(officer: Person):
    await officer.says("@Signpost when does the consultation end?", in_="#restructure")
    officer.sees("12 August 2022", "Consultation closes")


async def test_council_staff_see_staff_answers_in_a_direct_message(officer: Person):
    await officer.says("when does the consultation end?")
    officer.sees("12 August 2022", "Consultation closes")


async def test_school_staff_do_not_see_staff_answers(senco: Person):
    await senco.says("when does the consultation end?")
    senco.does_not_see("12 August 2022")


async def test_a_guest_counts_as_school_staff(playground: Playground):
    head = playground.person("Headteacher, guest (sample)", team="T0SOMERSET")
    await head.says("when does the consultation end?")
    head.does_not_see("12 August 2022")


async def test_a_choice_completes_the_first_question_in_place(senco: Person):
    await senco.says("/contact I am unsure", in_="#senco-network")
    senco.sees("What is it about?", "[Attendance]", "[Exclusions]")
    await senco.presses("Exclusions")
    senco.sees("Exclusions Adviser")
    assert "What is it about?" not in senco.transcript()


async def test_what_people_ask_is_nowhere_in_the_database(senco: Person, directory_engine: Engine):
    await senco.says("/contact attendance of zebedee", in_="#senco-network")
    await senco.presses("Not right")
    with directory_engine.connect() as connection:
        for table in inspect(connection).get_table_names():
            assert "zebedee" not in str(connection.execute(text(f"SELECT * FROM {table}")).all()).lower()
        assert connection.execute(text("SELECT kind, verdict FROM outcome")).all() == [("contact", "wrong")]


async def test_a_reply_of_10_000_characters_gets_an_answer(senco: Person):
    await senco.says("attendance " * 900)
    senco.sees("Attendance Adviser")
