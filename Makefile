# The tasks of ./do, under make's names.
.PHONY: brief test picture docs
brief test picture docs:
	@./do $@
