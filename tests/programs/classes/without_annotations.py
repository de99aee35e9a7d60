"""Classes whose fields and parameters say no types: the functions that use them tell."""

from jitscript import script


class P:
    def __init__(self, x, y):
        self.x = x
        self.y = y

    def norm(self):
        return (self.x**2 + self.y**2) ** 0.5


@script
def norms(n: int) -> float:
    ps = [P(i, i + 1) for i in range(n)]
    return sum(p.norm() for p in ps)


class Node:
    def __init__(self, value):
        self.value = value
        self.next = None


class Linked:
    def __init__(self):
        self.head = None
        self.size = 0

    def add(self, v):
        n = Node(v)
        n.next = self.head
        self.head = n
        self.size += 1


@script
def linked(n: int) -> int:
    l = Linked()
    for i in range(n):
        l.add(i)
    t, c = 0, l.head
    while c:
        t += c.value
        c = c.next
    return t


class Stack:
    def __init__(self):
        self.items = []

    def push(self, item):
        self.items.append(item)

    def pop(self):
        if not self.items:
            raise IndexError("pop from empty stack")
        return self.items.pop()

    def __len__(self):
        return len(self.items)


@script
def brackets(s: str) -> bool:
    st = Stack()
    pairs = {")": "(", "]": "["}
    for c in s:
        if c in "([":
            st.push(c)
        elif not len(st) or st.pop() != pairs[c]:
            return False
    return not len(st)


@script
def numbers(n: int) -> int:
    st = Stack()
    for i in range(n):
        st.push(i)
    return st.pop() + st.pop()


class Tree:
    def __init__(self, key):
        self.key = key
        self.left = None
        self.right = None

    def insert(self, key):
        if key < self.key:
            if self.left is None:
                self.left = Tree(key)
            else:
                self.left.insert(key)
        else:
            if self.right is None:
                self.right = Tree(key)
            else:
                self.right.insert(key)

    def walk(self):
        out = []
        if self.left:
            out += self.left.walk()
        out.append(self.key)
        if self.right:
            out += self.right.walk()
        return out


@script
def sorted_by_tree(xs: list[int]) -> list[int]:
    t = Tree(xs[0])
    for x in xs[1:]:
        t.insert(x)
    return t.walk()


class Queue:
    def __init__(self):
        self.a = []
        self.b = []

    def put(self, x):
        self.a.append(x)

    def get(self):
        if not self.b:
            while self.a:
                self.b.append(self.a.pop())
        return self.b.pop()


@script
def queued(n: int) -> list[str]:
    q = Queue()
    for i in range(n):
        q.put(str(i))
    return [q.get() for _ in range(n)]


class Account:
    def __init__(self, owner, balance=0):
        self.owner = owner
        self.balance = balance
        self.log = {}

    def deposit(self, x):
        self.balance += x
        self.log[len(self.log)] = ("dep", x)
        return self

    def __repr__(self):
        return f"{self.owner}: {self.balance}"


@script
def accounts() -> str:
    a = Account("Ann")
    b = Account("Bob", 2)
    a.deposit(5).deposit(1)
    b.deposit(3)
    return repr(a) + repr(b) + str(a.log)


class Inventory:
    def __init__(self):
        self.stock = {}

    def add(self, name, n=1):
        self.stock[name] = self.stock.get(name, 0) + n

    def total(self):
        return sum(self.stock.values())


@script
def inventory() -> tuple[int, list[str]]:
    i = Inventory()
    i.add("a")
    i.add("b", 3)
    i.add("a")
    return i.total(), sorted(i.stock)


class Shape:
    def __init__(self, name):
        self.name = name

    def area(self):
        raise NotImplementedError


class Sq(Shape):
    def __init__(self, s):
        super().__init__("sq")
        self.s = s

    def area(self):
        return self.s**2


class Ci(Shape):
    def __init__(self, r):
        super().__init__("ci")
        self.r = r

    def area(self):
        return 3.0 * self.r**2


@script
def shapes() -> float:
    t = 0.0
    for s in [Sq(2.0), Ci(1.0), Sq(3.0)]:
        t += s.area()
    return t


class Matrix:
    def __init__(self, rows):
        self.rows = rows
        self.n = len(rows)

    def __mul__(self, o):
        return Matrix([[sum(a * b for a, b in zip(r, c)) for c in o.cols()] for r in self.rows])

    def cols(self):
        return [[r[j] for r in self.rows] for j in range(len(self.rows[0]))]


@script
def product() -> list[list[int]]:
    return (Matrix([[1, 1], [1, 0]]) * Matrix([[1, 1], [1, 0]])).rows


def helper(q, n):
    for i in range(n):
        q.put(i * 0.5)


@script
def through_helper(n: int) -> float:
    q = Queue()
    helper(q, n)
    return q.get()


class Kept:
    """What a field is given it keeps, an int as an int."""

    def __init__(self, value):
        self.value = value
        self.total = 0.0
        self.flag = 0

    def reset(self):
        self.total = 7
        self.flag = True


@script
def keeps(n: int) -> list[str]:
    kept = [Kept(1.5), Kept(n), Kept(2.5)]
    kept[1].reset()
    kept[2].value = n
    return [f"{k.value} {k.total} {k.flag}" for k in kept]


class Plain:
    def __init__(self):
        self.x = 0.0

    def set(self, by: int) -> None:
        self.x = by


@script
def one_assignment(n: int) -> str:
    p = Plain()
    before = p.x
    p.set(n)
    return f"{before} {p.x}"


@script
def from_outside(n: int) -> tuple[str, str]:
    p = Plain()
    if n > 1:
        p.x = n
    q = Plain()
    q.x = n > 1
    return str(p.x), str(q.x)


class Leaf:
    def __init__(self, value):
        self.value = value
        self.next = None
        self.children = []


@script
def what_stays_empty(n: int) -> tuple[int, bool, int, list[int]]:
    leaf = Leaf(n)
    return leaf.value, leaf.next is None, len(leaf.children), leaf.children


CASES = {
    "what_stays_empty": [(3,)],
    "norms": [(3,), (0,)],
    "linked": [(3,), (0,)],
    "brackets": [("([])",), ("]",), ("([",)],
    "numbers": [(4,), (1,), (0,)],
    "sorted_by_tree": [([5, 3, 8, 1],), ([1],), ([],)],
    "queued": [(3,), (0,)],
    "accounts": [()],
    "inventory": [()],
    "shapes": [()],
    "product": [()],
    "through_helper": [(3,), (0,)],
    "keeps": [(3,), (2**53 + 1,)],
    "one_assignment": [(2,), (2**53 + 1,)],
    "from_outside": [(2,), (1,)],
}
