"""The draw of firms, and the symposium they are invited to."""
