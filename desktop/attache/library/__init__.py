"""Looking up and browsing one library file, read-only."""
