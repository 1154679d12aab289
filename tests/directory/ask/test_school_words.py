"""Words of school names: canonical spellings, slips, and the files a council officer edits."""

import pytest

from directory.ask.name_reader import NameReader
from directory.ask.names import load_school_words, read_words
from directory.ask.school_weights import load_school_weights
from directory.ask.spellings import SchoolName, Speller
from directory.ask.vocabulary import VocabularyError
from directory.ask.words import WordIndex
from tests.benchmarks.score_schools import VOCABULARY

WORDS = load_school_words(VOCABULARY / "school_words.yaml")
WEIGHTS = load_school_weights(VOCABULARY / "calibration.yaml")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("St. Mary's C.E. Primary", "saint marys church of england prim"),
        ("R.C. Jnr & Inf Sch", "roman catholic junior infants school"),
        ("Norton-sub-Hamdon", "norton sub hamdon"),
        ("Ysgol Gŵyr", "ysgol gwyr"),
    ],
)
def test_two_ways_to_write_a_name_are_read_as_one(one, other):
    def plain(text):
        return [token.word for token in read_words(text, WORDS) if token.word not in WORDS.left_out]

    assert plain(one) == plain(other)


def test_offsets_point_into_the_text_as_it_was_written():
    text = "École Ŀ St. Mary’s, Bath"
    tokens = read_words(text, WORDS)

    written = [text[token.start : token.end] for token in tokens]
    assert (written[0], written[-2:]) == ("École", ["Mary’s", "Bath"])


def test_a_comma_and_a_dash_between_spaces_are_pauses_and_a_hyphen_is_not():
    tokens = read_words("burnham-on-sea, school - wells", WORDS)

    assert [token.word for token in tokens if token.pause] == ["school", "well"]


@pytest.mark.parametrize("written", ["thurlbar", "thurlbaer", "thurlbearr", "thurlbera", "hhurlbear"])
def test_one_slip_is_found(written):
    assert WordIndex(["thurlbear", "thurloxton"]).one_slip(written) == ["thurlbear"]


@pytest.mark.parametrize("written", ["thrlbeer", "thurlbeeaar", "htulrbear"])
def test_two_slips_are_found(written):
    assert WordIndex(["thurlbear", "thurloxton"]).two_slips(written) == ["thurlbear"]


@pytest.mark.parametrize("written", ["as", "12", "h"])
def test_short_words_and_numbers_are_never_misspelt(written):
    index = WordIndex(["ash", "1234", "hi"])

    assert index.one_slip(written) + index.two_slips(written) == []


@pytest.mark.parametrize(
    "name",
    [
        "St Nicholas CofE Primary School, Henstridge",
        "King's College (Prep) - Taunton",
        "Oake, Bradford and Nynehead VC Primary",
        "Shepton Mallet Community Infants' School & Nursery",
    ],
)
def test_a_name_is_read_the_same_way_quickly_as_letter_by_letter(name):
    tokens = read_words(name, WORDS)
    words, pauses = NameReader(WORDS).read(name)

    assert words == [token.word for token in tokens]
    assert list(pauses) == [at for at, token in enumerate(tokens) if token.pause]


@pytest.mark.parametrize(
    ("school", "core"),
    [
        (SchoolName("1", "King's College Taunton", "Taunton"), ("king",)),
        (SchoolName("2", "Castle Cary Community Primary School", "Castle Cary"), ("castle", "cary")),
        (SchoolName("3", "St Louis Catholic Primary School, Frome", "Frome"), ("saint", "loui")),
        (SchoolName("4", "The Community School", "Wells"), ("community",)),
    ],
)
def test_the_words_that_tell_a_school_apart_leave_out_its_kind_and_its_town(school, core):
    assert Speller(WORDS, WEIGHTS).spellings(0, school)[0].words == core


@pytest.mark.parametrize(
    ("written", "instead", "said"),
    [
        ("\nleft_out:", "\nleftout:", "at left_out: it is missing"),
        ("\nkinds:", "\nkinds: 3\nother:", "at kinds: it holds no names with colons"),
        ("  catholic: [rc,", "  catholic: rc\n  other: [", "at same > catholic: it is no list"),
        ("  catholic: [rc,", '  catholic: [" ",', "at same > catholic > 0: it is blank"),
        ("\nbefore_a_home: [", "\nbefore_a_home: lives in\nother: [", "at before_a_home: it is no list"),
        ("{nursery: 0,", "{nursery: zero,", "at oldest_year > nursery: it is no number"),
    ],
)
def test_a_part_that_is_missing_or_wrong_is_named(tmp_path, written, instead, said):
    text = (VOCABULARY / "school_words.yaml").read_text(encoding="utf-8")
    path = tmp_path / "school_words.yaml"
    path.write_text(text.replace(written, instead, 1), encoding="utf-8")

    with pytest.raises(VocabularyError, match=f"school_words.yaml, {said}.*Put that right"):
        load_school_words(path)


@pytest.mark.parametrize("instead", ["", "margin: high"])
def test_a_number_that_is_missing_or_none_is_named(tmp_path, instead):
    text = (VOCABULARY / "calibration.yaml").read_text(encoding="utf-8")
    path = tmp_path / "calibration.yaml"
    path.write_text(text.replace("margin: 0.12", instead, 1), encoding="utf-8")

    with pytest.raises(VocabularyError, match=r"calibration.yaml, at schools > margin: it is"):
        load_school_weights(path)
