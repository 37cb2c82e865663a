"""The shared vocabulary, and what every other package is built on."""
