"""The measurements: one command, `make bench` or `python -m bench`, prints them all.

| module | what it measures |
| --- | --- |
| `speed` | the kernels of `bench/kernels` against NumPy, Numba and C, results compared first |
| `compiling` | decoration to first result in a fresh process, nothing cached |
| `calls` | what one call costs: the Python function, Numba, jitscript |
| `starting` | import, process start to first result from the cache, loading a module file |
| `objects` | programs of objects beside CPython and mypyc |
| `language` | text, dicts, exceptions, generators: `strings`, `dicts`, `raising`, `generators` |
| `growth` | compile time for each element of ever longer programs; run on its own |
| `goals` | what each figure was meant to reach |
| `report` | the table on the screen, and the files under `bench/results` |
| `readme` | puts the newest results into README.md |
| `twins` | the same source under jitscript, Numba and CPython; the C twin, compiled on the spot |
| `timing` | medians of interleaved runs, fresh processes, the machine and its versions |

`docs/benchmarks.md` says how each figure is taken.
"""
