"""Which names of columns are known, and what is said where their file is broken."""

from pathlib import Path

import pytest

from directory.ask.vocabulary import VocabularyError
from directory.exchange.columns import load_column_names
from tests.directory.ask.conftest import DATA


def test_a_column_is_known_by_its_own_name_and_by_those_people_use():
    names = load_column_names(DATA / "vocabulary")["areas"]
    assert names["name"] == names["locality"] == "name"
    assert names["valid from"] == names["start date"] == "valid_from"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "columns.yaml"),
        ("areas: [x]\n", "columns.yaml, at areas: it holds no"),
        ("areas:\n  name: locality\n", "columns.yaml, at areas > name: it is no list"),
        ("areas: {name: [", "columns.yaml"),
        ("areas:\n  nosuch: [x]\n", "columns.yaml, at areas: there is no field nosuch."),
        ("songs:\n  name: [x]\n", "columns.yaml: there is no kind of record songs."),
    ],
)
def test_a_broken_file_is_named_with_what_is_wrong(tmp_path: Path, text: str, said: str):
    (tmp_path / "columns.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(VocabularyError) as caught:
        load_column_names(tmp_path)
    assert str(caught.value).startswith(said)
