import Testing
import Tour
import TourServer

/// Seats and handovers as values.
struct FleetTests {
    private static let numbers = ["a": 1, "b": 2, "c": 3]

    private func fleet(_ rows: [[String]] = [["1A", "1B"], ["2A", "2B"]], blocked: Set<String> = ["2B"]) -> Fleet {
        Fleet(plan: SeatPlan(bus: nil, rows: rows.map { $0.map { .seat($0) } }, blocked: blocked))
    }

    private func seats(_ fleet: Fleet) -> [String?] { (1...3).map { fleet[$0].seat } }

    @Test func `a headset is seated, moved, swapped and taken off`() throws {
        var fleet = fleet()
        for (order, seats) in [
            (FleetOrder.seat(headset: "a", seat: "1A"), ["1A", nil, nil]),
            (.seat(headset: "b", seat: "2A"), ["1A", "2A", nil]),
            (.seat(headset: "a", seat: "1B"), ["1B", "2A", nil]),
            (.seat(headset: "a", seat: "2A"), ["2A", "1B", nil]),
            // One without a seat: who had it has none.
            (.seat(headset: "c", seat: "2A"), [nil, "1B", "2A"]),
            (.seat(headset: "c", seat: nil), [nil, "1B", nil]),
        ] as [(FleetOrder, [String?])] {
            try fleet.obey(order, numbers: Self.numbers, at: 10)
            #expect(self.seats(fleet) == seats, "\(order)")
        }
        #expect(fleet.entries.map(\.event) == Array(repeating: .seated, count: 8))
        #expect(fleet.entries.map(\.id) == Array(1...8))
    }

    @Test func `no order puts a headset where nobody sits, or one that is not there`() {
        var fleet = fleet()
        for seat in ["2B", "9Z", ""] {
            #expect(throws: OrderRefusal.noSuchSeat) {
                try fleet.obey(.seat(headset: "a", seat: seat), numbers: Self.numbers, at: 0)
            }
        }
        #expect(throws: OrderRefusal.noSuchHeadset) {
            try fleet.obey(.handOut(headset: "z"), numbers: Self.numbers, at: 0)
        }
        var planless = Fleet(plan: nil)
        #expect(throws: OrderRefusal.noSuchSeat) {
            try planless.obey(.seat(headset: "a", seat: "1A"), numbers: Self.numbers, at: 0)
        }
        #expect(fleet.entries.isEmpty && planless.entries.isEmpty)
    }

    @Test func `the rest are seated by what is written on them, then in order`() throws {
        var fleet = fleet()
        try fleet.obey(.seat(headset: "a", seat: "1B"), numbers: Self.numbers, at: 0)
        try fleet.obey(.seatAll, numbers: Self.numbers, names: [3: "Seat 1a"], at: 0)
        #expect(seats(fleet) == ["1B", "2A", "1A"])
        // There is no room for a fourth.
        try fleet.obey(.seatAll, numbers: ["a": 1, "b": 2, "c": 3, "d": 4], at: 0)
        #expect(fleet[4].seat == nil)
    }

    @Test func `what comes back is to be cleaned and charged`() throws {
        var fleet = fleet()
        try fleet.obey(.seatAll, numbers: Self.numbers, at: 0)
        try fleet.obey(.tick(headset: nil, cleaned: true, charged: nil), numbers: Self.numbers, at: 1)
        try fleet.obey(.tick(headset: "a", cleaned: nil, charged: true), numbers: Self.numbers, at: 2)
        try fleet.obey(.handOut(headset: "a"), numbers: Self.numbers, at: 3)
        #expect(fleet[1].isOut && fleet[1].isCleaned && fleet[1].isCharged)
        try fleet.obey(.handOut(headset: nil), numbers: Self.numbers, at: 4)
        #expect((1...3).allSatisfy { fleet[$0].isOut } && !fleet[2].isCharged)
        try fleet.obey(.takeBack(headset: nil), numbers: Self.numbers, at: 5)
        #expect((1...3).allSatisfy { !fleet[$0].isOut && !fleet[$0].isCleaned && !fleet[$0].isCharged })
        let last = try #require(fleet.entries.last)
        #expect(last.event == .takenBack && last.number == 3 && last.seat == "2A" && last.second == 5)
    }

    @Test func `an order that changes nothing leaves no entry`() throws {
        var fleet = fleet()
        try fleet.obey(.seat(headset: "a", seat: "1A"), numbers: Self.numbers, at: 0)
        try fleet.obey(.handOut(headset: "a"), numbers: Self.numbers, at: 0)
        let before = fleet.entries
        for order in [
            FleetOrder.seat(headset: "a", seat: "1A"), .handOut(headset: "a"), .handOut(headset: nil),
            .tick(headset: "a", cleaned: false, charged: nil),
        ] {
            try fleet.obey(order, numbers: Self.numbers, at: 9)
        }
        #expect(fleet.entries == before)
    }

    @Test func `seats outlive the process, but not a plan that lacks them`() throws {
        var fleet = fleet()
        try fleet.obey(.seatAll, numbers: Self.numbers, at: 0)
        fleet.saved(upTo: 2)
        #expect(fleet.entries.map(\.id) == [3], "what is in the file is not kept twice")
        var next = self.fleet([["1A", "1B"]], blocked: ["1B"])
        next.restore(fleet.saved)
        #expect(seats(next) == ["1A", nil, nil])
        try next.obey(.seat(headset: "a", seat: nil), numbers: Self.numbers, at: 0)
        #expect(next.entries.map(\.id) == [4], "numbers of entries go on")
        var planless = Fleet(plan: nil)
        planless.restore(fleet.saved)
        #expect(seats(planless) == ["1A", "1B", "2A"], "a plan that was forgotten once loses nothing")
    }

    @Test func `entries go on after those of the file, whatever was known of them`() throws {
        var fleet = fleet()
        fleet.goOn(after: 40)
        try fleet.obey(.seatAll, numbers: Self.numbers, at: 0)
        #expect(fleet.entries.map(\.id) == [41, 42, 43])
        // The file that can be opened at last has more; those that wait for it keep their order.
        fleet.goOn(after: 50)
        #expect(fleet.entries.map(\.id) == [51, 52, 53] && fleet.saved.lastEntry == 53)
        fleet.goOn(after: 50)
        fleet.goOn(after: 7)
        #expect(fleet.entries.map(\.id) == [51, 52, 53])
    }

    @Test func `a headset that is removed leaves its seat`() throws {
        var fleet = fleet()
        try fleet.obey(.seatAll, numbers: Self.numbers, at: 0)
        try fleet.obey(.remove(headset: "a"), numbers: Self.numbers, at: 1)
        #expect(fleet[1] == Fleet.Standing())
        #expect(fleet.entries.last?.event == .removed && fleet.entries.last?.seat == "1A")
        try fleet.obey(.seat(headset: "b", seat: "1A"), numbers: Self.numbers, at: 2)
        #expect(seats(fleet) == [nil, "1A", "2A"])
    }

    @Test func `the table is one for spreadsheets`() {
        let entry = HandoverEntry(
            id: 7,
            second: 1_795_816_800,
            number: 12,
            seat: "3A",
            event: .handedOut,
            isCleaned: true,
            isCharged: false
        )
        #expect(
            [entry].table == """
                entry,when,headset,seat,what,cleaned,charged,by\r
                7,2026-11-27T22:00:00Z,12,3A,handed_out,yes,no,guide\r

                """
        )
    }

    @Test(arguments: [
        ("=1+1", "'=1+1"), ("+49", "'+49"), ("-2", "'-2"), ("@x", "'@x"), ("\t=1", "'\t=1"), ("a,b", "\"a,b\""),
        ("\"q\"", "\"\"\"q\"\"\""), ("=\"x\",1", "\"'=\"\"x\"\",1\""), ("a\r\nb", "\"a\r\nb\""), ("3A", "3A"),
    ])
    func `no field is a formula or two fields`(text: String, field: String) {
        #expect(tableField(text) == field)
    }
}
