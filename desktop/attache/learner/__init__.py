"""What one person did: the progress file, everything in it, and its backups."""
