# The two README commands under their usual names, for those who have make.
.PHONY: run test
run:
	@sh .ci/start
test:
	@sh .ci/test
