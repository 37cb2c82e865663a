"""Reading, checking and compiling a pack of authored text into a library file."""
