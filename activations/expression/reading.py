"""From the words of an expression to its tree, over Python's grammar, which knows what binds more tightly."""

from __future__ import annotations

import ast
from collections.abc import Mapping

from activations.expression.error import ExpressionError
from activations.expression.tokens import Token, tokens
from activations.expression.tree import Call, Comparison, Number, Symbol, Tree, is_condition
from activations.sentences import Sentence

MOST_NODES = 120
MOST_DEPTH = 30

OPERATORS: Mapping[type[ast.AST], str] = {
    ast.Add: "+",
    ast.Sub: "-",
    ast.Mult: "*",
    ast.Div: "/",
    ast.Pow: "**",
    ast.USub: "negative",
    ast.Not: "not",
    ast.And: "and",
    ast.Or: "or",
    ast.Lt: "<",
    ast.LtE: "<=",
    ast.Gt: ">",
    ast.GtE: ">=",
    ast.Eq: "==",
    ast.NotEq: "!=",
}


def tree_of(text: str) -> Tree:
    """The tree of an expression. Raises ExpressionError if it cannot be read."""
    words = tokens(text)
    places: dict[int, int] = {}
    source = ""
    for word in words:
        places[len(source)] = word.place
        source += f"{word.source} "
    try:
        parsed = ast.parse(source, mode="eval")
    except (SyntaxError, ValueError, MemoryError, RecursionError):
        raise misplaced(words) from None
    return Builder(places).build(parsed.body)


def misplaced(words: tuple[Token, ...]) -> ExpressionError:
    """What is wrong where signs and operands take turns and yet make no sense: the words if, else and not."""
    for word in words:
        if word.text in {"if", "else"}:
            return ExpressionError(
                Sentence("The words `if` and `else` come in pairs: `x if x > 0 else 0`."), word.place
            )
    place = next((word.place for word in words if word.text == "not"), 0)
    return ExpressionError(
        Sentence("The word `not` needs parentheses around it and its condition: `(not x > 0)`."), place
    )


class Builder:
    """Builds the tree, and counts; ``places`` says where in the text each column of the source was."""

    def __init__(self, places: Mapping[int, int]) -> None:
        self.places = places
        self.nodes = 0

    def refusal(self, sentence: Sentence, node: ast.expr) -> ExpressionError:
        return ExpressionError(sentence, self.places.get(node.col_offset, 0))

    def build(self, node: ast.expr, depth: int = 1) -> Tree:
        self.nodes += 1
        if depth > MOST_DEPTH:
            raise self.refusal(
                Sentence("More than {most} operations are inside one another.", most=MOST_DEPTH), node
            )
        if self.nodes > MOST_NODES:
            raise self.refusal(
                Sentence(
                    "The expression has more than {most} numbers, names and operations.", most=MOST_NODES
                ),
                node,
            )

        def part(inner: ast.expr) -> Tree:
            return self.build(inner, depth + 1)

        def condition(inner: ast.expr) -> Tree:
            tree = part(inner)
            if not is_condition(tree):
                raise self.refusal(
                    Sentence("A condition such as `x > 0` is needed here, not a number."), inner
                )
            return tree

        match node:
            case ast.Constant(value=float(value)):
                return Number(value)
            case ast.Name(id=name):
                return Symbol(name)
            case ast.UnaryOp(op=ast.UAdd(), operand=operand):
                return part(operand)
            case ast.UnaryOp(op=ast.Not(), operand=operand):
                return Call("not", (condition(operand),))
            case ast.UnaryOp(op=ast.USub(), operand=operand):
                return Call("negative", (part(operand),))
            case ast.BinOp(left=left, op=operator, right=right) if type(operator) in OPERATORS:
                return operation(OPERATORS[type(operator)], part(left), part(right))
            case ast.BoolOp(op=operator, values=values):
                return Call(OPERATORS[type(operator)], tuple(map(condition, values)))
            case ast.Compare(left=left, ops=operators, comparators=others) if all(
                type(operator) in OPERATORS for operator in operators
            ):
                signs = tuple(OPERATORS[type(operator)] for operator in operators)
                return Comparison(signs, tuple(map(part, (left, *others))))
            case ast.IfExp(test=test, body=body, orelse=other):
                return Call("where", (condition(test), part(body), part(other)))
            case ast.Call(func=ast.Name(id="where"), args=[test, body, other], keywords=[]):
                return Call("where", (condition(test), part(body), part(other)))
            case ast.Call(func=ast.Name(id=name), args=arguments, keywords=[]):
                return call(name, tuple(map(part, arguments)))
        raise self.refusal(Sentence("This cannot be read."), node)


def operation(name: str, left: Tree, right: Tree) -> Tree:
    """An operation on two trees; a power of e is the exponential function, to its last digit."""
    if name == "**" and left == Symbol("e"):
        return Call("exp", (right,))
    return Call(name, (left, right))


def call(name: str, arguments: tuple[Tree, ...]) -> Tree:
    """A function's call; those that are short for another are written out."""
    if name == "pow":
        return operation("**", *arguments)
    if name == "clip":
        value, low, high = arguments
        return Call("min", (Call("max", (value, low)), high))
    return Call(name, arguments)
