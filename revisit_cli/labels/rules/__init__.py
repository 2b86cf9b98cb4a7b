"""What the document asks: its clauses, questions and forms, and what a bureau may set."""
