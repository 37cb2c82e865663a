"""The command line; without a command it opens the window."""
