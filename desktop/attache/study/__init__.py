"""What is the learner's: bookmarks, notes and look-ups, in one file that this room owns."""
