"""The Havlak benchmark: loops found in a graph of blocks, which are keys by their identity."""

from __future__ import annotations
import jitscript as js


class BasicBlock:
    def __init__(self, name: int) -> None:
        self.name = name
        self.in_edges: list[BasicBlock] = []
        self.out_edges: list[BasicBlock] = []

    def get_num_pred(self) -> int:
        return len(self.in_edges)


class CFG:
    def __init__(self) -> None:
        self.basic_block_map: dict[int, BasicBlock] = {}
        self.start_node: BasicBlock | None = None

    def create_node(self, name: int) -> BasicBlock:
        if name in self.basic_block_map:
            node = self.basic_block_map[name]
        else:
            node = BasicBlock(name)
            self.basic_block_map[name] = node
        if len(self.basic_block_map) == 1:
            self.start_node = node
        return node

    def add_edge(self, a: int, b: int) -> None:
        f = self.create_node(a)
        t = self.create_node(b)
        f.out_edges.append(t)
        t.in_edges.append(f)


class UnionFindNode:
    def __init__(self) -> None:
        self.parent: "UnionFindNode" = self
        self.bb: BasicBlock | None = None
        self.dfs_number = 0
        self.loop: SimpleLoop | None = None

    def init_node(self, bb: BasicBlock, dfs_number: int) -> None:
        self.parent = self
        self.bb = bb
        self.dfs_number = dfs_number

    def find_set(self) -> "UnionFindNode":
        node_list = []
        node = self
        while node is not node.parent:
            if node.parent is not node.parent.parent:
                node_list.append(node)
            node = node.parent
        for it in node_list:
            it.parent = node.parent
        return node

    def union(self, other: "UnionFindNode") -> None:
        self.parent = other


class SimpleLoop:
    def __init__(self, bb: BasicBlock | None = None, reducible: bool = True) -> None:
        self.is_reducible = reducible
        self.header = bb
        self.parent: SimpleLoop | None = None
        self.children: set[SimpleLoop] = set()
        self.basic_blocks: set[BasicBlock] = set()
        if bb is not None:
            self.basic_blocks.add(bb)
        self.counter = 0


class LSG:
    def __init__(self) -> None:
        self.loops: list[SimpleLoop] = []

    def create(self, bb: BasicBlock | None, red: bool) -> SimpleLoop:
        loop = SimpleLoop(bb, red)
        loop.counter = len(self.loops) + 1
        self.loops.append(loop)
        return loop


BB_TOP, BB_NONHEADER, BB_REDUCIBLE, BB_SELF, BB_IRREDUCIBLE, BB_DEAD = range(6)
UNVISITED = -1


def is_ancestor(w: int, v: int, last: list[int]) -> bool:
    return w <= v <= last[w]


def dfs(
    current: BasicBlock,
    nodes: list[UnionFindNode],
    number: dict[BasicBlock, int],
    last: list[int],
    cur: int,
) -> int:
    nodes[cur].init_node(current, cur)
    number[current] = cur
    lastid = cur
    for target in current.out_edges:
        if number[target] == UNVISITED:
            lastid = dfs(target, nodes, number, last, lastid + 1)
    last[number[current]] = lastid
    return lastid


def find_loops(cfg: CFG, lsg: LSG) -> int:
    if cfg.start_node is None:
        return 0
    size = len(cfg.basic_block_map)
    non_back_preds: list[set[int]] = [set() for _ in range(size)]
    back_preds: list[list[int]] = [[] for _ in range(size)]
    number: dict[BasicBlock, int] = {}
    header = [0] * size
    types = [0] * size
    last = [0] * size
    nodes = [UnionFindNode() for _ in range(size)]
    for bb in cfg.basic_block_map.values():
        number[bb] = UNVISITED
    dfs(cfg.start_node, nodes, number, last, 0)
    for w in range(size):
        header[w] = 0
        types[w] = BB_NONHEADER
        node_w = nodes[w].bb
        if node_w is None:
            types[w] = BB_DEAD
        elif node_w.get_num_pred() > 0:
            for node_v in node_w.in_edges:
                v = number[node_v]
                if v != UNVISITED:
                    if is_ancestor(w, v, last):
                        back_preds[w].append(v)
                    else:
                        non_back_preds[w].add(v)
    for w in range(size - 1, -1, -1):
        node_pool: list[UnionFindNode] = []
        block = nodes[w].bb
        if block is None:
            continue
        for v in back_preds[w]:
            if v != w:
                node_pool.append(nodes[v].find_set())
            else:
                types[w] = BB_SELF
        work_list = list(node_pool)
        if node_pool:
            types[w] = BB_REDUCIBLE
        while work_list:
            x, *work_list = work_list
            if len(non_back_preds[x.dfs_number]) > 32 * 1024:
                return -1
            for it in non_back_preds[x.dfs_number]:
                y = nodes[it]
                ydash = y.find_set()
                if not is_ancestor(w, ydash.dfs_number, last):
                    types[w] = BB_IRREDUCIBLE
                    non_back_preds[w].add(ydash.dfs_number)
                elif ydash.dfs_number != w:
                    if ydash not in node_pool:
                        work_list.append(ydash)
                        node_pool.append(ydash)
        if node_pool or types[w] == BB_SELF:
            loop = lsg.create(block, types[w] != BB_IRREDUCIBLE)
            nodes[w].loop = loop
            for node in node_pool:
                header[node.dfs_number] = w
                node.union(nodes[w])
                if node.loop is not None:
                    node.loop.parent = loop
                    loop.children.add(node.loop)
                else:
                    if node.bb is not None:
                        loop.basic_blocks.add(node.bb)
    return len(lsg.loops)


def build_diamond(cfg: CFG, start: int) -> int:
    cfg.add_edge(start, start + 1)
    cfg.add_edge(start, start + 2)
    cfg.add_edge(start + 1, start + 3)
    cfg.add_edge(start + 2, start + 3)
    return start + 3


def build_straight(cfg: CFG, start: int, n: int) -> int:
    for i in range(n):
        cfg.add_edge(start + i, start + i + 1)
    return start + n


def build_base_loop(cfg: CFG, frm: int) -> int:
    header = build_straight(cfg, frm, 1)
    d1 = build_diamond(cfg, header)
    d11 = build_straight(cfg, d1, 1)
    d2 = build_diamond(cfg, d11)
    footer = build_straight(cfg, d2, 1)
    cfg.add_edge(d2, d11)
    cfg.add_edge(d1, header)
    cfg.add_edge(footer, frm)
    return build_straight(cfg, footer, 1)


@js.script
def main(par: int, inner: int) -> tuple[int, int]:
    cfg = CFG()
    cfg.create_node(0)
    build_base_loop(cfg, 0)
    cfg.create_node(1)
    cfg.add_edge(0, 2)
    n = 2
    for parlooptrees in range(par):
        cfg.create_node(n + 1)
        cfg.add_edge(2, n + 1)
        n += 1
        for i in range(inner):
            top = n
            n = build_straight(cfg, n, 1)
            for j in range(5):
                n = build_base_loop(cfg, n)
            bottom = build_straight(cfg, n, 1)
            cfg.add_edge(n, top)
            n = bottom
        cfg.add_edge(n, 1)
    lsg = LSG()
    k = find_loops(cfg, lsg)
    return k, sum(len(l.basic_blocks) for l in lsg.loops)


CASES = {"main": [(1, 1), (5, 10)]}
