"""The rules of a pack, one file for each theme of rules."""
