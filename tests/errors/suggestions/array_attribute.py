from jitscript import Array2, f64, script


@script
def rows(a: Array2[f64]) -> int:
    return a.shap[0] + a.n_dim + a.copi().size
