"""The user's answers to findings: given, replaced, taken back, and kept in the file."""

import pytest

from explorer.app import Session
from explorer.app.answering import address_problem, answer, answer_at, places_of, take_back
from explorer.catalog import load_catalog
from explorer.design import edits
from explorer.errors import UsageError


@pytest.fixture
def session():
    made = Session(load_catalog())
    for number, service in enumerate(("neptune", "quicksight", "polly")):
        made.do("Add", edits.add_node(made.design, service, x=240.0 * number, y=0.0))
    made.do("Connect", edits.connect(made.design, "polly", "neptune", "job-output"))
    return made


def of(session, rule):
    return [finding for finding in session.findings if finding.rule == rule]


def test_an_arrow_that_one_knows_to_work_is_silent_and_listed_with_its_reason(session):
    (finding,) = of(session, "I1002")
    assert finding.place == "polly-to-neptune"

    answer(session, "I1002", at=finding.place, reason="  ran it \n in May ", source="https://example.org/run")

    assert of(session, "I1002") == []
    (one,) = session.answered
    assert one.finding.rule == "I1002"
    assert (one.answer.reason, one.answer.source) == ("ran it in May", "https://example.org/run")


def test_an_answer_is_kept_in_the_file_and_saving_again_changes_no_byte(session, tmp_path):
    answer(session, "I1002", at="polly-to-neptune", reason="ran it", source="https://example.org/run")
    path = tmp_path / "one.archex.yaml"
    session.save(path)
    first = path.read_bytes()

    other = Session(session.catalog)
    other.open(path)
    other.save()

    assert first == path.read_bytes()
    assert b'    source: "https://example.org/run"\n' in first
    assert other.design.suppressions == session.design.suppressions


def test_a_source_under_the_name_of_earlier_files_is_still_read(session, tmp_path):
    path = tmp_path / "old.archex.yaml"
    path.write_text("archex: 1\nsuppressions:\n  a:\n    rule: I1002\n    from: ticket 12\n")
    session.open(path)

    assert session.design.suppressions["a"].source == "ticket 12"


def test_an_answer_for_the_same_place_is_replaced_and_taken_back_in_one_step(session):
    answer(session, "I1002", at="polly-to-neptune", reason="first")
    answer(session, "I1002", at="polly-to-neptune", reason="second")

    (given,) = session.design.suppressions.values()
    assert given.reason == "second"
    take_back(session, given)
    assert answer_at(session, "I1002", "polly-to-neptune") is None
    assert len(of(session, "I1002")) == 1
    session.undo()
    assert of(session, "I1002") == []


def test_a_finding_can_be_answered_at_each_of_its_places_or_everywhere(session):
    (finding,) = of(session, "I1002")

    assert list(places_of(session, finding)) == ["polly-to-neptune", "polly", "neptune", ""]


@pytest.mark.parametrize(
    ("rule", "at", "reason", "source", "error", "said"),
    [
        ("I1002", "", " ", "", UsageError, "an answer needs a reason"),
        ("I1002", "", "x", "ftp://example.org", UsageError, "does not begin with https"),
        ("I9999", "", "x", "", UsageError, "there is no rule 'I9999'; did you mean "),
        ("I1002", "poly", "x", "", UsageError, "did you mean 'polly'"),
    ],
)
def test_what_is_no_answer_is_refused_in_words(session, rule, at, reason, source, error, said):
    with pytest.raises(error, match=said):
        answer(session, rule, at=at, reason=reason, source=source)

    assert session.design.suppressions == {}


@pytest.mark.parametrize(
    ("address", "problem"),
    [
        ("", ""),
        ("https://docs.aws.amazon.com/a?b=c#d", ""),
        ("http://localhost:8000/x", ""),
        ("docs.aws.amazon.com", "does not begin"),
        ("javascript:alert(1)", "does not begin"),
        ("https://", "names no host"),
        ("https://a b.org", "space"),
        ("https://[::1", "is no web address"),
    ],
)
def test_addresses_are_looked_at(address, problem):
    assert problem in address_problem(address)
    assert bool(problem) == bool(address_problem(address))
