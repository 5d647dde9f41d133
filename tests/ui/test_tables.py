from __future__ import annotations

from ui.tables import definitions, live_table, table

ROWS = [("a", "1", "2"), ("b", "3", "4")]


def test_the_first_cell_of_a_row_names_it() -> None:
    html = table(ROWS)
    assert html.count("<th>") == html.count("<tr>") == 2
    assert "<td>1</td><td>2</td>" in html
    assert "<thead>" not in html


def test_a_head_names_the_columns() -> None:
    html = table(ROWS, ("", "x", "y"))
    assert "<tr><th></th><th>x</th><th>y</th></tr>" in html


def test_cells_are_text() -> None:
    html = table([("<b>", "a & b")], ("<i>",))
    assert "<b>" not in html
    assert "<i>" not in html
    assert "<td>a &amp; b</td>" in html


def test_cells_of_a_live_table_are_templates_for_the_browser() -> None:
    html = live_table([("{n1}", '"{x}"')], ("N", "x"), ("blue",))
    assert '<th><i data-colour="blue"></i><span data-fill="{n1}"></span></th>' in html
    assert '<td data-fill="&quot;{x}&quot;"></td>' in html
    assert "<th>x</th>" in html


def test_definitions_stand_in_groups_and_are_text() -> None:
    html = definitions({"<Values>": {"a": "1 < 2", "nothing": "", "b": "3"}, "Shape": {"c": "4"}})
    assert html.count("<section>") == html.count("<dl>") == 2
    assert "<h3>&lt;Values&gt;</h3><dl><dt>a</dt><dd>1 &lt; 2</dd><dt>b</dt><dd>3</dd></dl>" in html


def test_a_table_with_a_head_can_be_scrolled_by_keyboard_and_is_named_after_its_columns() -> None:
    assert '<div class="wide" role="region" aria-label="x, &lt;y&gt;" tabindex="0">' in table(
        ROWS, ("", "x", "<y>")
    )
    assert "tabindex" not in table(ROWS)
