"""Nobody imports this module. Where its bytecode would be, that of the whole compiler lies in one
file (`reading.py`): whoever removes the package removes it with the rest of the bytecode.
"""
