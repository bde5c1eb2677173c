import importlib.util
from pathlib import Path

import pytest

from explorer.drawing.text import elided, is_covered, showable, storable, width, wrapped

ROOT = Path(__file__).resolve().parents[2]


def test_the_font_metrics_are_those_of_the_fonts() -> None:
    spec = importlib.util.spec_from_file_location("font_metrics", ROOT / "packaging" / "font_metrics.py")
    assert spec
    assert spec.loader
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)

    kept = (ROOT / "resources" / "fonts" / "inter-metrics.json").read_text(encoding="ascii")

    assert script.metrics() == kept, "run python packaging/font_metrics.py"


def test_widths_grow_with_size_weight_and_length() -> None:
    assert width("", 13) == 0
    assert width("Recordings", 26) == pytest.approx(2 * width("Recordings", 13))
    assert width("Recordings", 13, 600) > width("Recordings", 13)
    assert width("ii", 13) < width("WW", 13)


def test_wide_scripts_take_a_full_em_and_marks_take_nothing() -> None:
    assert width("数据", 10) == 20
    assert width("e\u0301", 10) == width("e", 10)
    assert not is_covered("数据")
    assert is_covered("Ünïcode €")


@pytest.mark.parametrize("limit", [20.0, 50.0, 100.0])
def test_elided_text_fits_and_says_that_it_is_cut(limit: float) -> None:
    cut = elided("A long name of a service", limit, 13, 600)

    assert width(cut, 13, 600) <= limit
    assert cut.endswith("…")


def test_text_that_fits_is_left_alone() -> None:
    assert elided("S3", 100, 13) == "S3"
    assert wrapped("Kinesis Data Streams", 500, 13) == ("Kinesis Data Streams",)


def test_no_room_at_all_leaves_nothing() -> None:
    assert elided("S3", 1, 13) == ""


def test_a_cut_never_parts_a_mark_from_its_letter() -> None:
    family = "\U0001f469\u200d\U0001f4bb"

    for limit in range(10, 120, 3):
        assert not elided(f"x{family} e\u0301e\u0301e\u0301e\u0301e\u0301 y", limit, 13).endswith(
            ("\u200d…", "\U0001f469…")
        )


@pytest.mark.parametrize("text", ["one two three four five six", "x" * 90, "数据湖" * 12, "a " * 40])
def test_wrapped_lines_fit_and_are_no_more_than_asked(text: str) -> None:
    lines = wrapped(text, 80, 13, 400, 3)

    assert len(lines) <= 3
    assert all(width(line, 13) <= 80 for line in lines)


def test_all_words_survive_when_there_are_lines_enough() -> None:
    text = "the quick brown fox jumps over the lazy dog"

    assert text == " ".join(wrapped(text, 80, 13, 400, 20))


def test_what_cannot_be_shown_is_replaced_and_space_is_joined() -> None:
    assert showable(" a\r\n\tb\x00c\ud800 ") == "a b\ufffdc\ufffd"
    assert showable("\u202eabc") == "abc"
    assert storable("a\nb\x01") == "a\nb\ufffd"
