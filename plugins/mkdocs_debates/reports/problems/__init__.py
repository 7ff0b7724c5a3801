"""Problems as a report, one module per format."""
