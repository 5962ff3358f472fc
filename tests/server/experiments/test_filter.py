"""The filter language: what it reads, and what it says when it cannot."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sightline.errors import InvalidQuery
from sightline_server.experiments.filter_grammar import All, Comparison, Either, Not, Word, parse


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("", All(())),
        ("resnet", Word("resnet")),
        ("accuracy>0.9", Comparison("accuracy", ">", "0.9")),
        ("val/loss <= 1e-3", Comparison("val/loss", "<=", "1e-3")),
        ('name ~ "two words"', Comparison("name", "~", "two words")),
        ("'my metric' != 1", Comparison("my metric", "!=", "1")),
        ("not tag = bad", Not(Comparison("tag", "=", "bad"))),
        ("a b", All([Word("a"), Word("b")])),
        ("a and b or c", Either([All([Word("a"), Word("b")]), Word("c")])),
        ("a AND (b OR c)", All([Word("a"), Either([Word("b"), Word("c")])])),
        ("order android notes", All([Word("order"), Word("android"), Word("notes")])),
        ("started > 2026-03-14T09:30", Comparison("started", ">", "2026-03-14T09:30")),
        ("not not a", Not(Not(Word("a")))),
        ("'and'", Word("and")),
    ],
)
def test_it_reads(text: str, tree: object) -> None:
    assert parse(text) == tree


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("accuracy >", "q: at the end (character 11): expected a field or value or a text in quotes"),
        ("accuracy > > 3", "q: at '>' (character 12): expected a field or value or a text in quotes"),
        ("(a", "q: at the end (character 3): expected )"),
        ("a or", "q: at the end (character 5): expected a field or value or a text in quotes or ( or not"),
        ("= 3", "q: at '=' (character 1): expected"),
        ('name = "open', "q: at '\"' (character 8): expected a field or value"),
        ("x" * 3000, "q: expected at most 2000 characters, got 3000"),
        ("a=1 " * 51, "q: expected at most 100 fields, values and words, got 102"),
        ('""' * 101, "q: expected at most 100 fields, values and words, got 101"),
        ("(" * 60, "q: expected at most 50 brackets, got 60"),
    ],
)
def test_it_names_the_token_and_what_was_expected(text: str, said: str) -> None:
    with pytest.raises(InvalidQuery) as refused:
        parse(text)
    assert str(refused.value).startswith(said)


@given(st.text(max_size=60))
def test_any_text_is_read_or_refused_in_one_line(text: str) -> None:
    said = ""
    try:
        parse(text)
    except InvalidQuery as refused:
        said = str(refused)
    assert len(said.splitlines()) <= 1
