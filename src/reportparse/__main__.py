"""`python -m reportparse` is the `reportparse` command."""

from __future__ import annotations

from reportparse.cli import main

if __name__ == "__main__":
    main()
