"""A Hypothesis machine plays the user: whatever is done can be undone, redone, saved and opened."""

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from explorer.catalog import Catalog
from explorer.design import Design, History, Workload, edits
from explorer.formats import Look
from explorer.formats.archex import read, write

CATALOG = Catalog((), (), ())
LABELS = st.text(max_size=12)
NUMBERS = st.floats(-1e6, 1e6, allow_nan=False)
AMOUNTS = st.floats(0, 1e6)


def text_of(design):
    return write(design, CATALOG, Look())


class User(RuleBasedStateMachine):
    def __init__(self):
        super().__init__()
        self.design = Design()
        self.history = History(self.design)
        self.texts = [text_of(self.design)]

    def do(self, change):
        if change:
            self.history.do("step", change)
            del self.texts[len(self.history.done) :]
            self.texts.append(text_of(self.design))

    def pick(self, data, collection):
        return data.draw(st.sampled_from(sorted(getattr(self.design, collection))))

    @rule(service=st.sampled_from(["s3", "lambda", "sqs"]), x=NUMBERS, y=NUMBERS, label=LABELS)
    def place(self, service, x, y, label):
        self.do(edits.add_node(self.design, service, x=x, y=y, label=label))

    @precondition(lambda self: len(self.design.nodes) > 1)
    @rule(data=st.data(), label=LABELS)
    def connect(self, data, label):
        ends = self.pick(data, "nodes"), self.pick(data, "nodes")
        self.do(edits.connect(self.design, *ends, "sdk-call", label=label))

    @precondition(lambda self: self.design.nodes)
    @rule(data=st.data(), dx=NUMBERS, dy=NUMBERS)
    def move(self, data, dx, dy):
        self.do(edits.move(self.design, [f"nodes/{self.pick(data, 'nodes')}"], dx=dx, dy=dy))

    @precondition(lambda self: self.design.nodes)
    @rule(data=st.data(), value=st.one_of(st.booleans(), st.integers(-(10**15), 10**15), NUMBERS, LABELS))
    def set_setting(self, data, value):
        self.do(edits.set_setting(self.design.nodes[self.pick(data, "nodes")], "some_setting", value))

    @precondition(lambda self: self.design.nodes)
    @rule(data=st.data(), items=st.one_of(st.none(), AMOUNTS, st.tuples(AMOUNTS, AMOUNTS, AMOUNTS)))
    def state_workload(self, data, items):
        workload = Workload(id=self.pick(data, "nodes"), items_per_month=items)
        self.do(edits.set_workload(self.design, workload))

    @precondition(lambda self: self.design.nodes)
    @rule(data=st.data(), label=LABELS)
    def group(self, data, label):
        self.do(
            edits.add_group(self.design, [self.pick(data, "nodes")], label=label, box=(0.0, 0.0, 100.0, 50.0))
        )

    @rule(text=st.text(max_size=30))
    def note(self, text):
        self.do(edits.add_note(self.design, text, x=0, y=0))

    @precondition(lambda self: self.design.nodes)
    @rule(data=st.data())
    def delete(self, data):
        keys = [
            f"nodes/{self.pick(data, 'nodes')}",
            *(f"groups/{key}" for key in sorted(self.design.groups)[:1]),
        ]
        self.do(edits.delete(self.design, keys))

    @precondition(lambda self: self.design.nodes)
    @rule()
    def copy_and_paste(self):
        self.do(edits.paste(self.design, list(self.design.records())[:6], dx=24, dy=24))

    @rule()
    def undo(self):
        self.history.undo()

    @rule()
    def redo(self):
        self.history.redo()

    @invariant()
    def connections_have_both_ends(self):
        for link in self.design.connections.values():
            assert link.source in self.design.nodes
            assert link.target in self.design.nodes

    @invariant()
    def the_design_is_what_its_history_says(self):
        assert text_of(self.design) == self.texts[len(self.history.done)]

    @invariant()
    def saving_and_opening_gives_the_same_design(self):
        text = text_of(self.design)
        again = read(text, "design", CATALOG).design
        assert text_of(again) == text
        assert again == self.design

    def teardown(self):
        while self.history.can_undo:
            self.history.undo()
        assert text_of(self.design) == self.texts[0]


User.TestCase.settings = settings(max_examples=40, stateful_step_count=25, deadline=None)
TestUser = User.TestCase
