"""A tree as LaTeX, as one would write it by hand."""

from __future__ import annotations

from enum import IntEnum

from activations.core import trimmed
from activations.expression.tree import Call, Comparison, Number, Symbol, Tree, is_condition


class Level(IntEnum):
    """How tightly the parts of something hold together; where more is asked for, it needs parentheses."""

    OR = 0
    AND = 1
    NOT = 2
    COMPARISON = 3
    SUM = 4
    PRODUCT = 5
    FACTOR = 6
    BASE = 7


COMPARISONS = {"<": "<", "<=": r"\le", ">": ">", ">=": r"\ge", "==": "=", "!=": r"\ne"}
OPPOSITES = {"<": ">=", "<=": ">", ">": "<=", ">=": "<"}
AS_LATEX_HAS_IT = "max min sin cos tan sinh cosh tanh arcsin arccos arctan"
COMMANDS = {name: rf"\{name}" for name in AS_LATEX_HAS_IT.split()} | {
    "log": r"\ln",
    "log2": r"\log_{2}",
    "log10": r"\log_{10}",
    "sigmoid": r"\sigma",
}
AROUND = {
    "abs": (r"\left\lvert ", r" \right\rvert"),
    "floor": (r"\left\lfloor ", r" \right\rfloor"),
    "ceil": (r"\left\lceil ", r" \right\rceil"),
    "sqrt": (r"\sqrt{", "}"),
    "cbrt": (r"\sqrt[3]{", "}"),
}


def latex(tree: Tree, level: Level = Level.SUM) -> str:
    """A tree as LaTeX, in parentheses where its place asks for a higher level than it has.

    A condition in the place of a number stands in brackets: 1 where it holds, 0 where it does not.
    """
    if is_condition(tree) and level >= Level.SUM:
        return rf"\left[{latex(tree, Level.OR)}\right]"
    text, own = written(tree)
    return text if own >= level else parenthesised(text)


def parenthesised(text: str) -> str:
    tall = r"\frac" in text or r"\begin" in text
    return rf"\left({text}\right)" if tall else f"({text})"


def written(tree: Tree) -> tuple[str, Level]:
    match tree:
        case Number(value):
            return number(value)
        case Symbol(name):
            return (r"\pi" if name == "pi" else name), Level.BASE
        case Comparison(signs, operands):
            parts = [latex(operand) for operand in operands]
            rest = (f" {COMPARISONS[sign]} {part}" for sign, part in zip(signs, parts[1:], strict=True))
            return parts[0] + "".join(rest), Level.COMPARISON
        case Call("or", conditions):
            return r" \lor ".join(latex(each, Level.AND) for each in conditions), Level.OR
        case Call("and", conditions):
            return r" \land ".join(latex(each, Level.NOT) for each in conditions), Level.AND
        case Call("not", (condition,)):
            return rf"\lnot {parenthesised(latex(condition, Level.OR))}", Level.NOT
        case Call("where", (condition, value, other)):
            return cases(condition, value, other), Level.FACTOR
        case Call("+" | "-" as sign, (left, right)):
            term = latex(right, Level.SUM if sign == "+" else Level.PRODUCT)
            return f"{latex(left)} {sign} {parenthesised(term) if term.startswith('-') else term}", Level.SUM
        case Call("negative", (operand,)):
            return f"-{latex(operand, Level.PRODUCT)}", Level.SUM
        case Call("*", (left, right)):
            inner = Level.PRODUCT if isinstance(right, Call) and right.name == "*" else Level.FACTOR
            return product(latex(left, Level.PRODUCT), latex(right, inner)), Level.PRODUCT
        case Call("/", (left, right)):
            return rf"\frac{{{latex(left)}}}{{{latex(right)}}}", Level.FACTOR
        case Call("**", (base, exponent)):
            return f"{latex(base, Level.BASE)}^{{{latex(exponent)}}}", Level.FACTOR
        case Call("exp", (exponent,)):
            return f"e^{{{latex(exponent)}}}", Level.FACTOR
        case Call("expm1", (exponent,)):
            return f"e^{{{latex(exponent)}}} - 1", Level.SUM
        case Call("log1p", (argument,)):
            return rf"\ln{parenthesised(f'1 + {latex(argument, Level.PRODUCT)}')}", Level.BASE
        case Call(name, (argument,)) if name in AROUND:
            before, after = AROUND[name]
            return f"{before}{latex(argument)}{after}", Level.BASE
    return f"{command(tree.name)}{parenthesised(', '.join(map(latex, tree.arguments)))}", Level.BASE


def number(value: float) -> tuple[str, Level]:
    """A number as short as it is exact, and how tightly it holds together: 0.001, 10^{-10}, 2.5 · 10^{20}."""
    digits, _, exponent = f"{value!r}".partition("e")
    if not exponent:
        return trimmed(digits), Level.BASE
    power = f"10^{{{int(exponent)}}}"
    mantissa = trimmed(digits)
    return (power, Level.FACTOR) if mantissa == "1" else (rf"{mantissa} \cdot {power}", Level.PRODUCT)


def product(left: str, right: str) -> str:
    """Two factors side by side, with a dot where their numbers would run into each other."""
    if right[0].isdigit() or (left[-1].isdigit() and right.startswith(r"\frac")):
        return rf"{left} \cdot {right}"
    return f"{left}{right}" if left[-1].isdigit() and right[0].isalpha() else rf"{left}\,{right}"


def command(name: str) -> str:
    """A function's name; one with a prime is its derivative."""
    bare = name.removesuffix("'")
    spelled = bare.replace("_", r"\_")
    return COMMANDS.get(bare, rf"\operatorname{{{spelled}}}") + name[len(bare) :]


def cases(condition: Tree, value: Tree, other: Tree) -> str:
    otherwise = r"\text{otherwise}"
    if isinstance(condition, Comparison) and len(condition.signs) == 1 and condition.signs[0] in OPPOSITES:
        otherwise = latex(Comparison((OPPOSITES[condition.signs[0]],), condition.operands), Level.OR)
    first = f"{latex(value)} & {latex(condition, Level.OR)}"
    return rf"\begin{{cases}} {first} \\ {latex(other)} & {otherwise} \end{{cases}}"
