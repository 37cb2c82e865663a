"""A card as it is asked, answered and rated, on the Study page and in the text of a guide."""
