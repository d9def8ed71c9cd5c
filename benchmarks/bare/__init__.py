"""A bare Django view to compare with: seals two fields and inserts two rows."""
