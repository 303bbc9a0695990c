import Testing
import Tour

struct SeatPlanTests {
    private static let whole = """
        seats: 1
        bus: KL-ZR 1907
        rows:
          - driver . | door
          - 1A 1B | 1C
          - 2A wc | 2C
        blocked: [1C]
        """

    private func plan(_ text: String) throws(TourError) -> SeatPlan {
        try SeatPlan(yaml: Array(text.utf8), file: "bus.yaml")
    }

    @Test func `rows are read from the front, cells from the left`() throws {
        let plan = try plan(Self.whole)
        #expect(plan.bus == "KL-ZR 1907")
        #expect(plan.rows.first == [.driver, .nothing, .aisle, .door])
        #expect(plan.rows.last == [.seat("2A"), .toilet, .aisle, .seat("2C")])
        #expect(plan.usable == ["1A", "1B", "2A", "2C"], "nobody sits on a blocked seat")
    }

    @Test func `JSON is YAML too`() throws {
        let plan = try plan(#"{"seats": 1, "rows": ["1A 1B", "| 2B"]}"#)
        #expect(plan.rows == [[.seat("1A"), .seat("1B")], [.aisle, .seat("2B")]])
    }

    @Test(
        arguments: [
            ("", "bus.yaml: the file is empty; begin it with `seats: 1`, as in Tours/SEATS.md"),
            (
                "rows: [1A]",
                "bus.yaml:1: this plan of seats has no `seats`; add `seats:` with the version of the format, 1"
            ),
            (
                "seats: 2\nrows: [1A]",
                "bus.yaml:1: `seats` is 2, a format that this program does not know; write `seats: 1`"
            ),
            ("seats: 1\nrows: []", "bus.yaml:2: `rows` is a list, with nothing in it; write at least one item"),
            (
                "seats: 1\nrows:\n - 1A 1B\n - 2A",
                "bus.yaml:4: row 2 has 1 cells, the first has 2; give all rows the same number; `.` stands for nothing"
            ),
            (
                "seats: 1\nrows:\n - 1A 1B\n - 2A 1B",
                "bus.yaml:4: the seat '1B' stands in line 3 already; give each seat a name of its own"
            ),
            ("seats: 1\nrows: [door |]", "bus.yaml:2: `rows` has no seat; name the seats, as in `1A 1B | 1C 1D`"),
            (
                "seats: 1\nrows: [1A]\nblocked: [9Z]",
                "bus.yaml:3: `blocked` names '9Z', which is no seat in `rows`; correct it, or take it out"
            ),
            (
                "seats: 1\nrows: [1A]\nseat: 2",
                "bus.yaml:3: unknown key `seat` in this plan of seats; did you mean `seats`?"
            ),
        ]
    )
    func `what is wrong is said with its line`(text: String, words: String) {
        let error = #expect(throws: TourError.self) { try plan(text) }
        #expect(error?.description == words)
    }

    @Test(arguments: ["=1+1", "1A,", "12345", "Tür", "1A|1B"])
    func `a cell that is none is refused`(word: String) {
        let error = #expect(throws: TourError.self) { try plan("seats: 1\nrows:\n  - \"1A \(word)\"") }
        #expect(
            error?.description.hasPrefix("bus.yaml:3: item 1 of `rows` has '\(word)' in it, which is no cell; ") == true
        )
    }

    @Test func `a plan is no larger than a bus`() {
        let row = String(repeating: " .", count: 12)
        for text in ["seats: 1\nrows: [1A\(row)]", "seats: 1\nrows:" + (0...40).map { "\n - S\($0)" }.joined()] {
            let error = #expect(throws: TourError.self) { try plan(text) }
            #expect(error?.description.contains("write at most") == true)
        }
    }
}
