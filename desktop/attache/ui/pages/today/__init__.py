"""The Today page: what there is to do, how long it takes, and one button."""
