"""Algorithms that live on lists."""

from jitscript import script


@script
def primes(n: int) -> list[int]:
    found: list[int] = []
    for i in range(2, n):
        for p in found:
            if p * p > i:
                found.append(i)
                break
            if i % p == 0:
                break
        else:
            found.append(i)
    return found


@script
def merge(a: list[int], b: list[int]) -> list[int]:
    out: list[int] = []
    i = j = 0
    while i < len(a) and j < len(b):
        if a[i] <= b[j]:
            out.append(a[i])
            i += 1
        else:
            out.append(b[j])
            j += 1
    out.extend(a[i:])
    out.extend(b[j:])
    return out


@script
def merge_sort(a: list[int]) -> list[int]:
    if len(a) <= 1:
        return a
    m = len(a) // 2
    return merge(merge_sort(a[:m]), merge_sort(a[m:]))


@script
def permutations(n: int) -> int:
    stack = [[0]]
    stack.pop()
    stack.append([i for i in range(0)])
    count = 0
    while stack:
        p = stack.pop()
        if len(p) == n:
            count += 1
            continue
        for i in range(n):
            if i not in p:
                stack.append(p + [i])
    return count


@script
def matrix_product(a: list[list[float]], b: list[list[float]]) -> list[list[float]]:
    return [[sum([row[k] * b[k][j] for k in range(len(b))]) for j in range(len(b[0]))] for row in a]


@script
def topological(edges: list[list[int]]) -> list[int]:
    degree = [0] * len(edges)
    for targets in edges:
        for t in targets:
            degree[t] += 1
    ready = [i for i in range(len(edges)) if degree[i] == 0]
    order: list[int] = []
    while ready:
        node = ready.pop(0)
        order.append(node)
        for t in edges[node]:
            degree[t] -= 1
            if degree[t] == 0:
                ready.append(t)
    if len(order) != len(edges):
        raise ValueError("the graph has a cycle")
    return order


CASES = {
    "primes": [(0,), (50,)],
    "merge": [([1, 4], [2, 3, 9]), ([], [])],
    "merge_sort": [([5, 2, 8, 1, 9, 3],), ([],)],
    "permutations": [(0,), (4,)],
    "matrix_product": [([[1.0, 2.0], [3.0, 4.0]], [[0.5], [1.5]])],
    "topological": [([[1, 2], [3], [3], []],), ([[1], [0]],)],
}
