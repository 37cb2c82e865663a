"""The program without a window; and, where no command is given, the door to the window."""
