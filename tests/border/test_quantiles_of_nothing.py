"""Several quantiles of what holds no number: NumPy's type and shape are others then."""

import numpy as np
import pytest

from jitscript import Array1, f32, f64, script


@script
def single(a: Array1[f32]) -> Array1[f64]:
    return np.nanquantile(a, [0.5, 0.25])


@script
def double(a: Array1[f64]) -> Array1[f64]:
    return np.nanpercentile(a, [50.0, 25.0])


@pytest.mark.filterwarnings("ignore:All-NaN")
@pytest.mark.filterwarnings("ignore:Mean of empty")
@pytest.mark.filterwarnings("ignore:invalid value")
def test_quantiles_of_nothing() -> None:
    nan, none = np.array([np.nan]), np.array([])
    assert single.python(nan.astype(np.float32)).dtype == np.float32
    assert single(np.ones(2, np.float32)).dtype == np.float64
    with pytest.raises(ValueError, match="float32 for several quantiles where all"):
        single(nan.astype(np.float32))
    assert np.ndim(double.python(none)) == 0
    with pytest.raises(ValueError, match="one NaN for several quantiles of no elements"):
        double(none)
    assert np.array_equal(double(nan), double.python(nan), equal_nan=True)
