"""The window that holds the pages: commands, menus, theme, background jobs."""
