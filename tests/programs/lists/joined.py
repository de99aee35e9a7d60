"""`+` and `extend` of lists that hold different types."""

from jitscript import script


@script
def coins(amount: int, cs: list[int]) -> int:
    dp = [0] + [float("inf")] * amount
    for a in range(1, amount + 1):
        for c in cs:
            if c <= a:
                dp[a] = min(dp[a], dp[a - c] + 1)
    return int(dp[amount]) if dp[amount] != float("inf") else -1


@script
def unlike(xs: list[int], ys: list[str]) -> list[int | str]:
    return xs + ys + [1] + ["a"]


@script
def with_none(xs: list[int]) -> list[int | None]:
    ys = [None] * 2 + xs
    ys += [None]
    return ys


@script
def into_optional(xs: list[int | None]) -> list[int | None]:
    return xs + [1, 2]


@script
def from_nothing(n: int) -> list[int]:
    xs = []
    xs = xs + [n]
    return [] + xs + []


@script
def extended(xs: list[int | str], ys: list[int], zs: list[str]) -> list[int | str]:
    xs.extend(ys)
    xs += zs
    xs.extend(xs)
    return [*xs, *zs, *ys]


CASES = {
    "coins": [(11, [1, 2, 5]), (3, [2]), (0, [])],
    "unlike": [([1], ["x"]), ([], [])],
    "with_none": [([1, 2],), ([],)],
    "into_optional": [([1, None],), ([],)],
    "from_nothing": [(2,)],
    "extended": [([1, "a"], [2], ["b"]), ([], [], [])],
}
