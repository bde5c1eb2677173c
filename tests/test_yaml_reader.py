import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.errors import InputError
from explorer.yaml_reader import MAX_DEPTH, line_of, lines_below, read_bytes, read_text, read_yaml


def test_reads_plain_values_as_they_look():
    text = "a: 1\nb: 0.5\nc: [true, null, ~, text]\nd: {e: 'quoted 1'}\n"

    assert read_yaml(text, file="f") == {
        "a": 1,
        "b": 0.5,
        "c": [True, None, None, "text"],
        "d": {"e": "quoted 1"},
    }


@pytest.mark.parametrize(
    "scalar", ["no", "yes", "on", "off", "22:22", "012", "0x1f", "1_000", "2026-11-21", "1e5x"]
)
def test_keeps_as_text_what_yaml_one_one_would_turn_into_something_else(scalar):
    assert read_yaml(f"a: {scalar}", file="f") == {"a": scalar}


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("a: 1\na: 2\n", 2, "says 'a' twice"),
        ("a: &x 1\n", 1, "anchor"),
        ("a: *x\n", 1, "alias"),
        ("a:\n  b: !!python/object/apply:os.system [ls]\n", 2, "tag"),
        ("a: {<<: {b: 1}}\n", 1, "merge key"),
        ("a: [1\n", 2, "not valid YAML"),
        ("a: 1\n---\nb: 2\n", 2, "more than one YAML document"),
        ("? [a]\n: 1\n", 1, "not a plain word"),
    ],
)
def test_refuses_what_is_risky_or_broken_and_names_the_line(text, line, words):
    with pytest.raises(InputError) as caught:
        read_yaml(text, file="some.yaml")

    assert caught.value.line == line
    assert words in str(caught.value)
    assert "some.yaml" in str(caught.value)


def test_a_nest_that_would_crash_the_c_parser_is_refused():
    with pytest.raises(InputError, match=f"deeper than {MAX_DEPTH} levels"):
        read_yaml("[" * 200_000, file="f")


def test_nesting_up_to_the_limit_is_read():
    value = read_yaml("[" * MAX_DEPTH + "]" * MAX_DEPTH, file="f")

    assert value is not None


def test_control_characters_and_lone_surrogates_do_not_crash():
    with pytest.raises(InputError):
        read_yaml("a: \x00", file="f")
    assert read_yaml("a: '\ud800'", file="f") == {"a": "?"}


def test_tells_the_line_of_a_value_or_of_its_nearest_parent():
    text = "a: 1\nb:\n  c:\n    - x\n    - y\n"

    assert line_of(text, ("b", "c", 1)) == 5
    assert line_of(text, ("b", "c", "nowhere")) == 3
    assert lines_below(text, ("b",)) == {"c": 3}


def test_a_folder_a_missing_file_and_foreign_bytes_each_get_one_sentence(tmp_path):
    (tmp_path / "latin.yaml").write_bytes(b"a: 1\nb: \xe9\n")

    with pytest.raises(InputError, match="is a folder"):
        read_bytes(tmp_path)
    with pytest.raises(InputError, match="does not exist"):
        read_bytes(tmp_path / "nothing.yaml")
    with pytest.raises(InputError, match=r"latin\.yaml:2: is not UTF-8"):
        read_text(tmp_path / "latin.yaml")


@given(st.text(max_size=200))
def test_any_text_is_read_or_refused_with_an_error_of_ours(text):
    with contextlib.suppress(InputError):
        read_yaml(text, file="f")
