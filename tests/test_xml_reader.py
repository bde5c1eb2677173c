import pytest

from explorer.errors import InputError
from explorer.xml_reader import MAX_DEPTH, read_xml


def test_elements_attributes_and_text_are_read() -> None:
    root = read_xml(b'<a x="1"><b>t&amp;u</b></a>', file="f.xml")

    assert (root.tag, root.get("x")) == ("a", "1")
    assert root[0].text == "t&u"


@pytest.mark.parametrize(
    "content",
    [
        b"<!DOCTYPE a><a/>",
        b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>',
        b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/hostname">]><a>&b;</a>',
        b'<!DOCTYPE a SYSTEM "http://localhost/x.dtd"><a/>',
    ],
)
def test_a_document_type_is_refused_with_its_line(content: bytes) -> None:
    with pytest.raises(InputError, match=r"f\.xml:1: declares a document type"):
        read_xml(content, file="f.xml")


@pytest.mark.parametrize("content", [b"", b"<a>", b"<a></b>", b"<a>&nope;</a>", b"text", b"<a\x00/>"])
def test_what_is_not_well_formed_is_refused(content: bytes) -> None:
    with pytest.raises(InputError, match="not well-formed"):
        read_xml(content, file="f.xml")


def test_an_unknown_encoding_is_refused() -> None:
    with pytest.raises(InputError):
        read_xml(b'<?xml version="1.0" encoding="no-such"?><a/>', file="f.xml")


def test_deep_nesting_is_refused() -> None:
    deep = MAX_DEPTH + 1

    with pytest.raises(InputError, match="nests too deep"):
        read_xml(b"<a>" * deep + b"</a>" * deep, file="f.xml")
