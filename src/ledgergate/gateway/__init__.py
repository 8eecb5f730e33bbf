"""The way of a request: from bytes over the steps of the pipeline to bytes."""
