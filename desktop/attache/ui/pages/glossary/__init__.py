"""The Glossary page: looking up and browsing."""
