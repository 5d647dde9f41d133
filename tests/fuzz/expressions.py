"""Expressions that somebody may type: sensible ones, spoiled ones, and those made to do harm."""

from __future__ import annotations

from hypothesis import strategies as st

from activations.expression.functions import OF_SEVERAL, names
from activations.expression.tokens import MOST_CHARACTERS

OF_ONE = sorted(set(names()) - set(OF_SEVERAL))
NUMBERS = ("0", "1", "2", "0.5", ".5", "1e-300", "1e300", "1e308", "1e999", "9" * 30, "0.1", "7", "1e-3")
SYMBOLS = ("x", "x", "x", "a", "b", "c", "pi", "e")
HOSTILE = (
    "",
    " ",
    "x" + "^x" * 25,
    "9**9**9**9**9**9",
    "exp(" * 29 + "x" + ")" * 29,
    "(" * 100 + "x" + ")" * 100,
    "-" * 199 + "x",
    "x+" * 99 + "x",
    "sin(1e300*x)/sin(1e9*x)",
    "tan(1e6*x)+floor(1e6*x)",
    "floor(100*x)*ceil(99*x)*round(98*x)",
    "1/(sin(50*x)*sin(51*x)*sin(52*x))",
    "max(" + ",".join(f"sin({n}*x)" for n in range(1, 20)) + ")",
    "where(sin(99*x)>0,1/sin(99*x),log(sin(99*x)))",
    "log(log(log(log(x))))",
    "1/0*x",
    "0/0",
    "x==x",
    "where(x>0,x)",
    "__import__('os').system('id')",
    "lambda: x",
    "x.__class__",
    "{{x}}",
    "{f_your_function_a}",
    "<script>alert(1)</script>",
    "x\x00+1",
    "x‮+1",
    "ｘ＋１",
    "\ud83d\ude00".encode("utf-16", "surrogatepass").decode("utf-16"),
    "1e" + "9" * 150,
    "x" * 5000,
    "a*b*c*x*sin(a*x)*cos(b*x)*exp(c*x)",
)


def joined(*parts: object) -> str:
    return "".join(map(str, parts))


def larger(smaller: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    condition = st.builds(
        joined, smaller, st.sampled_from(("<", "<=", ">", ">=", "==", "!=", " < x < ")), smaller
    )
    return st.one_of(
        st.builds(joined, st.sampled_from(OF_ONE), st.just("("), smaller, st.just(")")),
        st.builds(joined, smaller, st.sampled_from(("+", "-", "*", "/", "^", "**")), smaller),
        st.builds(joined, st.just("("), smaller, st.just(")")),
        st.builds(joined, st.just("-"), smaller),
        st.builds(
            joined,
            st.just("where("),
            condition,
            st.just(","),
            smaller,
            st.just(","),
            smaller,
            st.just(")"),
        ),
        st.builds(
            joined,
            st.sampled_from(("min", "max", "pow")),
            st.just("("),
            smaller,
            st.just(","),
            smaller,
            st.just(")"),
        ),
    )


SENSIBLE = st.recursive(st.sampled_from((*SYMBOLS, *NUMBERS)), larger, max_leaves=25).filter(
    lambda text: len(text) <= MOST_CHARACTERS
)


@st.composite
def spoiled(draw: st.DrawFn) -> str:
    """A sensible expression of which a part is missing, doubled or another."""
    text = draw(SENSIBLE)
    start = draw(st.integers(0, len(text)))
    end = draw(st.integers(start, min(len(text), start + 5)))
    instead = draw(st.one_of(st.just(""), st.text(max_size=3), st.sampled_from(HOSTILE), st.just(text)))
    return text[:start] + instead + text[end:]


TYPED = st.one_of(SENSIBLE, SENSIBLE, spoiled(), st.sampled_from(HOSTILE), st.text(max_size=40))
