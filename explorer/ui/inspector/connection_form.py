"""The inspector for one connection."""

from math import inf, isnan

from PySide6.QtWidgets import QVBoxLayout, QWidget

from explorer.app import Session
from explorer.app.connecting import offer
from explorer.catalog.vocabulary import MECHANISMS
from explorer.design import edits
from explorer.flow.retries import attempts_by_rule, retries_of, takes_failures
from explorer.ui.inspector.fields import ChoiceField, Form, Parsed, TextField, parse_range, range_words
from explorer.ui.plain import PlainLabel, separator
from explorer.ui.theme import Appearance
from explorer.ui.words import amount


def parse_failing(text: str) -> Parsed:
    """A share, or low / expected / high of one; also in percent."""
    is_percent = "%" in text
    value, problem = parse_range(text.replace("%", ""))
    parts = value if isinstance(value, tuple) else (value,)
    if problem or not all(isinstance(part, float) for part in parts):
        return None, problem
    parts = tuple(part / 100 if is_percent else part for part in parts)
    if max(parts) > 1:
        return None, "Write 0.02, or 2 %, for one attempt in fifty."
    return (parts[0] if len(parts) == 1 else parts), ""


def parse_attempts(text: str) -> Parsed:
    """A number of attempts, or low / expected / high of one; at least the first is made."""
    value, problem = parse_range(text)
    parts = value if isinstance(value, tuple) else (value,)
    if not problem and any(isinstance(part, float) and part < 1 for part in parts):
        return None, "At least one attempt is made."
    return value, problem


NO_RULE = "How often this mechanism tries is not known: state the attempts."
_OUTCOMES: list[tuple[object, str]] = [
    ("failure", "what fails in the end"),
    ("success", "what succeeds"),
]


class ConnectionForm(QWidget):
    """Mechanism, label and share of a connection, the catalog's words about it, and what passes."""

    def __init__(self, session: Session, appearance: Appearance, link_id: str) -> None:
        super().__init__()
        self._session = session
        self._link_id = link_id
        self.keys = frozenset({f"connections/{link_id}"})
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(9)
        self._title = PlainLabel(role="title", wrap=True)
        self._layout.addWidget(self._title)
        self._meaning = PlainLabel(role="muted", wrap=True)
        self._layout.addWidget(self._meaning)
        self.mechanism = ChoiceField(
            "Mechanism",
            self._mechanisms(),
            keep=lambda value: self._keep("mechanism", value, "Set mechanism"),
        )
        self.label = TextField(
            appearance,
            "Label",
            parse=lambda text: (" ".join(text.split()), ""),
            keep=lambda value: self._keep("label", value or "", "Edit label"),
            default="none",
        )
        self.share = TextField(
            appearance,
            "Share",
            parse=parse_range,
            keep=lambda value: self._keep("share", 1.0 if value is None else value, "Set share"),
            default="1",
        )
        self.fails = TextField(
            appearance,
            "Fails",
            parse=parse_failing,
            keep=lambda value: self._keep("fails", 0.0 if value is None else value, "Set failures"),
            default="0",
        )
        self.attempts = TextField(
            appearance,
            "Attempts",
            parse=parse_attempts,
            keep=lambda value: self._keep("attempts", value, "Set attempts"),
            default="by the rule",
        )
        self.outcome = ChoiceField("Takes", _OUTCOMES, keep=self._keep_outcome)
        form = Form()
        form.add(
            "Mechanism", self.mechanism, "How the two are connected; those that the catalog knows come first."
        )
        form.add("Label", self.label)
        form.add(
            "Share",
            self.share,
            "The part of the source's load that goes along: 0.2 is one item in five, 3 is three calls each.",
        )
        form.add(
            "Fails",
            self.fails,
            "The part of the attempts that fail at the target: 0.02 is one in fifty.",
            "What fails is tried again, as the mechanism has it.",
        )
        form.add(
            "Attempts",
            self.attempts,
            "How often an item is tried at most, the first attempt included.",
            "In grey what the mechanism's rule says.",
        )
        self._layout.addWidget(form)
        self._takes = Form()
        self._takes.add(
            "Takes",
            self.outcome,
            "Which items the source sends here: those that failed on every attempt, or those that did not.",
        )
        self._layout.addWidget(self._takes)
        self._layout.addWidget(separator())
        self._facts = QVBoxLayout()
        self._facts.setSpacing(4)
        self._layout.addLayout(self._facts)
        self.refresh()
        self.refresh_answers()

    def refresh(self) -> None:
        """The connection as it is now."""
        link = self._session.design.connections.get(self._link_id)
        if link is None:
            return
        self._title.setText(f"{self._name(link.source)} → {self._name(link.target)}")
        words = MECHANISMS.get(link.mechanism)
        self._meaning.setText(words.meaning if words else link.mechanism)
        self.mechanism.show_value(link.mechanism)
        self.label.show_value(link.label)
        takes_all = not takes_failures(link, self._session.design, self._session.catalog)
        self.share.field.setPlaceholderText("1" if takes_all else "all that fails")
        self.share.show_value("" if link.share == 1.0 else range_words(link.share))
        self.fails.show_value("" if link.fails == 0.0 else range_words(link.fails))
        self.attempts.show_value(range_words(link.attempts))
        self.outcome.show_value(link.outcome or self._usual_outcome())
        self._takes.setVisible(bool(link.outcome) or len(self._outcomes()) > 1)

    def refresh_answers(self) -> None:
        """What the catalog says and what passes, as it is now."""
        while (item := self._facts.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        if self._link_id in self._session.design.connections:
            self.attempts.field.setPlaceholderText(self._attempts_by_rule())
            self._add_flow()
            self._add_source()

    def _add_flow(self) -> None:
        self._facts.addWidget(PlainLabel("What passes in a month", role="section"))
        streams = self._session.flow.connections.get(self._link_id, {})
        form = Form()
        for kind, load in streams.items():
            form.add(kind, PlainLabel(f"{amount(load.items)} items", wrap=True, selectable=True))
            if load.gb.expected != 0:
                form.add("", PlainLabel(f"{amount(load.gb)} GB", role="muted", wrap=True))
        if not streams:
            form.add_wide(
                PlainLabel("Nothing stated: give a source node a workload.", role="muted", wrap=True)
            )
        self._add_retries(form)
        self._facts.addWidget(form)

    def _add_retries(self, form: Form) -> None:
        """What is tried again, and what fails in the end, where something fails."""
        session = self._session
        found = retries_of(session.design, session.catalog, session.flow).get(self._link_id)
        if found is None:
            return
        form.add("tried again", PlainLabel(f"{amount(found.extra)} items", wrap=True, selectable=True))
        form.add("failed", PlainLabel(f"{amount(found.failed)} items", wrap=True, selectable=True))
        words = f"{found.rule.title}. {found.rule.afterwards}" if found.rule else NO_RULE
        form.add_wide(PlainLabel(words, role="muted", wrap=True))
        if found.rule:
            receipt = ", ".join(
                part for part in (found.rule.source, found.rule.as_of, found.rule.confidence) if part
            )
            form.add_wide(PlainLabel(f"Source: {receipt}", role="muted", wrap=True, selectable=True))

    def _add_source(self) -> None:
        link = self._session.design.connections[self._link_id]
        nodes, catalog = self._session.design.nodes, self._session.catalog
        verdict = catalog.verdict(nodes[link.source].service, nodes[link.target].service)
        entry = next((one for one in verdict.integrations if one.mechanism == link.mechanism), None)
        self._facts.addWidget(separator())
        self._facts.addWidget(PlainLabel("What the catalog says", role="section"))
        if entry is None:
            text = (
                "This mechanism between these two is not in the catalog, so it is not known whether it works."
            )
            self._facts.addWidget(PlainLabel(text, role="badge-warning", wrap=True))
            return
        if entry.carries:
            self._facts.addWidget(PlainLabel(f"Carries {', '.join(entry.carries)}.", wrap=True))
        if entry.constraints:
            self._facts.addWidget(PlainLabel(entry.constraints, wrap=True, selectable=True))
        receipt = ", ".join(part for part in (entry.source, entry.as_of, entry.confidence) if part)
        self._facts.addWidget(PlainLabel(f"Source: {receipt}", role="muted", wrap=True, selectable=True))

    def _mechanisms(self) -> list[tuple[object, str]]:
        design, link = self._session.design, self._session.design.connections[self._link_id]
        offered = offer(design, self._session.catalog, link.source, link.target)
        known = offered.mechanisms if offered.verdict == "possible" else ()
        others = [one for one in MECHANISMS if one not in known]
        unknown = () if link.mechanism in MECHANISMS else (link.mechanism,)
        return [
            *((one, MECHANISMS[one].title) for one in known),
            *((one, f"{MECHANISMS[one].title} (not known here)") for one in others),
            *((one, one) for one in unknown),
        ]

    def _attempts_by_rule(self) -> str:
        """What stands in the field while no number is stated."""
        session = self._session
        link = session.design.connections[self._link_id]
        most = attempts_by_rule(link, session.design, session.catalog)
        return "not known" if isnan(most) else "until it succeeds" if most == inf else f"{most:,.0f}"

    def _outcomes(self) -> tuple[str, ...]:
        """What the catalog's entry can take of the source's work, the usual one first."""
        link, nodes = self._session.design.connections[self._link_id], self._session.design.nodes
        pair = nodes[link.source].service, nodes[link.target].service
        entries = self._session.catalog.by_pair.get(pair, ())
        return next((one.outcomes for one in entries if one.mechanism == link.mechanism), ())

    def _usual_outcome(self) -> str:
        return next(iter(self._outcomes()), "success")

    def _keep_outcome(self, value: object) -> None:
        self._keep("outcome", "" if value == self._usual_outcome() else value, "Set what it takes")

    def _name(self, node_id: str) -> str:
        node = self._session.design.nodes[node_id]
        return node.label or self._session.catalog.name(node.service)

    def _keep(self, field: str, value: object, label: str) -> None:
        link = self._session.design.connections[self._link_id]
        self._session.do(label, edits.set_fields(link, **{field: value}))
