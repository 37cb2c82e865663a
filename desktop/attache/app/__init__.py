"""The composition root of the window: builds the objects and passes them on."""
