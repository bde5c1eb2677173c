"""The reference: a page for every service, and the rules, terms and mechanisms, made from the catalog.

`page` is one service's page in Markdown, for the window's help. `reference_file` is any file of the reference by
its name, so that the links and pictures of a page can be followed without any files. The folder with all of them
is written by `archex reference` and compared by its ``--check``.
"""

from explorer.reference.files import page, reference_file, reference_files

__all__ = ["page", "reference_file", "reference_files"]
