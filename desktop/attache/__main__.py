"""``python -m attache`` is the command ``attache``."""

import sys

from attache.cli.main import main

if __name__ == "__main__":
    sys.exit(main())
