"""``python -m explorer``: the same as the command ``archex``."""

from explorer.cli import main

if __name__ == "__main__":
    main()
