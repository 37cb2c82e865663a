"""The small words that carry no meaning of their own."""

from __future__ import annotations

from attache.base.text import words

FILLERS = frozenset(
    words(
        """
        a about after all also an and any are as at be been before between both but by can could did do
        does each for from had has have he her his how i if in into is it its may might more most must no
        not of often on one only or other our over own same she should since so some such than that the
        their them then there these they this those through to under until up upon very was we were what
        when where which while who whose why will with within without would yes you
        """
    )
)
