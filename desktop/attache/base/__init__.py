"""The ground floor: the shared words, and what every room stands on."""
