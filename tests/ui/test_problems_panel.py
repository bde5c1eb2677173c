"""The problems panel, driven by keys and the pointer: what it lists, explains, previews, mends and keeps answers to."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog

from explorer.design import edits
from explorer.rules import Finding, Fix
from explorer.ui.panels.problems import ProblemsPanel, fix_previews
from explorer.ui.panels.problems.answer import AnswerDialog
from explorer.ui.panels.problems.rows import FIX, RULE, WHAT, Choice, Row, chosen

LINK = "input-to-steps"


@pytest.fixture
def panel(user):
    """A bucket with an arrow to a workflow, which the small catalog refuses and mends by way of a bus."""
    source, target = user.add("bucket", 96, 96, "Input"), user.add("workflow", 720, 96, "Steps")
    user.add("function", 96, 400, "Alone")
    user.session.do("Connect", edits.connect(user.session.design, source, target, "event-notification"))
    found = user.window.docks.problems
    user.window.resize(1440, 900)
    user.window.docks.open("problems")
    user.window.refresh_answers()
    choose(found, "E1001")
    found.list.setFocus()
    QApplication.processEvents()
    return found


def choose(panel, rule):
    for place in panel.list.rows.places:
        index = panel.list.rows.index_at(place)
        if panel.list.rows.row_at(index).finding.rule == rule:
            panel.list.setCurrentIndex(index)
            return index
    raise AssertionError(f"{rule} is not listed")


def listed(panel):
    return [
        panel.list.rows.row_at(panel.list.rows.index_at(place)).finding.rule
        for place in panel.list.rows.places
    ]


def key(panel, pressed):
    QTest.keyClick(panel.list, pressed)
    QApplication.processEvents()


def row(message, rule="W0001", severity="warning", where=""):
    return Row(Finding(message, rule=rule, severity=severity), where, where)


def test_enter_goes_to_the_place_and_f_mends_it_in_one_step(user, panel):
    key(panel, Qt.Key.Key_Return)
    assert f"connections/{LINK}" in user.session.selection.keys

    key(panel, Qt.Key.Key_F)

    assert [node.service for node in user.session.design.nodes.values()].count("bus") == 1
    assert user.session.history.done[-1].label == "Put Amazon Bus in between"


def test_a_click_on_the_fix_mends_and_one_beside_it_only_goes_there(user, panel):
    steps = user.session.history.mark()
    index = choose(panel, "E1001")

    QTest.mouseClick(
        panel.list.viewport(),
        Qt.MouseButton.LeftButton,
        pos=panel.list.visualRect(index.siblingAtColumn(WHAT)).center(),
    )
    assert steps == user.session.history.mark()
    QTest.mouseClick(
        panel.list.viewport(),
        Qt.MouseButton.LeftButton,
        pos=panel.list.visualRect(index.siblingAtColumn(FIX)).center(),
    )

    assert steps + 1 == user.session.history.mark()


def test_the_explanation_tells_why_what_the_fix_changes_and_how_to_suppress(panel):
    view = panel.explanation

    assert "cannot be connected" in view.what.text()
    assert "at deployment nothing passes" in view.sections["why"].text
    assert "Adds Amazon Bus" in view.sections["changes"].text
    assert f"at: {LINK}" in view.sections["suppression"].text
    assert view.fix.accessibleName() == "Fix: Put Amazon Bus in between"


def test_space_opens_the_explanation_and_escape_goes_back_to_the_list(panel):
    key(panel, Qt.Key.Key_Space)
    assert panel.explanation.pane.hasFocus()

    QTest.keyClick(panel.explanation.pane, Qt.Key.Key_Escape)

    assert panel.list.hasFocus()


def test_a_source_opens_outside_only_when_it_is_clicked_and_https(panel, monkeypatch):
    opened = []
    monkeypatch.setattr(QDesktopServices, "openUrl", opened.append)
    source = panel.explanation.source
    source.point_to("<b>Guide</b>", "https://docs.aws.amazon.com/?a=1&b=2")
    assert opened == []

    source.linkActivated.emit("file:///etc/passwd")
    source.linkActivated.emit("https://docs.aws.amazon.com/")

    assert "&lt;b&gt;Guide&lt;/b&gt;" in source.text()
    assert [url.toString() for url in opened] == ["https://docs.aws.amazon.com/"]


def test_the_rules_page_is_asked_for(panel, qtbot):
    with qtbot.waitSignal(panel.page_wanted) as asked:
        panel.explanation.page.click()

    assert asked.args == ["rules.md#e1001"]


def test_a_preview_shows_the_change_leaves_the_design_alone_and_enter_makes_it(user, panel):
    before = user.session.design.copy()

    key(panel, Qt.Key.Key_P)

    bar = panel.preview.bar
    assert before == user.session.design
    assert bar.isVisible()
    assert "Removes 1 finding, adds none" in bar.effect.text()
    assert bar.agree.hasFocus()
    QTest.keyClick(bar.agree, Qt.Key.Key_Return)
    assert bar.isHidden()
    assert user.session.history.done[-1].label == "Put Amazon Bus in between"


def test_escape_ends_a_preview_and_so_does_any_change(user, panel):
    before = user.session.design.copy()
    key(panel, Qt.Key.Key_P)
    QTest.keyClick(panel.preview.bar, Qt.Key.Key_Escape)
    assert panel.preview.shown is None
    assert before == user.session.design

    key(panel, Qt.Key.Key_P)
    assert panel.preview.shown is not None
    user.add("table", 400, 400)

    assert panel.preview.shown is None


def test_resting_on_a_fix_shows_it_and_leaving_ends_that(panel, qtbot):
    index = choose(panel, "E1001").siblingAtColumn(FIX)
    port = panel.list.viewport()
    QTest.mouseMove(port, QPoint(2, 2))
    QTest.mouseMove(port, panel.list.visualRect(index).center())
    qtbot.waitUntil(lambda: panel.preview.shown is not None, timeout=2000)
    assert panel.preview.bar.agree.isHidden()

    QTest.mouseMove(port, panel.list.visualRect(index.siblingAtColumn(WHAT)).center())
    QApplication.processEvents()

    assert panel.preview.shown is None


def test_the_keys_on_the_fix_of_the_explanation_show_it_too(panel, qtbot):
    panel.explanation.fix.setFocus()
    qtbot.waitUntil(lambda: panel.preview.shown is not None, timeout=2000)
    assert panel.explanation.fix.hasFocus()

    panel.list.setFocus()

    assert panel.preview.shown is None


def test_an_answer_with_its_source_silences_is_listed_and_is_taken_back(user, panel, monkeypatch):
    def answered(dialog):
        assert not dialog.agree.isEnabled()
        dialog.reason.setText("a rule stands in between")
        dialog.source.setText("example.org")
        assert not dialog.agree.isEnabled()
        dialog.source.setText("https://example.org/why")
        assert dialog.agree.isEnabled()
        return QDialog.DialogCode.Accepted

    monkeypatch.setattr(AnswerDialog, "exec", answered)
    key(panel, Qt.Key.Key_Delete)
    user.window.refresh_answers()

    (answer,) = user.session.design.suppressions.values()
    assert (answer.at, answer.source) == (LINK, "https://example.org/why")
    assert "E1001" not in listed(panel)
    assert panel.filters.suppressed.accessibleName() == "Suppressed: 1"
    panel.filters.suppressed.click()
    choose(panel, "E1001")
    assert "a rule stands in between" in panel.explanation.sections["answer"].text
    panel.explanation.take_back.click()
    user.window.refresh_answers()
    assert user.session.design.suppressions == {}


def test_the_tab_counts_what_is_no_advice(user, panel):
    tabs = user.window.docks._homes["problems"][1]
    serious = sum(one.severity != "advice" for one in user.session.findings)

    assert serious > 0
    assert tabs.tabText(0) == f"Problems ({serious})"


def test_switches_and_words_narrow_the_list_and_say_how_many_there_are(panel):
    everything = listed(panel)
    errors = [rule for rule in everything if rule.startswith("E")]
    assert panel.filters.severities["error"].text() == str(len(errors))

    panel.filters.severities["warning"].click()
    panel.filters.severities["advice"].click()
    assert errors == listed(panel)
    panel.filters.field.setText("no such words")
    assert listed(panel) == []
    panel.filters.field.setText("STEPS cannot")
    assert listed(panel) == ["E1001"]


def test_the_choice_is_remembered(user, panel):
    panel.filters.severities["advice"].click()
    panel.filters.grouping.setCurrentIndex(panel.filters.grouping.findData("rule"))
    panel.filters.grouping.activated.emit(0)
    panel.list.header().setSortIndicator(RULE, Qt.SortOrder.DescendingOrder)

    again = ProblemsPanel(user.session, user.window.appearance, user.view, user.window.settings)

    assert again.filters.wanted == ("error", "warning")
    assert again.filters.group_by == "rule"
    assert again.list.header().sortIndicatorSection() == RULE
    assert again.list.header().sortIndicatorOrder() == Qt.SortOrder.DescendingOrder


def test_groups_have_heads_and_the_current_finding_stays_current(user, panel):
    panel.filters.grouping.setCurrentIndex(panel.filters.grouping.findData("severity"))
    panel.filters.grouping.activated.emit(0)

    assert panel.list.current.finding.rule == "E1001"
    head = panel.list.rows.index(0, 0)
    assert panel.list.rows.row_at(head) is None
    assert str(head.data()).startswith("Errors  (")
    panel.list.collapse(head)
    user.add("table", 400, 600, "More")
    user.window.refresh_answers()
    assert panel.list.current.finding.rule == "E1001"
    assert not panel.list.isExpanded(panel.list.rows.index(0, 0))


def test_a_click_on_a_head_sorts_and_the_third_one_unsorts(panel):
    before = listed(panel)
    header = panel.list.header()

    header.setSortIndicator(RULE, Qt.SortOrder.DescendingOrder)
    assert sorted(before, reverse=True) == listed(panel)
    header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
    assert before == listed(panel)


def test_a_narrow_panel_shows_the_explanation_in_place_of_the_list(user, panel):
    user.window.resize(860, 600)
    QApplication.processEvents()
    assert not panel.explanation.isVisible()

    key(panel, Qt.Key.Key_Right)
    assert panel.explanation.isVisible()
    assert not panel.list.isVisible()
    panel.explanation.back.click()

    assert panel.list.isVisible()
    assert not panel.explanation.isVisible()


def test_what_is_explained_is_of_the_design_as_it_is(user, panel):
    user.session.do("Delete", edits.delete(user.session.design, {"nodes/input"}))
    user.window.resize(1300, 900)

    assert "E1001" not in listed(panel)


def test_a_fix_of_what_has_changed_since_is_that_of_the_design_as_it_is(user, panel):
    user.session.do("Rename", edits.set_fields(user.session.design.nodes["input"], label="Renamed"))
    row = panel.list.rows.row_at(panel.list.rows.index_at((0, 0)))

    panel.list.fix_wanted.emit(row)
    assert user.session.design.nodes["input"].label == "Renamed"
    assert "bus" in user.session.design.nodes
    panel.list.fix_wanted.emit(row)
    panel.list.preview_wanted.emit(row)

    assert user.session.history.done[-1].label == "Put Amazon Bus in between"
    assert len(user.session.design.nodes) == 4
    assert panel.preview.shown is None


def test_out_of_sight_the_list_waits_and_f8_still_finds_its_way(user, panel):
    user.window.docks.open("cost")
    user.add("workflow", 720, 400, "Other")
    user.window.refresh_answers()
    shown = len(panel.list.rows.places)

    assert len(user.session.findings) > shown
    assert panel.count == len(user.session.findings)
    panel.go_to_next()
    assert len(panel.list.rows.places) == len(user.session.findings)


def test_a_large_design_is_previewed_aside(user, panel, monkeypatch):
    monkeypatch.setattr(fix_previews, "_FEW", 1)
    came = []
    user.session.aside = lambda work, finish: came.append((work, finish))

    key(panel, Qt.Key.Key_P)
    assert panel.preview.shown is None
    panel.list.rested_on.emit(None)  # the pointer wanders on
    work, finish = came.pop()
    finish(work())

    assert panel.preview.shown is not None


@pytest.mark.parametrize(
    ("grouping", "titles"),
    [
        ("none", [""]),
        ("severity", ["Errors", "Warnings"]),
        ("node", ["B", "A", "The whole design"]),
        ("pillar", ["No pillar", "Reliability"]),
    ],
)
def test_groups_come_in_the_order_of_their_worst(grouping, titles):
    rows = [
        row("one", "W2105", "warning", "A"),
        row("two", "E1001", "error", "B"),
        row("three", "W0000", "warning"),
    ]

    assert [group.title for group in chosen(rows, Choice(grouping=grouping))] == titles


def test_a_fix_of_a_suppressed_finding_is_not_offered(user):
    node = user.session.design.nodes
    fix = Fix("Do it", lambda: edits.delete(user.session.design, node))
    answered = edits.suppress(user.session.design, "W0001", at="", reason="so").after.values()
    (answer,) = answered

    assert Row(Finding("x", fix=fix), "", "", answer).fix == ""
    assert Row(Finding("x", fix=fix), "", "").fix == "Do it"
