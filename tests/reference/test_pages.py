"""The pages: up to date, complete, with links that lead somewhere and text that is only text."""

import re
from pathlib import Path
from posixpath import dirname, join, normpath

import pytest
from msgspec.structs import replace

from explorer.catalog import Catalog
from explorer.catalog.model import Fact, Integration, Limit, Refusal
from explorer.errors import UsageError
from explorer.reference import page, reference_file
from explorer.reference.folder import differences
from explorer.rules import rules

DOCS = Path(__file__).parents[2] / "docs" / "reference"
MOST_BYTES = 6 * 1024 * 1024

INLINE = re.compile(r"(?<!\\)\]\(([^)]*)\)")
CODE = re.compile(r"^```.*?^```$|`[^`\n]*`", re.MULTILINE | re.DOTALL)
DEFINED = re.compile(r"^\[((?:\\.|[^\]\\])+)\]: <([^>]*)>$", re.MULTILINE)
CITED = re.compile(r"(?<!\\)\[((?:\\.|[^\]\\])+)\](?![\[(:])")
HEADING = re.compile(r"^#{1,6} (.*)$", re.MULTILINE)


def anchors_of(text):
    """As GitHub names headings: lower case, without marks, spaces as hyphens, equal ones counted."""
    seen, anchors = {}, set()
    for heading in HEADING.findall(text):
        shown = re.sub(r"!?\[([^\]]*)\]\([^)]*\)", r"\1", heading)
        name = re.sub(r"[^\w\- ]", "", shown.lower()).replace(" ", "-")
        count = seen.get(name, 0)
        seen[name] = count + 1
        anchors.add(f"{name}-{count}" if count else name)
    return anchors


def targets_of(text):
    return INLINE.findall(text) + [target for _, target in DEFINED.findall(text)]


def test_the_pages_in_docs_are_up_to_date(files):
    if not DOCS.is_dir():
        pytest.skip("the docs are not here")

    stale = differences(DOCS, files)

    assert not stale, f"run 'archex reference -o docs/reference': {stale}"


def test_every_service_has_a_page_that_the_first_page_links_to(catalog, pages):
    expected = {f"services/{service.id}.md" for service in catalog.draggable}

    assert expected <= pages.keys()
    assert expected <= set(INLINE.findall(pages["README.md"]))


def test_every_other_entry_has_a_section(catalog, pages):
    expected = sorted(service.name for service in catalog.services.values() if not service.draggable)

    actual = sorted(
        re.sub(r"\\(.)", r"\1", name) for name in re.findall(r"^### (.*)$", pages["terms.md"], re.MULTILINE)
    )

    assert expected == actual


def test_every_rule_has_a_section_with_its_reason(pages):
    sections = dict(
        re.findall(r"^### (\w+)\n\n(.*?)(?=\n##|\Z)", pages["rules.md"], re.MULTILINE | re.DOTALL)
    )

    assert rules().keys() == sections.keys()
    assert all(re.sub(r"\\(.)", r"\1", sections[one.id]).count(one.title) for one in rules().values())


def test_every_link_leads_to_a_file_or_a_heading(files, pages):
    anchors = {name: anchors_of(text) for name, text in pages.items()}

    lost = []
    for name, text in pages.items():
        for target in set(targets_of(text)):
            if target.startswith(("https://", "http://")):
                continue
            file, _, anchor = target.partition("#")
            path = normpath(join(dirname(name), file)) if file else name
            if path not in files or (anchor and anchor not in anchors[path]):
                lost.append((name, target))

    assert not lost


def test_every_citation_has_its_address(pages):
    for name, text in pages.items():
        defined = {label for label, _ in DEFINED.findall(text)}
        cited = {
            label for line in text.splitlines() if not DEFINED.match(line) for label in CITED.findall(line)
        }

        assert cited == defined, name


def test_every_row_has_the_cells_of_its_table(pages):
    for name, text in pages.items():
        for block in text.split("\n\n"):
            if block.startswith("| "):
                widths = {len(re.findall(r"(?<!\\)\|", line)) for line in block.splitlines()}

                assert len(widths) == 1, f"{name}: {block[:80]}"


def test_pages_hold_no_markup_of_another_kind(pages):
    for name, text in pages.items():
        plain = CODE.sub("", text)
        lines = [line for line in plain.splitlines()[1:] if not DEFINED.match(line)]

        assert not [line for line in lines if re.search(r"(?<!\\)<(?!https?://)", line)], name


def test_pages_and_pictures_stay_small(files):
    assert sum(map(len, files.values())) < MOST_BYTES


HOSTILE = "a | b](https://x.example) <script>alert(1)</script> `*_~$ &lt; # \n## c"


def hostile_catalog(catalog):
    service = replace(
        catalog.services["transcribe"],
        name=HOSTILE,
        summary=HOSTILE,
        aliases=(HOSTILE,),
        settings=(replace(catalog.services["transcribe"].settings[0], title=HOSTILE, help=HOSTILE),),
        integrations=(
            Integration(
                source_id="transcribe", target_id="s3", mechanism="job-output", direction="data",
                constraints=HOSTILE, source=f"{HOSTILE} https://x.example/<b>|`",
            ),
        ),
        not_possible=(Refusal(source_id="transcribe", target_id="lambda", reason=HOSTILE, via=("s3",)),),
        limits=(Limit(id="x", name=HOSTILE, text=HOSTILE, unit="|"),),
        facts=(Fact(text=HOSTILE, value="|", now=HOSTILE, still_true="changed", source=HOSTILE),),
    )  # fmt: skip
    others = (one for one in catalog.services.values() if one.id != "transcribe")
    return Catalog([service, *others], catalog.sheets.values(), catalog.instances.values())


def test_no_text_of_the_catalog_is_taken_for_markup(catalog):
    catalog = hostile_catalog(catalog)
    pages = {name: reference_file(name, catalog).decode() for name in ("services/transcribe.md", "README.md")}

    for text in pages.values():
        assert "\n## c" not in text
        assert not re.search(r"(?<!\\)<script", text)
        assert "b](https" not in text.replace("\\]", "")
    test_every_row_has_the_cells_of_its_table(pages)


def test_what_has_changed_is_told_with_what_is_true_now(catalog):
    text = page("transcribe", catalog)

    assert "| changed: now more than 100 languages |" in text
    assert "| still true |" in text


def test_a_service_that_ended_says_so_at_the_top(catalog):
    ended = next(one for one in catalog.draggable if one.lifecycle.status == "ended")

    assert f"> **Ended ({ended.lifecycle.date})" in page(ended.id, catalog)


def test_tiers_conditions_and_free_allowances_are_told(catalog):
    text = page("transcribe", catalog)

    assert "| Batch transcription (if *Mode* is batch) | 0.0001 | second |" in text
    assert "- Batch transcription: 3,600 seconds a month free in the first 12 months" in text
    assert re.search(r"\| [\d.]+ up to [\d,]+, then [\d.]+ up to", page("s3", catalog))


def test_a_page_that_does_not_exist_is_the_callers_mistake(catalog):
    with pytest.raises(UsageError, match=r"README\.md"):
        page("../../etc/passwd", catalog)


@pytest.mark.parametrize(
    ("page", "words"),
    [
        ("rds", "- **Place:** in a VPC, and reached only from within it"),
        ("lambda", "- **Place:** outside; in a VPC it gets interfaces"),
        ("s3", "- **Other accounts:** let in by a policy of the resource"),
        ("healthlake", "- **Personal data:** handles health"),
        ("snowflake", "third party"),
        ("lambda", r"python3.9 (until 2025-12-15)"),
    ],
)
def test_what_rules_go_by_is_told(page, words, pages):
    assert words in pages[f"services/{page}.md"]
