"""Integer arithmetic of dates: day numbers, weekdays, Easter."""

from jitscript import script


@script
def leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


@script
def day_number(year: int, month: int, day: int) -> int:
    if not 1 <= month <= 12:
        raise ValueError(f"month must be in 1..12, not {month}")
    days = (31, 29 if leap(year) else 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
    if not 1 <= day <= days[month - 1]:
        raise ValueError("day is out of range for month")
    y = year - 1
    total = y * 365 + y // 4 - y // 100 + y // 400
    for m in range(month - 1):
        total += days[m]
    return total + day


@script
def weekday(year: int, month: int, day: int) -> int:
    return (day_number(year, month, day) + 6) % 7


@script
def easter(year: int) -> tuple[int, int]:
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    f = (b + 8) // 25
    g = (b - f + 1) // 3
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return month, day + 1


CASES = {
    "leap": [(1900,), (2000,), (2023,), (2024,)],
    "day_number": [(1, 1, 1), (2024, 2, 29), (2023, 2, 29), (2024, 13, 1), (2024, 12, 31)],
    "weekday": [(2026, 11, 23), (1970, 1, 1)],
    "easter": [(2024,), (1999,)],
}
