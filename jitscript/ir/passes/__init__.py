"""Passes: IR in, better IR out; one pass a file.

    pipeline        the order of the passes, as data, and `run`
    rewrite         what passes share: dropping ops, replacing results, looking at exits
    outline         what passes share: loops that become functions

    expand          sugar (rows with an expansion) becomes core ops
    inline          small functions and those marked `inline` at their call sites
    sroa            instances that nobody else sees become values and cells
    effects         what calls do is written on them
    canonicalize    one form for equal things; its parts are
                    folds            what one op is equal to; fold_constants: ops on constants
                    blocks           early exits become results of nested `if`s
                    carried          what loops carry for nothing
    cse             one computation for equal ones
    dce             what nobody uses
    licm            what does not change in a loop moves out of it
    ranges          checks that cannot fail become plain ops
    hoist_checks    checks of a loop become one test before it
    speculate       small branches whose sums may overflow become selects
    params          which arguments a function may write to
    poll            where a signal may interrupt a loop
    refcount        retain and release

A pass is a function of a `Module` that changes it in place, or a named tuple that is called so; its
options are the fields (a dataclass would take longer to define than the pass to run). It may assume
valid IR, leaves valid IR, and is close to linear in time. Its docstring shows code before and
after, and says what is not handled. The facts that passes ask for come from `ir/analysis`.
"""
