"""What the document says in numbers and questions, as values."""
