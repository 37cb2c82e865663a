"""The page that lists backups and restores them."""
