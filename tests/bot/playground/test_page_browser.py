"""The try-out page in a real browser, with canned answers: what a person sees, clicks and types."""

import asyncio
import re
from collections.abc import AsyncIterator
from dataclasses import dataclass

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Page, expect

from tests.bot.chromium import NEEDED, blank_page, chromium
from tests.bot.playground.canned import CannedActions, CannedPlayground, served

pytestmark = [*NEEDED, pytest.mark.asyncio(loop_scope="module")]


@dataclass
class Screen:
    """The page as one person has it open, and the playground behind it."""

    page: Page
    playground: CannedPlayground
    browser: Browser
    url: str

    @property
    def actions(self) -> CannedActions:
        return self.playground.actions["T0SOMERSET"]

    @property
    def composer(self):
        return self.page.get_by_role("combobox", name=re.compile("^Message "))

    @property
    def answer(self):
        """The last message from Signpost."""
        return self.page.locator("article.from-bot").last

    async def sends(self, text: str) -> None:
        await self.composer.fill(text)
        await self.composer.press("Enter")

    async def opens_the_form(self) -> None:
        await self.sends("/directory edit")
        await expect(self.page.get_by_role("dialog", name="Change a contact")).to_be_visible()


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def browser() -> AsyncIterator[Browser]:
    async with chromium() as browser:
        yield browser


@pytest_asyncio.fixture(loop_scope="module")
async def screen(browser: Browser) -> AsyncIterator[Screen]:
    """A laptop. The test fails if the page reports an error or breaks its content security policy."""
    playground = CannedPlayground()
    async with served(playground) as url:
        page = await blank_page(browser)
        faults: list[str] = []
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("console", lambda message: message.type == "error" and faults.append(message.text))
        await page.goto(url)
        await page.wait_for_selector("body[data-ready]")
        yield Screen(page, playground, browser, url)
        await page.close()
        # A refused request is reported in the console by the browser itself.
        assert [fault for fault in faults if "Failed to load resource" not in fault] == []


async def test_a_newcomer_clicks_a_question_and_sees_the_answer(screen):
    await screen.page.get_by_role("button", name="who is the lead inclusion advisor for Wookey").click()
    await expect(screen.answer).to_contain_text("Lead Inclusion Advisor, Mendip (sample)")
    assert screen.actions.done[-1][:2] == ("say", "U0SOMSENCO")


async def test_a_question_is_asked_as_the_person_chosen_who_is_offered_their_own(screen):
    await screen.page.get_by_label("You are").select_option("Council officer (sample)")
    greeting = screen.page.locator("#greeting")
    await expect(greeting).to_contain_text("ask it as Council officer (sample)")
    await expect(greeting.get_by_role("button", name="lead inclusion advisor")).to_be_hidden()
    await greeting.get_by_role("button", name="when does the consultation close").click()
    await expect(screen.page.locator("article").first).to_contain_text("Council officer (sample)")
    assert screen.actions.done[-1][:2] == ("say", "U0SOMOFFICER")
    await expect(screen.page.get_by_label("You are")).to_have_value("Council officer (sample)")


async def test_each_workspace_offers_its_own_questions_on_its_own_day(screen):
    await screen.page.get_by_role("button", name="Next day").click()
    await screen.page.get_by_label("You are").select_option("Council officer (sample)")
    await screen.page.get_by_role("radio", name="Bury").check()
    await expect(screen.page.get_by_text("Today is 18 May 2023")).to_be_visible()
    await expect(screen.page.get_by_role("button", name="SEN caseworker called now")).to_be_visible()
    await expect(screen.page.get_by_role("button", name="when does the consultation close")).to_be_hidden()
    await screen.page.get_by_role("radio", name="Somerset").check()
    await expect(screen.page.get_by_text("Today is 28 June 2022")).to_be_visible()


async def starts_again(screen: Screen) -> None:
    await screen.page.get_by_role("button", name="Start again").click()
    sure = screen.page.get_by_role("dialog", name="Start again?")
    await sure.get_by_role("button", name="Start again").click()
    await expect(sure).to_have_count(0)


async def test_nothing_looks_broken_when_the_page_gives_an_answer_up(screen):
    """Answers are made long, so that they are on their way when the day changes or all starts again."""
    await screen.page.evaluate("""() => {
        const banner = document.getElementById("banner");
        document.alarms = [];
        const look = () => banner.hidden || document.alarms.push(banner.textContent);
        new MutationObserver(look).observe(banner, { attributes: true, childList: true });
    }""")
    channel = screen.playground.workspaces["T0SOMERSET"].direct_message("U0SOMSENCO")
    channel.name = "x" * 3_000_000
    for _ in range(4):
        await screen.page.get_by_role("button", name="Next day").click()
        await screen.page.get_by_role("button", name="Previous day").click()
        await starts_again(screen)
    await expect(screen.page.get_by_text("Today is 27 June 2022")).to_be_visible()
    assert await screen.page.evaluate("document.alarms") == []


async def test_an_answer_that_breaks_off_is_asked_for_again_before_anybody_is_told(screen):
    await screen.page.route("**/page/state?*", lambda route: route.abort(), times=1)
    await screen.page.get_by_role("button", name="Next day").click()
    await expect(screen.page.get_by_text("Today is 28 June 2022")).to_be_visible()
    await expect(screen.page.locator("#banner")).to_be_hidden()


async def test_a_server_that_stays_away_is_told_until_it_is_back(screen):
    await screen.page.route("**/page/state?*", lambda route: route.abort())
    await screen.page.get_by_role("button", name="Next day").click()
    banner = screen.page.locator("#banner")
    await expect(banner).to_contain_text("The try-out server did not answer.")
    await screen.page.unroute("**/page/state?*")
    await expect(banner).to_be_hidden()


async def test_a_directory_that_was_changed_may_be_loaded_afresh_when_all_starts_again(screen):
    screen.playground.directory_changed = True
    await starts_again(screen)
    afresh = screen.page.get_by_role("dialog", name="Load the directory afresh?")
    await afresh.get_by_role("button", name="Keep the changes").click()
    assert screen.playground.directory_changed
    await starts_again(screen)
    async with screen.page.expect_response(lambda got: '"afresh":true' in (got.request.post_data or "")):
        await afresh.get_by_role("button", name="Load it afresh").click()
    assert not screen.playground.directory_changed


async def test_the_text_box_stays_in_sight_while_a_window_suggests(screen):
    await screen.opens_the_form()
    form = screen.page.get_by_role("dialog")
    areas = form.get_by_role("combobox", name="Areas")
    await areas.press("ArrowDown")
    await expect(form.get_by_role("listbox", name="Areas")).to_be_visible()
    for _ in range(3):
        await areas.press("ArrowDown")
        await expect(areas).to_be_in_viewport(ratio=1)


async def test_an_open_window_and_a_note_do_not_come_back_when_the_page_is_loaded_again(screen):
    await screen.sends("/nonsense")
    await expect(screen.page.locator(".notice")).to_be_visible()
    await screen.opens_the_form()
    await screen.page.reload()
    await screen.page.wait_for_selector("body[data-ready]")
    await expect(screen.page.get_by_role("dialog")).to_have_count(0)
    await expect(screen.page.locator(".notice")).to_have_count(0)
    assert not screen.playground.workspaces["T0SOMERSET"].stacks.get("U0SOMSENCO")


async def test_what_is_sent_at_once_after_changing_the_workspace_goes_to_the_new_one(screen):
    await screen.page.get_by_role("radio", name="Bury").check()
    await screen.sends("attendance")
    await expect(screen.answer).to_be_visible()
    assert screen.playground.actions["T0BURY"].done[-1][:2] == ("say", "U0BURSENCO")
    assert "say" not in [done[0] for done in screen.actions.done]


async def test_what_is_typed_while_the_workspace_changes_is_kept_for_the_new_one(screen):
    await screen.page.get_by_role("radio", name="Bury").check()
    await screen.composer.fill("attendance")
    await expect(screen.page.get_by_text("Today is 18 May 2023")).to_be_visible()
    await expect(screen.composer).to_have_value("attendance")


async def test_the_same_person_in_the_same_workspace_is_there_when_the_page_is_loaded_again(screen):
    await screen.page.get_by_label("You are").select_option("Council officer (sample)")
    await screen.page.get_by_role("radio", name="Bury").check()
    await expect(screen.page.get_by_text("Today is 18 May 2023")).to_be_visible()
    await screen.page.reload()
    await screen.page.wait_for_selector("body[data-ready]")
    await expect(screen.page.get_by_role("radio", name="Bury")).to_be_checked()
    await expect(screen.page.get_by_label("You are")).to_have_value("Council officer (sample)")
    await expect(screen.page.get_by_text("Today is 18 May 2023")).to_be_visible()


async def test_a_note_from_slack_goes_with_the_next_message_and_when_moving_elsewhere(screen):
    notice = screen.page.locator(".notice")
    await screen.sends("/nonsense")
    await expect(notice).to_have_count(1)
    await screen.sends("SEN caseworker")
    await expect(screen.answer).to_be_visible()
    await expect(notice).to_have_count(0)
    await screen.sends("/nonsense")
    await expect(notice).to_have_count(1)
    await screen.page.get_by_role("button", name="senco-network").click()
    await expect(notice).to_have_count(0)


async def test_a_phone_number_can_be_tapped(screen):
    await screen.sends("ring 01632 960001, 999 or 0300 123 2224 about order 20220627")
    links = screen.page.locator("article").first.get_by_role("link")
    await expect(links).to_have_text(["01632 960001", "0300 123 2224"])
    await expect(links.first).to_have_attribute("href", "tel:01632960001")


async def test_escape_closes_the_thread_wherever_the_focus_is(screen):
    await screen.sends("SEN caseworker")
    await screen.page.locator("article").first.get_by_role("button", name="Reply in thread").press("Enter")
    thread = screen.page.get_by_role("complementary", name="Thread")
    await expect(thread).to_be_visible()
    await screen.composer.focus()
    await screen.composer.press("Escape")
    await expect(thread).to_be_hidden()


async def test_the_menu_of_a_phone_closes_when_a_person_is_chosen_and_on_starting_again(screen):
    await screen.page.set_viewport_size({"width": 390, "height": 844})
    menu = screen.page.get_by_role("button", name="Open the menu")
    await menu.click()
    await screen.page.get_by_label("You are").select_option("Council officer (sample)")
    await expect(screen.page.get_by_label("You are")).to_be_hidden()
    await menu.click()
    await starts_again(screen)
    await expect(screen.page.get_by_label("You are")).to_be_hidden()


@pytest.mark.parametrize("width", [800, 1280])
async def test_the_longest_name_of_a_person_fits(screen, width):
    await screen.page.set_viewport_size({"width": width, "height": 800})
    await screen.page.get_by_label("You are").select_option("Headteacher, guest (sample)")
    room = await screen.page.evaluate("""() => {
        const select = document.getElementById("you-are"), style = getComputedStyle(select);
        const pen = document.createElement("canvas").getContext("2d");
        pen.font = `${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
        return select.clientWidth - 24 - pen.measureText(select.value).width;
    }""")
    assert room >= 0


async def test_enter_sends_and_shift_enter_starts_a_new_line(screen):
    await screen.composer.fill("first")
    await screen.composer.press("Shift+Enter")
    await screen.composer.press_sequentially("second")
    await screen.composer.press("Enter")
    await expect(screen.composer).to_have_value("")
    assert screen.actions.done[-1][3] == "first\nsecond"


async def test_slash_commands_are_completed_by_keyboard(screen):
    await screen.composer.press_sequentially("/d")
    await expect(screen.page.get_by_role("listbox", name="Suggestions").get_by_role("option")).to_have_count(
        2
    )
    await screen.composer.press("ArrowDown")
    await screen.composer.press("Tab")
    await expect(screen.composer).to_have_value("/directory ")
    await expect(screen.page.locator("#composer .usage")).to_contain_text("Change the directory")


async def test_a_private_answer_says_that_only_you_can_see_it(screen):
    await screen.sends("/contact attendance")
    await expect(screen.answer).to_contain_text("Only you can see this")


async def test_a_choice_replaces_the_question_and_the_focus_stays_on_the_message(screen):
    await screen.sends("who deals with appeals")
    await screen.answer.get_by_role("button", name="Appeal about an EHC plan").press("Enter")
    await expect(screen.answer).to_contain_text("Tribunal Officer (sample)")
    focused = await screen.page.evaluate("document.activeElement.tagName")
    assert focused == "ARTICLE"


async def test_signpost_is_looking_until_it_answers(screen):
    screen.actions.slow = asyncio.Event()
    await screen.sends("SEN caseworker")
    looking = screen.page.locator("#looking")
    await expect(looking).to_have_text("Signpost is looking...")
    screen.actions.slow.set()
    await expect(looking).to_be_empty()


async def test_what_was_typed_is_kept_when_sending_fails(screen):
    screen.actions.broken = "The workspace is resting."
    await screen.sends("who deals with appeals")
    banner = screen.page.get_by_role("alert").filter(has_text="The workspace is resting.")
    await expect(banner).to_contain_text("What you typed is kept.")
    await expect(screen.composer).to_have_value("who deals with appeals")


async def test_what_people_type_never_becomes_markup(screen):
    text = "<img src=x onerror=alert(1)> &lt;b&gt; <javascript:alert(1)|click>"
    await screen.sends(text)
    message = screen.page.locator("article").first
    await expect(message).to_contain_text("img src=x onerror=alert(1)")
    await expect(message.locator("img, b, a")).to_have_count(0)


async def test_a_block_that_the_page_does_not_know_is_shown_by_name(screen):
    await screen.sends("show everything")
    await expect(screen.answer).to_contain_text("A block of type “data_table”")


async def test_slack_markup_is_drawn(screen):
    await screen.sends("show everything")
    await expect(screen.answer.locator("strong", has_text="Bold").first).to_be_visible()
    await expect(screen.answer).to_contain_text("@SENCO (sample), #senco-network")
    await expect(screen.answer).to_contain_text("Monday")
    await expect(screen.answer).to_contain_text("5 < 6 & 7 👋")
    await expect(screen.answer.get_by_role("link", name="a link")).to_have_attribute(
        "rel", re.compile("noopener")
    )


async def test_a_school_is_found_by_typing_and_chosen_by_keyboard(screen):
    await screen.sends("show everything")
    school = screen.page.get_by_role("combobox", name="Which school is it?")
    await school.press_sequentially("wook")
    options = screen.page.get_by_role("listbox", name="Which school is it?").get_by_role("option")
    await expect(options).to_have_count(2)
    await school.press("ArrowDown")
    await school.press("Enter")
    await expect(school).to_have_value("Wookey Hole Nursery")
    chosen = screen.actions.done[-1]
    assert (chosen[0], chosen[3:5], chosen[5]["value"]) == ("choose", ("b5", "school"), "Wookey Hole Nursery")


async def test_a_dangerous_button_asks_first(screen):
    await screen.sends("show everything")
    await screen.answer.get_by_role("button", name="Delete").click()
    sure = screen.page.get_by_role("dialog", name="Delete it?")
    await sure.get_by_role("button", name="Keep").click()
    await expect(sure).to_have_count(0)
    assert "press" not in [done[0] for done in screen.actions.done]


async def test_an_error_stands_beside_its_field_and_the_rest_is_kept(screen):
    await screen.opens_the_form()
    form = screen.page.get_by_role("dialog")
    await form.get_by_role("textbox", name="Name or mailbox").fill("Attendance team")
    await form.get_by_role("button", name="Save").click()
    email = form.get_by_role("textbox", name="Email")
    await expect(email).to_be_focused()
    await expect(email).to_have_accessible_description(re.compile("Enter an email address"))
    await expect(form.get_by_role("textbox", name="Name or mailbox")).to_have_value("Attendance team")


async def test_a_form_sends_every_value_as_slack_would_hold_it(screen):
    await screen.opens_the_form()
    form = screen.page.get_by_role("dialog")
    await form.get_by_role("textbox", name="Email").fill("a@example.org")
    areas = form.get_by_role("combobox", name="Areas")
    for _ in range(2):
        await areas.press("ArrowDown")
        await areas.press("ArrowDown")
        await areas.press("Enter")
    await form.get_by_role("radio", name="Staff only").check()
    await form.get_by_role("checkbox", name="Primary").check()
    await form.get_by_role("button", name="Save").click()
    await expect(form).to_have_count(0)
    values = next(done[3] for done in screen.actions.done if done[0] == "submit")
    assert values["email"]["email"] == "a@example.org"
    assert [option["value"] for option in values["areas"]["areas"]] == ["Sedgemoor"]
    assert values["who"]["who"]["value"] == "Staff only"
    assert [option["value"] for option in values["phases"]["phases"]] == ["Primary"]
    assert values["from"]["from"] == "2022-09-01"
    assert values["notes"]["notes"] is None


async def test_tab_stays_inside_a_form_and_escape_gives_the_focus_back(screen):
    await screen.opens_the_form()
    for _ in range(40):
        await screen.page.keyboard.press("Tab")
        assert await screen.page.evaluate("document.activeElement.closest('dialog') !== null")
    await screen.page.keyboard.press("Escape")
    await expect(screen.page.get_by_role("dialog")).to_have_count(0)
    await expect(screen.composer).to_be_focused()


async def test_a_thread_opens_beside_the_messages_and_escape_closes_it(screen):
    await screen.sends("SEN caseworker")
    await expect(screen.answer).to_be_visible()
    message = screen.page.locator("article").first
    await message.get_by_role("button", name="Reply in thread").press("Enter")
    thread = screen.page.get_by_role("complementary", name="Thread")
    reply = thread.get_by_role("combobox", name="Reply in thread")
    await expect(reply).to_be_focused()
    await reply.fill("and in Bury?")
    await reply.press("Enter")
    await expect(thread.locator("article")).to_have_count(3)
    await reply.press("Escape")
    await expect(thread).to_be_hidden()
    await expect(message.get_by_role("button", name="Reply in thread")).to_be_focused()


async def test_a_message_shortcut_is_in_the_menu_of_a_message(screen):
    await screen.page.get_by_role("button", name="senco-network").click()
    await screen.sends("kids not turning up")
    await screen.page.locator("article").first.get_by_role("button", name="More actions").press("Enter")
    await screen.page.keyboard.press("ArrowDown")
    await expect(screen.page.get_by_role("menuitem", name="Who can help with this?")).to_be_focused()
    await screen.page.keyboard.press("Enter")
    thread = screen.page.get_by_role("complementary", name="Thread")
    await expect(thread.locator("article").last).to_contain_text("Only you can see this")


async def test_a_new_answer_is_read_out(screen):
    await screen.sends("SEN caseworker")
    await expect(screen.page.locator("#live")).to_have_text("Signpost: Lead Inclusion Advisor (sample)")


async def test_the_day_moves_by_a_button(screen):
    await screen.page.get_by_role("button", name="Next day").click()
    await expect(screen.page.get_by_text("Today is 28 June 2022")).to_be_visible()


async def test_the_same_post_is_kept_when_the_workspace_changes(screen):
    await screen.page.get_by_label("You are").select_option("Directory editor (sample)")
    await expect(screen.page.get_by_role("button", name="restructure")).to_be_visible()
    await screen.page.get_by_role("radio", name="Bury").check()
    await expect(screen.page.get_by_role("radio", name="Bury")).to_be_checked()
    await expect(screen.page.get_by_label("You are")).to_have_value("Directory editor (sample)")


async def test_a_notice_from_slack_can_be_put_away(screen):
    await screen.sends("/nonsense")
    notice = screen.page.locator(".notice")
    await expect(notice).to_contain_text("/nonsense is not a valid command.")
    await notice.get_by_role("button", name="Dismiss this note").click()
    await expect(notice).to_have_count(0)


async def test_the_app_home_is_drawn(screen):
    await screen.page.get_by_role("button", name="App Home").click()
    await expect(screen.page.get_by_role("button", name="Choose your school")).to_be_visible()


async def test_the_first_tab_stop_skips_to_the_message_box(screen):
    await screen.page.evaluate("document.activeElement.blur()")
    await screen.page.keyboard.press("Tab")
    await screen.page.keyboard.press("Enter")
    await expect(screen.composer).to_be_focused()


async def test_on_a_phone_the_sidebar_is_a_drawer(screen):
    await screen.page.set_viewport_size({"width": 390, "height": 844})
    await expect(screen.page.get_by_label("You are")).to_be_hidden()
    await screen.page.get_by_role("button", name="Open the menu").press("Enter")
    await expect(screen.page.get_by_role("button", name="Direct message")).to_be_focused()
    await screen.page.keyboard.press("Escape")
    await expect(screen.page.get_by_label("You are")).to_be_hidden()
    await expect(screen.page.get_by_role("button", name="Open the menu")).to_be_focused()


@pytest.mark.parametrize("width", [320, 390, 768, 1280])
async def test_nothing_is_wider_than_the_window(screen, width):
    await screen.page.set_viewport_size({"width": width, "height": 800})
    await screen.sends("show everything")
    await expect(screen.answer).to_contain_text("data_table")
    assert await screen.page.evaluate("document.documentElement.scrollWidth") <= width
    assert await screen.page.evaluate(
        "(box => box.scrollWidth <= box.clientWidth)(document.getElementById('conversation'))"
    )
