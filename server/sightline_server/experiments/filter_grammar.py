"""The filter language of the experiment table, read into a tree.

    accuracy > 0.9 and (tag = baseline or not status = failed) resnet

`field op value` with and, or, not and brackets; side by side means and. Ops: = != < <= > >= and ~ (contains). A word
that stands alone is searched for in the names. Texts with spaces or signs stand in quotes.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, cast

from sightline.errors import InvalidQuery

if TYPE_CHECKING:
    from lark import Lark, Token
    from lark.exceptions import UnexpectedInput

Operator = Literal["=", "!=", "<", "<=", ">", ">=", "~"]
LONGEST = 2000  # characters
DEEPEST = 50  # brackets inside brackets
MOST_TERMS = 100  # fields, values and words: PostgreSQL plans a few hundred comparisons for minutes

GRAMMAR = r"""
    start: either?
    either: both (OR both)*
    both: part (AND? part)*
    part: NOT part -> negated
        | "(" either ")" -> group
        | term OP term -> comparison
        | term -> word
    term: WORD | QUOTED
    OR.2: /or(?![^\s()=!<>~"'])/i
    AND.2: /and(?![^\s()=!<>~"'])/i
    NOT.2: /not(?![^\s()=!<>~"'])/i
    OP: "!=" | "<=" | ">=" | "=" | "<" | ">" | "~"
    QUOTED: /"[^"]*"/ | /'[^']*'/
    WORD: /[^\s()=!<>~"']+/
    %ignore /\s+/
"""
_WORDS = {
    "WORD": "a field or value", "QUOTED": "a text in quotes", "OP": "one of = != < <= > >= ~", "LPAR": "(",
    "RPAR": ")", "AND": "and", "OR": "or", "NOT": "not", "$END": "the end",
}  # fmt: skip


class Comparison(NamedTuple):
    field: str
    operator: Operator
    value: str


class Word(NamedTuple):
    """To be found in the name."""

    text: str


class Not(NamedTuple):
    part: Condition


class All(NamedTuple):
    parts: Sequence[Condition]


class Either(NamedTuple):
    parts: Sequence[Condition]


Condition = Comparison | Word | Not | All | Either


def parse(text: str) -> Condition:
    """The tree of a filter; an empty one lets everything through. Raises InvalidQuery, which names the place."""
    from lark.exceptions import UnexpectedInput

    if len(text) > LONGEST:
        raise InvalidQuery(f"q: expected at most {LONGEST} characters, got {len(text)}")
    if text.count("(") > DEEPEST:
        raise InvalidQuery(f"q: expected at most {DEEPEST} brackets, got {text.count('(')}")
    try:
        tree = _parser().parse(text)
    except UnexpectedInput as fault:
        raise InvalidQuery(_said(text, fault)) from None
    terms = sum(1 for _ in tree.find_data("term"))
    if terms > MOST_TERMS:
        raise InvalidQuery(f"q: expected at most {MOST_TERMS} fields, values and words, got {terms}")
    return _condition(tree)


@lru_cache(maxsize=1)
def _parser() -> Lark:
    # Imported when a filter is first used: the start of the server does not wait for it.
    from lark import Lark

    return Lark(GRAMMAR, parser="lalr")


def _said(text: str, fault: UnexpectedInput) -> str:
    expected: Any = getattr(fault, "accepts", None) or getattr(fault, "expected", None) or getattr(fault, "allowed", ())
    words = [word for name, word in _WORDS.items() if name in expected]
    token = getattr(fault, "token", None)
    if token is not None and token.type == "$END":
        return f"q: at the end (character {len(text) + 1}): expected {' or '.join(words)}"
    got = str(token) if token is not None else text[fault.pos_in_stream or 0 :][:1]
    place = (fault.pos_in_stream or 0) + 1
    return f"q: at {got[:60]!r} (character {place}): expected {' or '.join(words) or 'a field or value'}"


def _condition(tree: Any) -> Condition:
    parts = [child for child in tree.children if not _is_keyword(child)]
    match tree.data:
        case "start":
            return _condition(parts[0]) if parts else All(())
        case "either" | "both":
            conditions = [_condition(part) for part in parts]
            if len(conditions) == 1:
                return conditions[0]
            return Either(conditions) if tree.data == "either" else All(conditions)
        case "negated":
            return Not(_condition(parts[0]))
        case "group":
            return _condition(parts[0])
        case "comparison":
            return Comparison(_text(parts[0]), cast("Operator", str(parts[1])), _text(parts[2]))
        case _:
            return Word(_text(parts[0]))


def _is_keyword(child: Any) -> bool:
    return getattr(child, "type", "") in ("AND", "OR", "NOT")


def _text(term: Any) -> str:
    token: Token = term.children[0]
    return str(token)[1:-1] if token.type == "QUOTED" else str(token)
