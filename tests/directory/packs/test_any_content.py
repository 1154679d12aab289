"""Whatever stands in its files, checking a pack ends in a pack or in named problems, never otherwise."""

from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from directory.errors import PackError
from directory.packs import check_pack
from tests.directory.packs.conftest import FILES

TOPICS = "- key: attendance\n  label: Attendance\n"


def check_with(file: str, content: bytes) -> None:
    with TemporaryDirectory() as name:
        folder = Path(name)
        for each, text in {**FILES, "topics.yaml": TOPICS}.items():
            (folder / each).write_text(text)
        (folder / file).write_bytes(content)
        with suppress(PackError):
            check_pack(folder, vocabulary_folder=folder)


@settings(max_examples=60, deadline=None)
@given(
    file=st.sampled_from(sorted(FILES)), content=st.binary(max_size=60) | st.text(max_size=60).map(str.encode)
)
def test_any_bytes_in_any_file(file, content):
    check_with(file, content)


@settings(max_examples=150, deadline=None)
@given(
    file=st.sampled_from(sorted(FILES)),
    where=st.floats(0, 1),
    removed=st.integers(0, 12),
    added=st.sampled_from(
        ["", ",", '"', "\n", ":", "- ", "[", "{}", "null", "1", "2022-01-01", "é", "*a", "&a "]
    ),
)
def test_a_slip_of_the_hand_anywhere_in_any_file(file, where, removed, added):
    text = FILES[file]
    at = int(where * len(text))
    check_with(file, (text[:at] + added + text[at + removed :]).encode())
