"""The text of an expression as words, each known and each where it may stand; all else is refused."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from itertools import pairwise

from activations.expression import functions
from activations.expression.error import ExpressionError
from activations.sentences import Sentence

MOST_CHARACTERS = 200
MOST_PARENTHESES = 30
SYMBOLS = ("x", "a", "b", "c", "pi", "e")
WORDS = frozenset({"if", "else", "and", "or", "not"})
SIGNS_FIRST = frozenset({"+", "-", "not"})
"""What may stand before an operand."""

TOKEN = re.compile(
    r"(?P<number>(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)"
    r"|(?P<name>[A-Za-z_][A-Za-z_0-9]*)"
    r"|(?P<sign>\*\*|<=|>=|==|!=|[-+*/^<>(),])",
    re.ASCII,
)
LEFT_SIDE = re.compile(r" *(?:y|f *\( *x *\)) *=(?!=)", re.IGNORECASE)
GLUED = re.compile(r"pi|[xabce]|\d+", re.ASCII)
INSTEAD = {
    "²": "^2",
    "³": "^3",
    "×": "*",
    "·": "*",
    "÷": "/",
    "−": "-",
    "–": "-",
    "π": "pi",
    "≤": "<=",
    "≥": ">=",
    "≠": "!=",
    "√": "sqrt(…)",
    "|": "abs(…)",
    "[": "(",
    "]": ")",
    "{": "(",
    "}": ")",
    "=": "==",
    "&": "and",
    "!": "!= or not",
    "?": "where(condition, then, else)",
    "%": "x - 2*floor(x/2)",
}
"""What to write instead of a character that cannot be used."""
INSTEAD |= {
    chr(ord(plain) + 0xFEE0): INSTEAD.get(plain, plain)
    for plain in map(chr, range(0x21, 0x7F))
    if plain in INSTEAD or plain == "." or TOKEN.match(plain)
}
"""The same for full-width characters, which East Asian keyboards write for plain ones."""
NEXT_WORD = re.compile(r" +([A-Za-z_][A-Za-z_0-9]*)", re.ASCII)


@dataclass(frozen=True)
class Token:
    """A word of the text, what Python's grammar calls it, and where it begins."""

    text: str
    source: str
    place: int
    kind: str

    @property
    def begins_an_operand(self) -> bool:
        return self.kind in {"number", "symbol", "function"} or self.text == "("


def tokens(text: str) -> tuple[Token, ...]:
    """The words of a text, checked.

    Raises ExpressionError where a word is not known or cannot stand where it does, and for more than 200
    characters, characters other than plain letters, digits and signs, and parentheses deeper than 30.
    """
    if len(text) > MOST_CHARACTERS:
        raise ExpressionError(
            Sentence(
                "The expression has {count} characters; at most {most} are read.",
                count=len(text),
                most=MOST_CHARACTERS,
            ),
            MOST_CHARACTERS,
        )
    if left_side := LEFT_SIDE.match(text):
        raise ExpressionError(
            Sentence(
                "Leave out `{start}`: only what follows the equals sign is read.", start=left_side[0].strip()
            ),
            0,
        )
    found: list[Token] = []
    place = 0
    while place < len(text):
        if text[place] == " ":
            place += 1
            continue
        match = TOKEN.match(text, place)
        if not match:
            raise unusable(text[place], place)
        found.append(known(match))
        place = match.end()
    if not found:
        raise ExpressionError(Sentence("The expression is empty."), 0)
    check_order(found)
    return tuple(found)


def unusable(character: str, place: int) -> ExpressionError:
    if character == "`":
        sentence = Sentence("A backtick cannot be used here.")
    elif not character.isprintable():
        sentence = Sentence("Only spaces may separate words: no tabs, line breaks or other invisible signs.")
    elif instead := INSTEAD.get(character):
        sentence = Sentence(
            "The character `{character}` cannot be used here; write `{instead}`.",
            character=character,
            instead=instead,
        )
    elif character.isascii():
        sentence = Sentence("The character `{character}` cannot be used here.", character=character)
    else:
        sentence = Sentence(
            "The character `{character}` cannot be used here: only plain letters, digits and signs are read.",
            character=character,
        )
    return ExpressionError(sentence, place)


def known(match: re.Match[str]) -> Token:
    """A word as a token, if it has a meaning."""
    text, place, kind = match[0], match.start(), match.lastgroup
    if kind == "number":
        if float(text) == float("inf"):
            raise ExpressionError(Sentence("`{number}` is too large a number.", number=text), place)
        return Token(text, repr(float(text)), place, "number")
    if kind == "sign":
        return Token(text, "**" if text == "^" else text, place, "sign")
    plain = text.casefold()
    if plain in WORDS:
        return Token(plain, plain, place, "sign")
    if plain in SYMBOLS:
        return Token(plain, plain, place, "symbol")
    if name := functions.canonical(text):
        return Token(text, name, place, "function")
    raise unknown(match)


def unknown(match: re.Match[str]) -> ExpressionError:
    text, place = match[0], match.start()
    after_digit = place > 0 and match.string[place - 1].isdigit()
    if after_digit and text[0] == "_":
        return ExpressionError(Sentence("A number is written without underscores: `1000`."), place)
    if after_digit and text in {"j", "J"}:
        return ExpressionError(Sentence("Complex numbers cannot be used here."), place)
    pieces = GLUED.findall(text.casefold())
    if "".join(pieces) == text.casefold():
        return needs_sign(shortened(text), shortened("*".join(pieces)), place)
    is_call = match.string[match.end() :].lstrip(" ").startswith("(")
    among = functions.names() if is_call else (*SYMBOLS, *functions.names())
    near = get_close_matches(text.casefold(), among, n=1)
    after = NEXT_WORD.match(match.string, match.end())
    if after and (name := joined(text, after[1])):
        return in_two_words(text, after[1], name, place)
    if near:
        template = (
            "`{name}` is not a function that can be used here, but there is `{near}`."
            if is_call
            else "`{name}` is not a name that can be used here, but there is `{near}`."
        )
        return ExpressionError(Sentence(template, name=shortened(text), near=near[0]), place)
    if is_call:
        sentence = Sentence(
            "`{name}` is not a function that can be used here; there are {names} and those of the gallery.",
            name=shortened(text),
            names=", ".join((*functions.ELEMENTARY, *functions.OF_SEVERAL)),
        )
    else:
        sentence = Sentence(
            "`{name}` is not a name that can be used here; there are {names}.",
            name=shortened(text),
            names=", ".join(SYMBOLS),
        )
    return ExpressionError(sentence, place)


def joined(first: str, second: str) -> str | None:
    """The function whose name two words make: leaky relu."""
    return functions.canonical(f"{first}_{second}") or functions.canonical(first + second)


def in_two_words(first: str, second: str, name: str, place: int) -> ExpressionError:
    return ExpressionError(
        Sentence("`{words}` is written as one word: `{name}`.", words=f"{first} {second}", name=name), place
    )


def shortened(name: str) -> str:
    return name if len(name) <= 24 else f"{name[:23]}…"


def needs_sign(written: str, instead: str, place: int) -> ExpressionError:
    return ExpressionError(
        Sentence("`{written}` needs a multiplication sign: `{instead}`.", written=written, instead=instead),
        place,
    )


@dataclass
class Opening:
    """A parenthesis that is open: of a function's arguments, or around a part; and the commas in it."""

    token: Token
    function: Token | None
    commas: int = 0


def check_order(found: Sequence[Token]) -> None:
    """Raises ExpressionError unless operands and the signs between them take turns, and parentheses close."""
    opened: list[Opening] = []
    operand_due = True
    for before, token in pairwise((None, *found)):
        assert token is not None
        if operand_due:
            operand_due = expects_operand(before, token, opened)
        elif token.begins_an_operand:
            assert before is not None
            raise needs_sign(f"{before.text}{token.text}", f"{before.text}*{token.text}", token.place)
        elif token.text == "not":
            raise ExpressionError(
                Sentence(
                    "Before `not` there has to be a sign or one of the words `and`, `or`, `if` and `else`."
                ),
                token.place,
            )
        elif token.text == ")":
            close(token, opened)
        else:
            operand_due = True
            if token.text == ",":
                separate(token, opened)
    if opened:
        raise ExpressionError(Sentence("This parenthesis is not closed."), opened[-1].token.place)
    if operand_due:
        last = found[-1]
        if last.kind == "function":
            raise needs_parentheses(last)
        raise ExpressionError(
            Sentence("After `{sign}` a number, `x` or a function is missing.", sign=last.text), last.place
        )


def expects_operand(before: Token | None, token: Token, opened: list[Opening]) -> bool:
    """Whether an operand is still due after this token, which stands where one was."""
    function = before if before is not None and before.kind == "function" else None
    if function and token.kind == "function" and (name := joined(function.text, token.text)):
        raise in_two_words(function.text, token.text, name, function.place)
    if function and token.text != "(":
        raise needs_parentheses(function)
    if token.text == "(":
        opened.append(Opening(token, function))
        if len(opened) > MOST_PARENTHESES:
            raise ExpressionError(
                Sentence("Parentheses may be {most} deep, not deeper.", most=MOST_PARENTHESES), token.place
            )
        return True
    if token.kind == "function" or token.text in SIGNS_FIRST:
        return True
    if token.begins_an_operand:
        return False
    if before and before.text == "(" and token.text == ")":
        raise ExpressionError(Sentence("There is nothing between these parentheses."), before.place)
    raise ExpressionError(
        Sentence("Before `{sign}` a number, `x` or a function is missing.", sign=token.text), token.place
    )


def needs_parentheses(function: Token) -> ExpressionError:
    return ExpressionError(
        Sentence("`{name}` needs its argument in parentheses: `{name}(x)`.", name=function.text),
        function.place,
    )


def separate(comma: Token, opened: Sequence[Opening]) -> None:
    if not opened or not opened[-1].function:
        raise ExpressionError(
            Sentence("A comma separates the arguments of a function; a number has a point: `0.5`."),
            comma.place,
        )
    opened[-1].commas += 1


def close(parenthesis: Token, opened: list[Opening]) -> None:
    if not opened:
        raise ExpressionError(Sentence("This parenthesis was never opened."), parenthesis.place)
    opening = opened.pop()
    if not opening.function:
        return
    least, most = functions.arity(opening.function.source)
    given = opening.commas + 1
    if least <= given <= most:
        return
    about: dict[str, object] = {"name": opening.function.text, "given": given, "least": least}
    if opening.function.source == "where":
        sentence = Sentence("`where` takes a condition and two values: `where(x > 0, x, 0)`.")
    elif most == functions.ANY_NUMBER:
        sentence = Sentence("`{name}` takes {least} arguments or more, not {given}.", **about)
    elif least == 1:
        sentence = Sentence("`{name}` takes one argument, not {given}.", **about)
    else:
        sentence = Sentence("`{name}` takes {least} arguments, not {given}.", **about)
    raise ExpressionError(sentence, opening.function.place)
