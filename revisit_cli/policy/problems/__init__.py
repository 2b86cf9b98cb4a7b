"""Problems and their clocks."""
