"""The Richards benchmark: tasks, packets and a scheduler of an operating system."""

from __future__ import annotations

from jitscript import script

BUFSIZE = 4
IDLE, WORKER, HANDLERA, HANDLERB, DEVA, DEVB = 1, 2, 3, 4, 5, 6
K_DEV = 1000
K_WORK = 1001


class Packet:
    def __init__(self, link: Packet | None, ident: int, kind: int) -> None:
        self.link = link
        self.ident = ident
        self.kind = kind
        self.datum = 0
        self.data = [0] * BUFSIZE

    def append_to(self, lst: Packet | None) -> Packet:
        self.link = None
        if lst is None:
            return self
        p = lst
        nxt = p.link
        while nxt is not None:
            p = nxt
            nxt = p.link
        p.link = self
        return lst


class TaskRec:
    pass


class DeviceTaskRec(TaskRec):
    def __init__(self) -> None:
        self.pending: Packet | None = None


class IdleTaskRec(TaskRec):
    def __init__(self) -> None:
        self.control = 1
        self.count = 10000


class HandlerTaskRec(TaskRec):
    def __init__(self) -> None:
        self.work_in: Packet | None = None
        self.device_in: Packet | None = None

    def workInAdd(self, p: Packet) -> Packet | None:
        self.work_in = p.append_to(self.work_in)
        return self.work_in

    def deviceInAdd(self, p: Packet) -> Packet | None:
        self.device_in = p.append_to(self.device_in)
        return self.device_in


class WorkerTaskRec(TaskRec):
    def __init__(self) -> None:
        self.destination = HANDLERA
        self.count = 0


class TaskState:
    def __init__(self) -> None:
        self.packet_pending = True
        self.task_waiting = False
        self.task_holding = False

    def packetPending(self) -> TaskState:
        self.packet_pending = True
        self.task_waiting = False
        self.task_holding = False
        return self

    def waiting(self) -> TaskState:
        self.packet_pending = False
        self.task_waiting = True
        self.task_holding = False
        return self

    def running(self) -> TaskState:
        self.packet_pending = False
        self.task_waiting = False
        self.task_holding = False
        return self

    def waitingWithPacket(self) -> TaskState:
        self.packet_pending = True
        self.task_waiting = True
        self.task_holding = False
        return self

    def isTaskHoldingOrWaiting(self) -> bool:
        return self.task_holding or (not self.packet_pending and self.task_waiting)

    def isWaitingWithPacket(self) -> bool:
        return self.packet_pending and (self.task_waiting and not self.task_holding)


class TaskWorkArea:
    def __init__(self) -> None:
        self.taskList: Task | None = None
        self.taskTab: list[Task | None] = [None] * 10
        self.holdCount = 0
        self.qpktCount = 0


class Task(TaskState):
    def __init__(
        self, area: TaskWorkArea, i: int, p: int, w: Packet | None, initial: TaskState, r: TaskRec
    ) -> None:
        super().__init__()
        self.area = area
        self.link: Task | None = area.taskList
        self.ident = i
        self.priority = p
        self.input: Packet | None = w
        self.packet_pending = initial.packet_pending
        self.task_waiting = initial.task_waiting
        self.task_holding = initial.task_holding
        self.handle = r
        area.taskList = self
        area.taskTab[i] = self

    def fn(self, pkt: Packet | None, r: TaskRec) -> Task | None:
        raise NotImplementedError

    def addPacket(self, p: Packet, old: Task) -> Task:
        if self.input is None:
            self.input = p
            self.packet_pending = True
            if self.priority > old.priority:
                return self
        else:
            p.append_to(self.input)
        return old

    def runTask(self) -> Task | None:
        if self.isWaitingWithPacket():
            msg = self.input
            assert msg is not None
            self.input = msg.link
            if self.input is None:
                self.running()
            else:
                self.packetPending()
        else:
            msg = None
        return self.fn(msg, self.handle)

    def waitTask(self) -> Task:
        self.task_waiting = True
        return self

    def hold(self) -> Task | None:
        self.area.holdCount += 1
        self.task_holding = True
        return self.link

    def release(self, i: int) -> Task:
        t = self.findtcb(i)
        t.task_holding = False
        if t.priority > self.priority:
            return t
        else:
            return self

    def qpkt(self, pkt: Packet) -> Task:
        t = self.findtcb(pkt.ident)
        self.area.qpktCount += 1
        pkt.link = None
        pkt.ident = self.ident
        return t.addPacket(pkt, self)

    def findtcb(self, id: int) -> Task:
        t = self.area.taskTab[id]
        if t is None:
            raise Exception("Bad task id %d" % id)
        return t


class DeviceTask(Task):
    def fn(self, pkt: Packet | None, r: TaskRec) -> Task | None:
        d = r
        assert isinstance(d, DeviceTaskRec)
        if pkt is None:
            pkt = d.pending
            if pkt is None:
                return self.waitTask()
            else:
                d.pending = None
                return self.qpkt(pkt)
        else:
            d.pending = pkt
            return self.hold()


class HandlerTask(Task):
    def fn(self, pkt: Packet | None, r: TaskRec) -> Task | None:
        h = r
        assert isinstance(h, HandlerTaskRec)
        if pkt is not None:
            if pkt.kind == K_WORK:
                h.workInAdd(pkt)
            else:
                h.deviceInAdd(pkt)
        work = h.work_in
        if work is None:
            return self.waitTask()
        count = work.datum
        if count >= BUFSIZE:
            h.work_in = work.link
            return self.qpkt(work)
        dev = h.device_in
        if dev is None:
            return self.waitTask()
        h.device_in = dev.link
        dev.datum = work.data[count]
        work.datum = count + 1
        return self.qpkt(dev)


class IdleTask(Task):
    def fn(self, pkt: Packet | None, r: TaskRec) -> Task | None:
        i = r
        assert isinstance(i, IdleTaskRec)
        i.count -= 1
        if i.count == 0:
            return self.hold()
        elif i.control & 1 == 0:
            i.control //= 2
            return self.release(DEVA)
        else:
            i.control = i.control // 2 ^ 0xD008
            return self.release(DEVB)


A = ord("A")


class WorkTask(Task):
    def fn(self, pkt: Packet | None, r: TaskRec) -> Task | None:
        w = r
        assert isinstance(w, WorkerTaskRec)
        if pkt is None:
            return self.waitTask()
        if w.destination == HANDLERA:
            dest = HANDLERB
        else:
            dest = HANDLERA
        w.destination = dest
        pkt.ident = dest
        pkt.datum = 0
        for i in range(BUFSIZE):
            w.count += 1
            if w.count > 26:
                w.count = 1
            pkt.data[i] = A + w.count - 1
        return self.qpkt(pkt)


def schedule(area: TaskWorkArea) -> None:
    t = area.taskList
    while t is not None:
        if t.isTaskHoldingOrWaiting():
            t = t.link
        else:
            t = t.runTask()


@script
def run(iterations: int) -> tuple[int, int]:
    a = TaskWorkArea()
    for _ in range(iterations):
        a = TaskWorkArea()
        IdleTask(a, IDLE, 1, None, TaskState().running(), IdleTaskRec())
        wkq = Packet(None, 0, K_WORK)
        wkq = Packet(wkq, 0, K_WORK)
        WorkTask(a, WORKER, 1000, wkq, TaskState().waitingWithPacket(), WorkerTaskRec())
        wkq = Packet(None, DEVA, K_DEV)
        wkq = Packet(wkq, DEVA, K_DEV)
        wkq = Packet(wkq, DEVA, K_DEV)
        HandlerTask(a, HANDLERA, 2000, wkq, TaskState().waitingWithPacket(), HandlerTaskRec())
        wkq = Packet(None, DEVB, K_DEV)
        wkq = Packet(wkq, DEVB, K_DEV)
        wkq = Packet(wkq, DEVB, K_DEV)
        HandlerTask(a, HANDLERB, 3000, wkq, TaskState().waitingWithPacket(), HandlerTaskRec())
        DeviceTask(a, DEVA, 4000, None, TaskState().waiting(), DeviceTaskRec())
        DeviceTask(a, DEVB, 5000, None, TaskState().waiting(), DeviceTaskRec())
        schedule(a)
    return a.holdCount, a.qpktCount


CASES = {"run": [(1,), (3,)]}
