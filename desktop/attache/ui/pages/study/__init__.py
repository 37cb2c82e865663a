"""The Study page: what to study, one card at a time, and what a sitting came to."""
