"""Posts that are asked for together, and what is told of one."""

import pytest

from directory.ask.answer import Kind


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("how many posts are deleted", "24"),
        ("list the new posts", "30"),
        ("which posts are grade 9", "Education Safeguarding Lead x 3"),
        ("list the new heads of service", "Head of Service – SEND"),
    ],
)
def test_posts_are_listed_by_what_they_have_in_common(staff, question, said):
    answer = staff(question)
    assert answer.kind == Kind.POST
    assert said in answer.text


def test_created_and_deleted_posts_are_counted_apart(staff):
    text = staff("are there more posts created than deleted").text
    assert "24" in text
    assert "30" in text


def test_who_may_apply_is_not_a_list_of_posts(staff):
    assert staff("which ring fence are the service managers in").kind == Kind.GUIDANCE


def test_the_grade_of_a_post_is_told(staff):
    assert "Soulbury B10-13" in staff("what grade is the principal educational psychologist post").text


def test_former_titles_are_told(staff):
    answer = staff("what was the strategic lead for inclusion and SEND called before", authority="bury")
    assert "Head of Service – SEND & Inclusion" in answer.text
