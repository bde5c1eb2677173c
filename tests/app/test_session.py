import pytest

from explorer.app import Session
from explorer.app.templates import design_of, template, templates
from explorer.design import edits
from explorer.errors import InputError, OutputError, UsageError


@pytest.fixture
def session(catalog):
    session = Session(catalog)
    session.start_from(template("call-recordings"))
    return session


def test_a_saved_design_opens_as_it_was(session, catalog, tmp_path):
    path = tmp_path / "calls.archex.yaml"
    session.do("Label", edits.set_fields(session.design.nodes["recordings"], label="Aufnahmen"))
    assert session.is_modified

    session.save(path)
    again = Session(catalog)
    again.open(path)

    assert not session.is_modified
    assert again.design == session.design
    assert again.path == path


def test_saving_without_a_change_changes_no_byte_and_moving_a_node_one_line(session, tmp_path):
    path = tmp_path / "calls.archex.yaml"
    session.save(path)
    before = path.read_text().splitlines()
    session.save()
    assert path.read_text().splitlines() == before

    session.do("Move", edits.move(session.design, ["nodes/recordings"], dx=8, dy=0))
    session.save()

    after = path.read_text().splitlines()
    assert len(after) == len(before)
    assert sum(old != new for old, new in zip(before, after, strict=True)) == 1


def test_save_as_leaves_the_original_alone(session, tmp_path):
    original, other = tmp_path / "a.archex.yaml", tmp_path / "b.archex.yaml"
    session.save(original)
    bytes_before = original.read_bytes()
    session.do("Label", edits.set_fields(session.design.nodes["recordings"], label="x"))
    session.save(other)

    assert original.read_bytes() == bytes_before
    assert session.path == other


def test_a_failed_save_keeps_file_and_modified_mark(session, tmp_path):
    with pytest.raises(OutputError):
        session.save(tmp_path / "no folder" / "x.archex.yaml")

    assert session.path is None


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("nodes: {}\n", "the key 'archex' with the schema number is missing"),
        ("archex: 99\n", "made by a newer version"),
        ("archex: one\n", "must be a schema number"),
        ("archex: 1\nnodes: [a]\n", "'nodes' must be a block"),
        ("archex: 1\nnodes:\n  a:\n    label: x\n", "'service' is missing"),
        ("archex: 1\nnodes:\n  a: {service: s3, at: here}\n", "'at' must be two numbers"),
        ("archex: 1\nnodes:\n  a: [\n", "is not valid YAML"),
    ],
)
def test_a_bad_file_is_refused_with_a_sentence_and_the_open_design_stays(session, tmp_path, text, said):
    path = tmp_path / "bad.archex.yaml"
    path.write_text(text)
    before = session.design

    with pytest.raises(InputError, match=said) as caught:
        session.open(path)

    assert str(path) in str(caught.value)
    assert session.design is before
    assert path.read_text() == text


def test_unknown_keys_survive_at_every_depth(session, tmp_path):
    path = tmp_path / "later.archex.yaml"
    text = (
        "archex: 1\nregion: us-east-1\nfuture: {a: [1, {b: x}]}\nnodes:\n  a:\n    service: s3\n    at: [0, 0]\n"
        "    colour: red\n    more:\n      deep:\n        - [1, 2]\nplans:\n  x: 1\n"
    )
    path.write_text(text)
    session.open(path)
    session.do("Label", edits.set_fields(session.design.nodes["a"], label="A"))
    session.save()

    session.open(path)
    assert session.design.header.extra == {"future": {"a": [1, {"b": "x"}]}, "plans": {"x": 1}}
    assert session.design.nodes["a"].extra == {"colour": "red", "more": {"deep": [[1, 2]]}}


def test_an_answer_to_a_finding_is_kept_in_the_file_and_silences_it_there_only(session, tmp_path):
    finding = next(one for one in session.findings if one.nodes)
    session.do("Answer", edits.suppress(session.design, finding.rule, at=finding.nodes[0], reason="We know."))
    session.save(tmp_path / "answered.archex.yaml")
    session.open(tmp_path / "answered.archex.yaml")

    assert [s.reason for s in session.design.suppressions.values()] == ["We know."]
    assert finding not in session.findings


def test_a_number_without_end_is_no_position(session, tmp_path):
    path = tmp_path / "far.archex.yaml"
    path.write_text("archex: 1\nnodes:\n  a: {service: s3, at: [1e999, 0]}\n")

    with pytest.raises(InputError, match="two numbers"):
        session.open(path)


def test_answers_are_fresh_after_each_change(session):
    before = session.estimate.total
    session.do("Delete", edits.delete(session.design, ["nodes/text-analysis"]))
    cheaper = session.estimate.total
    session.undo()

    assert cheaper < before
    assert session.estimate.total == before


def test_copy_cut_paste_and_duplicate_keep_what_hangs_together(session):
    session.selection.set(["nodes/recordings", "nodes/speech-to-text"])
    text = session.copy()
    session.paste()

    pasted = session.selection.ids("nodes")
    assert len(pasted) == 2
    assert any({link.source, link.target} == set(pasted) for link in session.design.connections.values())
    assert text.startswith("archex: 1")

    session.cut()
    assert not set(pasted) & set(session.design.nodes)
    session.undo()
    session.undo()
    assert session.design == design_of(template("call-recordings"), session.catalog)


def test_selection_forgets_what_is_gone(session):
    session.selection.set(["nodes/recordings"])
    session.delete_selection()

    assert session.selection.keys == frozenset()


def test_pasting_what_is_no_design_is_told(session):
    with pytest.raises(InputError, match="clipboard"):
        session.paste("just: text")


def test_arranging_is_one_step_and_leaves_no_overlap(session):
    session.arrange()
    corners = [(node.x, node.y) for node in session.design.nodes.values()]

    assert len(session.history.done) == 1
    assert len(set(corners)) == len(corners)
    assert all(x % 8 == 0 and y % 8 == 0 for x, y in corners)


def test_an_arrangement_that_comes_too_late_is_dropped(session):
    waiting = []
    session.aside = lambda work, finish: waiting.append((work, finish))
    session.arrange()
    session.do("Label", edits.set_fields(session.design.nodes["recordings"], label="x"))
    before = session.design.copy()

    work, finish = waiting.pop()
    finish(work())

    assert session.design == before


def test_the_shipped_templates_are_whole(catalog):
    assert {"call-recordings", "sentiment-dashboard"} <= set(templates())
    for chosen in templates().values():
        session = Session(catalog)
        session.start_from(chosen)

        assert chosen.title, chosen.id
        assert chosen.story, chosen.id
        assert [f for f in session.findings if f.severity == "error"] == [], chosen.id
        assert session.estimate.total > 0, chosen.id


def test_an_unknown_template_is_told_with_those_there_are():
    with pytest.raises(UsageError, match="call-recordings"):
        template("nothing")
