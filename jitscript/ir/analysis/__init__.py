"""Analyses: facts about IR that passes and back ends ask for. They change nothing.

callgraph   who calls whom, callees first; which functions are recursive
writes      the parameters that a function may write through
facts       the comparisons that are known to hold at a place
intervals   the range of an int; interval_rules: of an op's result
bounds      proofs of a <= b + c
layouts     the strides of an array
"""
