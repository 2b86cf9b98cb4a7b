"""The clauses as pure functions: records in, decisions out. No clock, file, SQL or chance."""
