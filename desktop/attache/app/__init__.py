"""The composition root of the window: builds the objects and hands them down."""
