"""Every function and page has its text, and no word reaches a visitor around the translation."""

from __future__ import annotations

import ast
import re
import shlex
from collections.abc import Iterator, Mapping
from contextlib import chdir
from pathlib import Path
from typing import get_args

import pytest
from babel.messages.frontend import CommandLineInterface
from babel.messages.pofile import read_po

from activations import CATALOG
from activations.conventions import CONVENTIONS
from activations.core import Origin, Trend
from activations.vector import VECTORS
from parity.deviations import DEVIATIONS
from tests.pages.published import OPTIONS
from tests.source import ROOT, files, name_of, tree
from ui import text
from ui.facts import SIDES
from ui.page import FRONT_DOOR, PAGES

LABELS = {function.label for function in VECTORS.values()}
"""Names that are the same in every language."""
FUNCTION_HEADINGS = {"summary", "derivation", "advantages", "disadvantages", "when to use"}
OPTIONAL_HEADINGS = {"documents"}
VISIBLE = files("app.py", "pages", "ui")
WORD = re.compile(r"\b(?=\w*[a-z])[^\W\d_]{2,}")
"""Two letters or more, one of them small: PNG and CSV are called so in every language."""
BLANK = re.compile(r"\{(\w+)\}")
LINK = re.compile(r"\]\(([^)\s]+)\)")
HTML = re.compile(r"</?\w")
TAG = re.compile(r"^[^<>]*>|<[^>]*>|<[^>]*$")

FIRST_IS_SHOWN = """
button caption checkbox complain download_button error expander form_submit_button header info linked
link_button markdown metric multiselect number_input pills popover prose radio segmented_control
select_slider selectbox slider spinner subheader success tabs text text_area text_input title toast toggle
warning write
"""
SHOWN_ARGUMENTS = dict.fromkeys(FIRST_IS_SHOWN.split(), (0,)) | {
    "choose": (1,),
    "slide": (1,),
    "turn": (1,),
    "count": (1,),
    "pick": (2,),
    "input_range": (1,),
    "probe": (1,),
    "Page": (1, 2),
}
SHOWN_KEYWORDS = {"label", "help", "placeholder", "body", "caption", "alternative"}
TRANSLATING = {"_", "N_"}


@pytest.mark.parametrize("name", CATALOG)
def test_every_function_has_its_text(name: str) -> None:
    words = text.function(name)
    assert words.keys() - OPTIONAL_HEADINGS == FUNCTION_HEADINGS
    assert all(words.values())


@pytest.mark.parametrize("name", VECTORS)
def test_every_function_of_several_numbers_has_its_text(name: str) -> None:
    words = text.vector(name)
    assert words.keys() == FUNCTION_HEADINGS
    assert all(words.values())


@pytest.mark.parametrize(("folder", "functions"), [("functions", CATALOG), ("vectors", VECTORS)])
def test_no_text_is_left_of_a_function_that_is_gone(folder: str, functions: Mapping[str, object]) -> None:
    assert {file.stem for file in (text.TEXT_FOLDER / "en" / folder).iterdir()} == set(functions)


@pytest.mark.parametrize("name", [page.name for page in PAGES])
def test_every_page_has_its_text(name: str) -> None:
    expected = {"title", "lead"} | ({"try this"} if name != FRONT_DOOR else set())
    words = text.page(name)
    assert expected <= words.keys()
    assert all(words.values())


def test_the_sidebar_lists_the_pages_there_are() -> None:
    assert {page.name for page in PAGES} == {FRONT_DOOR} | {
        file.stem for file in (ROOT / "pages").glob("*.py")
    }


@pytest.fixture(scope="module")
def collected(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """What `make messages` collects for translators."""
    (line,) = re.findall(r"\$\(BABEL\) (extract .*) \\\n", (ROOT / "Makefile").read_text())
    template = tmp_path_factory.mktemp("locale") / "messages.pot"
    with chdir(ROOT):
        CommandLineInterface().run(["pybabel", "-q", *shlex.split(line), "-o", str(template), "."])
    with template.open("rb") as file:
        return {str(message.id) for message in read_po(file)}


def test_translators_get_every_word_that_code_shows_by_name(collected: set[str]) -> None:
    shown = {*get_args(Trend), *get_args(Origin), *SIDES.values()}
    for activation in CATALOG.values():
        shown |= {activation.family, *(parameter.meaning for parameter in activation.parameters)}
        shown |= {spelling.note for spelling in activation.spellings}
    shown |= {spelling.note for function in VECTORS.values() for spelling in function.spellings}
    for convention in CONVENTIONS:
        shown |= {convention.question, *(answer.meaning for answer in convention.answers)}
    shown |= {deviation.why for deviation in DEVIATIONS}
    assert shown - {""} <= collected


@pytest.mark.parametrize("name", sorted({name for names in OPTIONS.values() for name in names} - LABELS))
def test_translators_get_every_option(name: str, collected: set[str]) -> None:
    assert name in collected or not WORD.search(name)


@pytest.mark.parametrize(("file", "least"), [("step_race", 13), ("points", 6), ("choose", 50)])
def test_translators_get_every_sentence_of_a_simulation(file: str, least: int, collected: set[str]) -> None:
    sentences = {
        node.args[0].value
        for node in ast.walk(tree(ROOT / f"activations/simulations/{file}.py"))
        if isinstance(node, ast.Call)
        and getattr(node.func, "id", "") in {"Sentence", "Refusal"}
        and node.args
        and isinstance(node.args[0], ast.Constant)
    }
    assert len(sentences) >= least
    assert sentences <= collected


def blanks(words: str) -> set[str]:
    """The names of the numbers and of the links that a text asks for."""
    links = {name for name in LINK.findall(words) if not name.startswith(("https://", "http://"))}
    return set(BLANK.findall(words)) | links


def strangers(folder: Path, english: Path) -> list[str]:
    """Headings, numbers and links of a language's texts that the English ones do not have.

    What a language lacks, a file or a heading, is shown in English.
    """
    found = []
    for file in sorted(folder.rglob("*.md")):
        place = file.relative_to(folder)
        known = text._sections(english / place)
        for heading, words in text._sections(file).items():
            odd = blanks(words) - blanks(known[heading]) if heading in known else {heading}
            found += [f"{place}, {heading}: {name}" for name in sorted(odd)]
    return found


def strange_messages(file: Path) -> list[str]:
    """Translations of short strings that ask for what the English ones do not."""
    with file.open("rb") as catalog:
        return [
            str(message.string)
            for message in read_po(catalog)
            if message.id and not blanks(str(message.string)) <= blanks(str(message.id))
        ]


@pytest.mark.parametrize("language", text.languages())
def test_translations_ask_for_nothing_that_the_english_texts_do_not(language: str) -> None:
    assert strangers(text.TEXT_FOLDER / language, text.TEXT_FOLDER / "en") == []
    catalog = text.LOCALE_FOLDER / language / "LC_MESSAGES" / "messages.po"
    assert not catalog.exists() or strange_messages(catalog) == []


def test_a_misspelt_number_link_or_heading_of_a_translation_would_be_noticed(tmp_path: Path) -> None:
    for language, words in {
        "en": "## why\n\n{{steps}} [set α](corner) [web](https://x.org)\n\n## lead\n\nLook.\n",
        "qx": "## why\n\n{{stpes}} {{steps}} [qset α](conrer) [qweb](https://y.org)\n\n## laed\n\nQlook.\n",
        "qy": "## why\n\n[qset α](corner)\n",
    }.items():
        (tmp_path / language).mkdir()
        (tmp_path / language / "race.md").write_text(words, encoding="utf-8")
    assert strangers(tmp_path / "qx", tmp_path / "en") == [
        "race.md, why: conrer",
        "race.md, why: stpes",
        "race.md, laed: laed",
    ]
    assert strangers(tmp_path / "qy", tmp_path / "en") == []
    catalog = tmp_path / "messages.po"
    catalog.write_text(
        'msgid "{name} after {n}"\nmsgstr "{n} q {nmae}"\n\nmsgid "{low}"\nmsgstr "q {low}"\n\n'
        'msgid "No {{search}}. [All](all)"\nmsgstr "Q {{serch}}. [Qall](all)"\n',
        encoding="utf-8",
    )
    assert strange_messages(catalog) == ["{n} q {nmae}", "Q {{serch}}. [Qall](all)"]


@pytest.mark.parametrize("file", VISIBLE, ids=name_of)
def test_no_visible_word_goes_around_the_translation(file: Path) -> None:
    assert list(untranslated(tree(file))) == []


@pytest.mark.parametrize(
    "source",
    [
        'st.title("Explore")',
        'st.slider(f"Slope of {name}", key="x")',
        'column.button("Draw" if one else _("Draw all"))',
        'st.text_input(_("Search"), placeholder="such as")',
        'choose("show", "Show", options)',
        'html = f"<p class=\\"lead\\">Hello {name}</p>"',
    ],
)
def test_a_visible_word_would_be_noticed(source: str) -> None:
    assert list(untranslated(ast.parse(source)))


@pytest.mark.parametrize(
    "source",
    [
        'st.title(_("Explore"))',
        'st.slider(f"{symbol} · {_(meaning)}", key="words")',
        "html = f'<p class=\"lead\">{name} f′</p>'",
        'st.cache_data(show_spinner="no matter")',
    ],
)
def test_what_is_translated_or_not_a_word_passes(source: str) -> None:
    assert list(untranslated(ast.parse(source))) == []


def untranslated(module: ast.AST) -> Iterator[str]:
    documentation = set(map(id, docstrings(module)))
    for node in ast.walk(module):
        if isinstance(node, ast.Call):
            for argument in shown_arguments(node):
                yield from filter(WORD.search, literals(argument))
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in documentation:
            yield from WORD.findall(TAG.sub(" ", node.value) if HTML.search(node.value) else "")


def shown_arguments(call: ast.Call) -> Iterator[ast.expr]:
    name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    if name not in SHOWN_ARGUMENTS:
        return
    yield from (call.args[at] for at in SHOWN_ARGUMENTS[name] if at < len(call.args))
    yield from (keyword.value for keyword in call.keywords if keyword.arg in SHOWN_KEYWORDS)


def literals(expression: ast.expr) -> Iterator[str]:
    """The strings of an expression that are shown as they are: not those inside a call."""
    waiting: list[ast.AST] = [expression]
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value
        elif not isinstance(node, ast.Call | ast.Subscript | ast.Compare):
            waiting.extend(ast.iter_child_nodes(node))
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            waiting.append(node.func.value)


def docstrings(module: ast.AST) -> Iterator[ast.expr]:
    for node in ast.walk(module):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            yield node.value
