"""The try-out page of the whole product, in a real Chromium."""

from collections.abc import AsyncIterator

import pytest
from playwright.async_api import Page, expect

from bot.playground.app import Playground
from tests.bot.chromium import NEEDED, chromium, opened, says

pytestmark = NEEDED


@pytest.fixture
async def page(whole_playground: Playground) -> AsyncIterator[Page]:
    async with chromium() as browser:
        yield await opened(browser, whole_playground.public_url)


async def test_a_newcomer_asks_three_questions_and_presses_a_choice(page):
    await page.get_by_role("button", name="who is the lead inclusion advisor for Wookey").click()
    answers = page.locator("article.from-bot")
    await expect(answers.last).to_contain_text("Lead Inclusion Advisor, Mendip")
    await expect(answers.last).to_contain_text("Sample record")

    await says(page, "a child has just told me her stepdad hit her")
    await expect(answers.last).to_contain_text("call 999")

    await says(page, "who deals with appeals")
    await expect(answers.last).to_contain_text("Which of these do you mean?")
    await answers.last.get_by_role("button", name="School admission appeals").click()
    await expect(answers.last).to_contain_text("Head of Service Education Places")
    await expect(answers.last).to_contain_text("you chose: School admission appeals")


async def test_a_school_is_chosen_by_typing_and_remembered(page):
    await says(page, "who is our lead inclusion advisor")
    answers = page.locator("article.from-bot")
    await expect(answers.last).to_contain_text("Which school do you work in?")
    await answers.last.get_by_role("combobox").fill("wook")
    await page.get_by_role("option", name="Wookey Primary School").click()
    await expect(answers.last).to_contain_text("Lead Inclusion Advisor, Mendip")


async def test_the_other_workspace_is_another_council(page):
    await page.get_by_role("radio", name="Bury").check()
    await says(page, "attendance")
    answer = page.locator("article.from-bot").last
    await expect(answer).to_contain_text("School Attendance & Exclusions Officer")
