"""The reference, made once for all tests of it."""

import pytest

from explorer.reference import reference_files


@pytest.fixture(scope="session")
def files(catalog):
    return reference_files(catalog)


@pytest.fixture(scope="session")
def pages(files):
    return {name: content.decode() for name, content in files.items() if name.endswith(".md")}
