"""The quick look-up: a small window that stays above other programs."""
