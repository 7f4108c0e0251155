"""The ledger over HTTP: a REST API that says what the command line says, and pages. Entered by `cuaderno serve` alone."""
